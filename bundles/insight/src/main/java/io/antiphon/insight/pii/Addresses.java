package io.antiphon.insight.pii;

import java.util.List;

/** Finds internet addresses, of version 4 and 6. Versions of programs look alike: what has a letter before it or a fifth part is none. */
final class Addresses {

    private static final int MOST_GROUPS = 8;
    private static final int PARTS = 4;
    private static final double FOUR = 0.95;

    private Addresses() {}

    static void find(String text, List<Found> found) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean begins = (hex(c) || c == ':') && Characters.free(text, at) && !after(text, at, ".:-");
            if (begins) {
                int four = four(text, at);
                int six = four < 0 ? six(text, at) : -1;
                if (four > 0) {
                    found.add(new Found(Found.IP, "4", at, four, FOUR));
                } else if (six > 0) {
                    found.add(new Found(Found.IP, "6", at, six, 1));
                }
                at = Math.max(Math.max(four, six), at + 1);
            } else {
                at++;
            }
        }
    }

    private static boolean after(String text, int at, String marks) {
        return at > 0 && marks.indexOf(text.charAt(at - 1)) >= 0;
    }

    private static boolean hex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static int four(String text, int from) {
        int at = from;
        for (int part = 0; part < PARTS; part++) {
            int value = 0;
            int start = at;
            while (at < text.length() && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = 10 * value + text.charAt(at++) - '0';
            }
            if (at == start || value > 255 || at - start > 1 && text.charAt(start) == '0') {
                return -1;
            }
            if (part < PARTS - 1) {
                if (at >= text.length() || text.charAt(at) != '.') {
                    return -1;
                }
                at++;
            }
        }
        boolean more = at + 1 < text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == '-')
                && Character.isLetterOrDigit(text.charAt(at + 1))
                && Characters.isDigit(text.charAt(at + 1));
        return Characters.ends(text, at) && !more ? at : -1;
    }

    private static int six(String text, int from) {
        int at = from;
        int groups = 0;
        boolean gap = false;
        boolean open = true;
        if (text.startsWith("::", at)) {
            gap = true;
            at += 2;
        }
        while (at < text.length() && open && groups < MOST_GROUPS) {
            int start = at;
            while (at < text.length() && at - start < 4 && hex(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                break;
            }
            groups++;
            open = false;
            if (text.startsWith("::", at) && !gap) {
                gap = true;
                open = true;
                at += 2;
            } else if (at + 1 < text.length() && text.charAt(at) == ':' && hex(text.charAt(at + 1))) {
                open = true;
                at++;
            }
        }
        boolean whole = gap ? groups >= 2 && groups < MOST_GROUPS : groups == MOST_GROUPS;
        boolean more =
                at < text.length() && text.charAt(at) == ':' && at + 1 < text.length() && hex(text.charAt(at + 1));
        return whole && Characters.ends(text, at) && !more ? at : -1;
    }
}
