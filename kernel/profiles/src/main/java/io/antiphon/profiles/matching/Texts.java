package io.antiphon.profiles.matching;

import static io.antiphon.profiles.matching.Level.CLOSE;
import static io.antiphon.profiles.matching.Level.DIFFERENT;
import static io.antiphon.profiles.matching.Level.EXACT;
import static io.antiphon.profiles.matching.Level.NEAR;

/** Compares words that people type. */
final class Texts {

    private static final double SLIP = 0.92;
    private static final double ALIKE = 0.84;

    /** No two texts are less alike that differ in one letter of four or more. */
    private static final double ONE_LETTER = 0.8;

    private static final int LONG_ENOUGH = 4;

    private Texts() {}

    static Level compare(String a, String b) {
        if (a.equals(b)) {
            return EXACT;
        }
        double alike = Similarity.jaroWinkler(a, b);
        if (alike >= SLIP) {
            return CLOSE;
        }
        boolean isLong = Math.min(a.length(), b.length()) >= LONG_ENOUGH;
        if (isLong && alike >= ONE_LETTER && Similarity.edits(a, b, 1) <= 1) {
            return CLOSE;
        }
        return alike >= ALIKE ? NEAR : DIFFERENT;
    }

    /** Compares numbers that people copy. */
    static Level digits(String a, String b) {
        if (a.equals(b)) {
            return EXACT;
        }
        int edits = Similarity.edits(a, b, 2);
        return edits == 1 ? CLOSE : edits == 2 ? NEAR : DIFFERENT;
    }
}
