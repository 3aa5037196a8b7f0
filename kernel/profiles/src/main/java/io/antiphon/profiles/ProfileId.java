package io.antiphon.profiles;

/**
 * A profile's id: {@code p} and the number of its oldest node in base 36. Every node's number makes an id; it names the
 * profile that the node is in. So the id of a profile that was joined to an older one still leads somewhere,
 * and is its own again when they are parted.
 */
final class ProfileId {

    private static final int BASE = 36;

    private ProfileId() {}

    static String of(long node) {
        return "p" + Long.toString(node, BASE);
    }

    /** The node; 0, which no node has, if the text is not an id. */
    static long node(String id) {
        if (id.length() < 2 || id.charAt(0) != 'p' || !Character.isLetterOrDigit(id.charAt(1))) {
            return 0;
        }
        try {
            long node = Long.parseLong(id, 1, id.length(), BASE);
            return of(node).equals(id) ? node : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
