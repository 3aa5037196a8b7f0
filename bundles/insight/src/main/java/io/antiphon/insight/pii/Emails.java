package io.antiphon.insight.pii;

import java.util.List;

/** Finds e-mail addresses, and names and passwords in the addresses of pages, from each at-sign to both sides. */
final class Emails {

    private static final int MOST_LOCAL = 64;
    private static final int MOST_DOMAIN = 253;
    private static final int MOST_LABEL = 63;
    private static final int MOST_SCHEME = 16;
    private static final String LOCAL = ".!#$%&'*+/=?^_`{|}~-";
    private static final double SURE = 0.99;

    private Emails() {}

    static void find(String text, List<Found> found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int scheme = credentials(text, at);
            if (scheme >= 0) {
                found.add(new Found(Found.CREDENTIALS, "url", scheme, at, 1));
                continue;
            }
            int to = domain(text, at + 1);
            if (to < 0) {
                continue;
            }
            int from = local(text, at);
            if (from < at) {
                found.add(new Found(Found.EMAIL, "", from, to, SURE));
            }
        }
    }

    private static int local(String text, int at) {
        int from = at;
        int least = Math.max(0, at - MOST_LOCAL);
        while (from > least && local(text.charAt(from - 1))) {
            from--;
        }
        while (from < at && LOCAL.indexOf(text.charAt(from)) >= 0 && text.charAt(from) != '_') {
            from++;
        }
        return from;
    }

    private static boolean local(char c) {
        return Character.isLetterOrDigit(c) && (c < 0x2E80 || c > 0xD7AF) || LOCAL.indexOf(c) >= 0;
    }

    /** Where a domain with a dot in it ends; -1 if there is none. */
    private static int domain(String text, int from) {
        int most = Math.min(text.length(), from + MOST_DOMAIN);
        int end = -1;
        int at = from;
        int labels = 0;
        while (at < most) {
            int label = at;
            while (at < most && at - label < MOST_LABEL && label(text.charAt(at))) {
                at++;
            }
            int last = at;
            while (last > label && text.charAt(last - 1) == '-') {
                last--;
            }
            if (last == label) {
                break;
            }
            labels++;
            if (labels > 1 && top(text, label, last)) {
                end = last;
            }
            if (at >= most || text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        return end;
    }

    private static boolean label(char c) {
        return Character.isLetterOrDigit(c) && (c < 0x2E80 || c > 0xD7AF) || c == '-';
    }

    private static boolean top(String text, int from, int to) {
        if (to - from < 2) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i)) && !text.startsWith("xn--", from)) {
                return false;
            }
        }
        return true;
    }

    /** Where the name in {@code scheme://name:password@} begins; -1 if there is none before the sign. */
    private static int credentials(String text, int at) {
        int least = Math.max(0, at - 2 * MOST_LOCAL);
        boolean colon = false;
        for (int i = at - 1; i >= least; i--) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '@') {
                return -1;
            }
            if (c == '/') {
                boolean scheme = i > 2 && text.charAt(i - 1) == '/' && text.charAt(i - 2) == ':';
                return scheme && colon && scheme(text, i - 2) ? i + 1 : -1;
            }
            colon |= c == ':';
        }
        return -1;
    }

    private static boolean scheme(String text, int colon) {
        int from = colon;
        while (from > Math.max(0, colon - MOST_SCHEME) && Characters.letter(text.charAt(from - 1))) {
            from--;
        }
        return from < colon;
    }
}
