package io.antiphon.profiles.matching;

/** The levels of all comparisons of two people, in one number: three bits each. */
final class Pattern {

    private static final int BITS = 3;
    private static final int MASK = (1 << BITS) - 1;
    private static final Level[] LEVELS = Level.values();

    private Pattern() {}

    static long of(Person one, Person other, Comparison[] comparisons) {
        long pattern = 0;
        for (Comparison comparison : comparisons) {
            pattern |= (long) comparison.level(one, other).ordinal() << comparison.ordinal() * BITS;
        }
        return pattern;
    }

    static int level(long pattern, int comparison) {
        return (int) (pattern >>> comparison * BITS) & MASK;
    }

    static Level level(long pattern, Comparison comparison) {
        return LEVELS[level(pattern, comparison.ordinal())];
    }
}
