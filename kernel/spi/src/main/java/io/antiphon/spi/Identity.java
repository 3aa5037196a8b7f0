package io.antiphon.spi;

/**
 * A name somebody goes by in one scheme: {@code email:ada@example.org}, {@code phone:+4930123456},
 * {@code crm:4711}. A signal carries identities as they were received; the kernel normalises them
 * when it resolves the profile.
 *
 * @param scheme lower-case letters, digits, {@code . _ -}; at most 64 characters
 * @param value not blank, at most 512 characters
 */
public record Identity(String scheme, String value) implements Comparable<Identity> {

    private static final int MOST_SCHEME = 64;
    private static final int MOST_VALUE = 512;

    /** Refuses a malformed scheme or value with an {@link IllegalArgumentException}. */
    public Identity {
        if (!isScheme(scheme)) {
            throw new IllegalArgumentException("An identity's scheme is 1 to " + MOST_SCHEME
                    + " lower-case letters, digits, '.', '_' or '-', not '" + Text.shown(scheme) + "'");
        }
        if (value.isBlank() || value.length() > MOST_VALUE) {
            throw new IllegalArgumentException("An identity's value is 1 to " + MOST_VALUE
                    + " characters and not blank; that of '" + scheme + "' is not");
        }
    }

    /**
     * Reads {@code scheme:value}; the value may contain further colons.
     *
     * @throws IllegalArgumentException if there is no colon or a part is malformed
     */
    public static Identity parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "'" + Text.shown(text) + "' is not an identity; one looks like email:ada@example.org");
        }
        return new Identity(text.substring(0, colon), text.substring(colon + 1));
    }

    private static boolean isScheme(String scheme) {
        if (scheme.isEmpty() || scheme.length() > MOST_SCHEME) {
            return false;
        }
        for (int i = 0; i < scheme.length(); i++) {
            char c = scheme.charAt(i);
            boolean ok = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Identity other) {
        int byScheme = scheme.compareTo(other.scheme);
        return byScheme != 0 ? byScheme : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
