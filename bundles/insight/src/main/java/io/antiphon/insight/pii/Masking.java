package io.antiphon.insight.pii;

import java.util.List;

/**
 * Masks what is personal. Letters and digits become dots one for one, so that a masked text is as long as it was and every place in it
 * stays where it was; of an e-mail address the first letter and the end of the domain are left, of a card the last four digits.
 */
public final class Masking {

    /** Stands for a letter or digit. */
    public static final char DOT = '•';

    private static final int LEFT_OF_CARD = 4;

    private Masking() {}

    /** A text with all that is personal in it masked, and all that is too far from its beginning to be looked at. */
    public static String mask(String text) {
        String masked = mask(text, Pii.all(text));
        if (text.length() <= Pii.MOST_TEXT) {
            return masked;
        }
        char[] all = masked.toCharArray();
        dots(all, Pii.MOST_TEXT, all.length);
        return new String(all);
    }

    /** A text with these places in it masked; those that lie outside of it are left out. */
    public static String mask(String text, List<Found> found) {
        if (found.isEmpty()) {
            return text;
        }
        char[] masked = text.toCharArray();
        for (Found each : found) {
            int from = Math.max(0, each.from());
            int to = Math.min(masked.length, each.to());
            if (each.kind().equals(Found.EMAIL)) {
                int dot = text.lastIndexOf('.', to - 1);
                dots(masked, from + 1, dot > from ? dot : to);
            } else {
                dots(masked, from, each.kind().equals(Found.CARD) ? last(masked, from, to) : to);
            }
        }
        return new String(masked);
    }

    private static int last(char[] text, int from, int to) {
        int at = to;
        int digits = 0;
        while (at > from && digits < LEFT_OF_CARD) {
            at--;
            digits += Character.isDigit(text[at]) ? 1 : 0;
        }
        return at;
    }

    private static void dots(char[] masked, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = masked[i];
            if (Character.isLetterOrDigit(c)
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK) {
                masked[i] = DOT;
            }
        }
    }
}
