package io.antiphon.insight.text;

/** What is written together in Arabic. */
public final class Arabic {

    private static final char FIRST = '\u0600';
    private static final char LAST = '\u06FF';
    private static final int SHORT = 4;

    private Arabic() {}

    /** Where a word within normalised characters begins when and, so, with, like, for and the article are taken off; else its start. */
    public static int bare(char[] chars, int from, int to) {
        if (chars[from] < FIRST || chars[from] > LAST) {
            return from;
        }
        int at = from;
        if (to - at > SHORT && "وفبلك".indexOf(chars[at]) >= 0) {
            at++;
        }
        if (to - at > SHORT && chars[at] == 'ا' && chars[at + 1] == 'ل') {
            return at + 2;
        }
        return at > from && to - at >= SHORT && chars[at] == 'ل' ? at + 1 : at;
    }
}
