package io.antiphon.shell;

/** Foreign text made fit for a terminal: nothing in it moves the cursor, changes colours or turns the direction of writing. */
final class Plain {

    private static final char STAND_IN = '·';

    private Plain() {}

    /** In one line. */
    static String text(String foreign) {
        StringBuilder plain = new StringBuilder(foreign.length());
        foreign.codePoints().map(Plain::shown).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** In one line and at most so long. */
    static String text(String foreign, int most) {
        String plain = text(foreign.length() > 4 * most ? foreign.substring(0, 4 * most) : foreign);
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int shown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> c == '\n' || c == '\r' || c == '\t' ? ' ' : STAND_IN;
            default -> c;
        };
    }
}
