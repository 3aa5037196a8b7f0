package io.antiphon.profiles.matching;

import static io.antiphon.profiles.matching.Level.CLOSE;
import static io.antiphon.profiles.matching.Level.DIFFERENT;
import static io.antiphon.profiles.matching.Level.ELSEWHERE;
import static io.antiphon.profiles.matching.Level.EXACT;
import static io.antiphon.profiles.matching.Level.NEAR;

/** Compares dates of birth, written in eight digits. */
final class Dates {

    private static final int YEAR = 4;
    private static final int MONTH = 6;

    private Dates() {}

    /**
     * {@code CLOSE}: one digit is another, or two neighbours or day and month are exchanged. {@code ELSEWHERE}: two of year, month and day
     * are the same. {@code NEAR}: the year is, or two digits are others.
     */
    static Level compare(String a, String b) {
        if (a.equals(b)) {
            return EXACT;
        }
        int edits = Similarity.edits(a, b, 2);
        boolean year = a.regionMatches(0, b, 0, YEAR);
        if (edits == 1 || year && isTurned(a, b)) {
            return CLOSE;
        }
        boolean month = a.regionMatches(YEAR, b, YEAR, MONTH - YEAR);
        boolean day = a.regionMatches(MONTH, b, MONTH, b.length() - MONTH);
        if (year && (month || day) || month && day) {
            return ELSEWHERE;
        }
        return year || edits == 2 ? NEAR : DIFFERENT;
    }

    private static boolean isTurned(String a, String b) {
        return a.regionMatches(YEAR, b, MONTH, MONTH - YEAR) && a.regionMatches(MONTH, b, YEAR, MONTH - YEAR);
    }
}
