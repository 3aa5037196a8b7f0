package io.antiphon.insight.pii;

import java.util.List;
import java.util.Locale;

/** Finds national identifiers that have letters among their digits, each by its shape and check character. */
final class Identifiers {

    private static final int SHORTEST = 9;
    private static final int LONGEST = 18;
    private static final int FEWEST_DIGITS = 4;
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final double SURE = 0.98;
    private static final String NO_PREFIX = "BG GB NK KN TN NT ZZ";
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private Identifiers() {}

    static void find(String text, List<Found> found) {
        int at = 0;
        while (at < text.length()) {
            if (!part(text.charAt(at)) || !Characters.free(text, at)) {
                at++;
                continue;
            }
            int to = at;
            int digits = 0;
            while (to < text.length() && part(text.charAt(to)) && to - at <= 2 * LONGEST) {
                digits += text.charAt(to) <= '9' ? 1 : 0;
                to++;
            }
            if (digits >= FEWEST_DIGITS && Characters.ends(text, to)) {
                word(text, at, to, found);
            }
            if (to - at == 2) {
                spaced(text, at, found);
            }
            at = to;
        }
    }

    private static boolean part(char c) {
        return Characters.letter(c) || c >= '0' && c <= '9';
    }

    private static void word(String text, int from, int to, List<Found> found) {
        int end = to;
        boolean dashed = to - from == 8
                && to + 1 < text.length()
                && text.charAt(to) == '-'
                && Characters.letter(text.charAt(to + 1));
        boolean finnish = to - from == 6 && to + 4 < text.length() && "-+A".indexOf(text.charAt(to)) >= 0;
        if (dashed || finnish) {
            end = to + (dashed ? 2 : 5);
        }
        if (end - from < SHORTEST || end - from > LONGEST || end > text.length() || !Characters.ends(text, end)) {
            return;
        }
        String word = text.substring(from, end).toUpperCase(Locale.ROOT);
        String country = country(word.replace("-", ""), word);
        if (!country.isEmpty()) {
            found.add(new Found(Found.NATIONAL_ID, country, from, end, SURE));
        }
    }

    private static String country(String word, String written) {
        if (word.matches("[XYZ]?\\d{7,8}[A-Z]") && word.length() == 9) {
            return spanish(word) ? "es" : "";
        }
        if (word.matches("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\\d{6}[A-D]")) {
            return NO_PREFIX.contains(word.substring(0, 2)) ? "" : "gb";
        }
        if (word.matches("[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]")) {
            return italian(word) ? "it" : "";
        }
        if (word.matches("\\d{17}X")) {
            return NationalNumbers.check(word) == 'X' ? "cn" : "";
        }
        return written.matches("\\d{6}[-+A]\\d{3}[0-9A-Y]") && finnish(written) ? "fi" : "";
    }

    private static boolean spanish(String word) {
        int foreign = "XYZ".indexOf(word.charAt(0));
        String digits = foreign >= 0 ? foreign + word.substring(1, 8) : word.substring(0, 8);
        return SPANISH.charAt(Integer.parseInt(digits) % 23) == word.charAt(8);
    }

    private static boolean italian(String word) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = word.charAt(i);
            int value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        return 'A' + sum % 26 == word.charAt(15);
    }

    private static boolean finnish(String written) {
        int number = Integer.parseInt(written.substring(0, 6) + written.substring(7, 10));
        int day = number / 10_000_000;
        return day >= 1 && day <= 31 && FINNISH.charAt(number % 31) == written.charAt(10);
    }

    /** The British number as it is printed: {@code QQ 12 34 56 C}. */
    private static void spaced(String text, int from, List<Found> found) {
        int to = from + 13;
        if (to <= text.length() && text.charAt(from + 2) == ' ' && Characters.ends(text, to)) {
            String written = text.substring(from, to);
            if (written.matches("[A-Z]{2} \\d{2} \\d{2} \\d{2} [A-D]")
                    && country(written.replace(" ", ""), "").equals("gb")) {
                found.add(new Found(Found.NATIONAL_ID, "gb", from, to, SURE));
            }
        }
    }
}
