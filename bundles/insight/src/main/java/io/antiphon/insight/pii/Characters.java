package io.antiphon.insight.pii;

/** What characters are, for finding identifiers. */
final class Characters {

    private Characters() {}

    /** Whether a Latin letter of ASCII. */
    static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The value of a digit of any script; -1 if it is none. */
    static int digit(char c) {
        if (c <= '9') {
            return c >= '0' ? c - '0' : -1;
        }
        return c < 0x660 ? -1 : Character.digit(c, 10);
    }

    /** The value of a digit of any script; -1 for letters, which {@link Character#digit} counts in full width. */
    static boolean isDigit(char c) {
        return digit(c) >= 0 && Character.isDigit(c);
    }

    /** Whether a word ends before a place. */
    static boolean free(CharSequence text, int at) {
        return at <= 0 || at > text.length() || !joins(text.charAt(at - 1));
    }

    /** Whether no word goes on at a place. */
    static boolean ends(CharSequence text, int at) {
        return at >= text.length() || !joins(text.charAt(at));
    }

    /** Whether a character makes one word with a letter or digit beside it; those of scripts without spaces do not. */
    private static boolean joins(char c) {
        boolean spaceless = c >= 0x0E00 && c <= 0x0EFF || c >= 0x2E80 && c <= 0xD7AF;
        return !spaceless && Character.isLetterOrDigit(c);
    }
}
