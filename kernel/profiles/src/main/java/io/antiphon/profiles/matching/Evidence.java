package io.antiphon.profiles.matching;

import java.util.Arrays;
import java.util.List;

/** What speaks for two of many people being one, and against it. */
final class Evidence {

    private static final float MOST = 3;

    /** The part of its rareness that a value counts which agrees but for a slip. */
    private static final float SLIP = 0.5f;

    private static final int EXACT = Level.EXACT.ordinal();
    private static final int CLOSE = Level.CLOSE.ordinal();

    private final List<Person> people;

    /** Those about which anything is said. */
    private final Comparison[] comparisons;

    /** Of each person and comparison, the logarithm of how much rarer its value is than is usual. */
    private final float[][] rareness;

    /** Takes how far two people agree. */
    interface Compared {
        void take(long pattern, float rareness);
    }

    Evidence(List<Person> people) {
        this.people = people;
        comparisons = Arrays.stream(Comparison.values())
                .filter(comparison -> people.stream().anyMatch(comparison::knows))
                .toArray(Comparison[]::new);
        rareness = new float[people.size()][comparisons.length];
        for (int c = 0; c < comparisons.length; c++) {
            Frequencies frequencies = new Frequencies(people, comparisons[c].attribute());
            for (int i = 0; i < people.size(); i++) {
                double rare = frequencies.rareness(people.get(i));
                rareness[i][c] = (float) Math.max(-MOST, Math.min(MOST, rare));
            }
        }
    }

    /** About what anything is said. */
    List<Comparison> comparisons() {
        return List.of(comparisons);
    }

    void compare(int one, int other, Compared compared) {
        long pattern = pattern(one, other);
        compared.take(pattern, rareness(pattern, one, other));
    }

    long pattern(int one, int other) {
        return Pattern.of(people.get(one), people.get(other), comparisons);
    }

    /** What the rareness of the values that agree adds to the weight of a pattern. */
    private float rareness(long pattern, int one, int other) {
        float sum = 0;
        for (int c = 0; c < comparisons.length; c++) {
            int level = Pattern.level(pattern, comparisons[c].ordinal());
            if (level == EXACT) {
                sum += rareness[one][c];
            } else if (level == CLOSE) {
                sum += SLIP * Math.min(rareness[one][c], rareness[other][c]);
            }
        }
        return sum;
    }

    /** The logarithm of the odds that two are one who agree so far. */
    double odds(long pattern, int one, int other, Weights weights) {
        return weights.odds(pattern, rareness(pattern, one, other));
    }
}
