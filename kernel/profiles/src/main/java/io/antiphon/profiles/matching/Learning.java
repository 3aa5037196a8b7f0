package io.antiphon.profiles.matching;

import java.util.Random;

/**
 * Finds weights without being told who is who: u from pairs taken at random, m and the prior by expectation and maximisation
 * (Dempster, Laird and Rubin 1977) over the pairs that blocks propose; of all others it is supposed that they are not one. The
 * same people give the same weights.
 */
final class Learning {

    private static final int MOST_RANDOM_PAIRS = 400_000;
    private static final int LEAST_RANDOM_PAIRS = 200_000;
    private static final int RANDOM_PAIRS_OF_ONE = 40;
    private static final int ROUNDS = 15;
    private static final int PASSES = 2;
    private static final double ENOUGH = 1e-3;

    /** With how many pairs what is supposed at first weighs, so that a small file does not teach extremes. */
    private static final double DOUBT_OF_SAME = 20;

    private static final double DOUBT_OF_RANDOM = 1;
    private static final double MOST_PRIOR = 0.5;

    /** What is supposed at first, by {@link Level}. */
    private static final double[] SAME = {0, 0.78, 0.08, 0.04, 0.03, 0.07};

    private static final double[] RANDOM = {0, 0.002, 0.004, 0.01, 0.001, 0.983};

    private final Evidence evidence;
    private final int people;

    Learning(Evidence evidence, int people) {
        this.evidence = evidence;
        this.people = people;
    }

    /** Weights for pairs that blocks propose. */
    Weights learn(Sample proposed) {
        double[][] supposed = parts(Weights.table(), SAME, 1);
        Weights weights = new Weights(
                Math.min(MOST_PRIOR, 1.0 / people), supposed, parts(Weights.table(), RANDOM, DOUBT_OF_RANDOM));
        Sample random = random();
        weights = weights.withU(parts(random.count(weights, sure -> 1), RANDOM, DOUBT_OF_RANDOM));
        for (int pass = 0; pass < PASSES; pass++) {
            double change = 1;
            for (int round = 0; round < ROUNDS && change > ENOUGH; round++) {
                Weights better = maximised(weights, proposed);
                change = Math.abs(better.prior() / weights.prior() - 1);
                weights = better;
            }
            weights = weights.withU(parts(random.count(weights, sure -> 1 - sure), RANDOM, DOUBT_OF_RANDOM));
        }
        return weights.of(evidence.comparisons());
    }

    private Sample random() {
        long pairs = Math.min(MOST_RANDOM_PAIRS, Math.max(LEAST_RANDOM_PAIRS, (long) people * RANDOM_PAIRS_OF_ONE));
        Sample sample = new Sample((int) pairs);
        if (people < 2) {
            return sample;
        }
        Random random = new Random(1);
        for (long i = 0; i < pairs; i++) {
            int one = random.nextInt(people);
            int other = random.nextInt(people);
            if (one != other) {
                evidence.compare(one, other, sample::add);
            }
        }
        return sample;
    }

    private Weights maximised(Weights weights, Sample proposed) {
        double all = (double) people * (people - 1) / 2;
        double prior = Math.min(MOST_PRIOR, Math.max(1, proposed.same(weights)) / all);
        return weights.withM(prior, parts(proposed.count(weights, sure -> sure), SAME, DOUBT_OF_SAME));
    }

    private static double[][] parts(double[][] counts, double[] before, double doubt) {
        double[][] parts = Weights.table();
        for (int c = 0; c < Comparison.COUNT; c++) {
            double total = 0;
            for (int l = 1; l < Level.COUNT; l++) {
                total += counts[c][l] + doubt * before[l];
            }
            for (int l = 1; l < Level.COUNT; l++) {
                parts[c][l] = (counts[c][l] + doubt * before[l]) / total;
            }
        }
        return parts;
    }
}
