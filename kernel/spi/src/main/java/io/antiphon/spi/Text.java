package io.antiphon.spi;

/** Foreign text made fit to stand in a message. */
final class Text {

    private static final int SHOWN = 60;

    private Text() {}

    /** The text without control characters, cut to a length that fits in a line. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
