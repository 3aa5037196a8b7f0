package io.antiphon.profiles.matching;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who of many people are one.
 *
 * @param clusters of each person the cluster, named after its first member
 * @param weights by which they were found
 * @param pairs how many were compared
 */
public record Matching(int[] clusters, Weights weights, long pairs) {

    /** How many people can be matched at once. */
    public static final int MOST_PEOPLE = Blocks.MOST_PEOPLE;

    /** How many people of one block are all compared with each other. */
    private static final int BLOCK = 50;

    private static final int SAMPLE = 1_000_000;

    /** The logarithm of the odds from which on two may bring their clusters together. */
    private static final double LIKELY = -1;

    /**
     * Learns from the people themselves how much each agreement says, and finds who are one. The same people in the same order give the
     * same answer.
     *
     * @param people at most {@link #MOST_PEOPLE}
     * @param progress told what begins
     */
    public static Matching of(List<Person> people, Consumer<String> progress) {
        if (people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("At most " + MOST_PEOPLE + " people, not " + people.size());
        }
        progress.accept("finding who is worth comparing");
        Evidence evidence = new Evidence(people);
        Blocks blocks = new Blocks(people, BLOCK);
        progress.accept("comparing");
        Sample sample = new Sample(SAMPLE);
        long[] compared = {0};
        blocks.forEach((one, other) -> {
            evidence.compare(one, other, sample::add);
            compared[0]++;
        });
        progress.accept("learning from " + compared[0] + " pairs");
        Weights weights = new Learning(evidence, people.size()).learn(sample);
        progress.accept("joining");
        Likely likely = new Likely();
        blocks.forEach((one, other) -> {
            double odds = evidence.odds(evidence.pattern(one, other), one, other, weights);
            if (odds >= LIKELY) {
                likely.add(odds, one, other);
            }
        });
        Clusters clusters = new Clusters(people.size(), evidence, weights);
        likely.join(clusters);
        return new Matching(clusters.clusters(), weights, compared[0]);
    }

    /** Pairs in the order of their odds, each with its odds in one number. */
    private static final class Likely {

        private static final int PEOPLE_BITS = 21;
        private static final double MOST_ODDS = 60;
        private static final double STEPS = 16;

        private long[] pairs = new long[1 << 12];
        private int size;

        void add(double odds, int one, int other) {
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, size * 2);
            }
            long behind = (long) (STEPS * (MOST_ODDS - Math.min(MOST_ODDS, odds)));
            pairs[size++] = behind << 2 * PEOPLE_BITS | (long) one << PEOPLE_BITS | other;
        }

        /** Gives them to the clusters, the likeliest first. */
        void join(Clusters clusters) {
            Arrays.sort(pairs, 0, size);
            for (int i = 0; i < size; i++) {
                int one = (int) (pairs[i] >>> PEOPLE_BITS) & Blocks.MOST_PEOPLE - 1;
                int other = (int) pairs[i] & Blocks.MOST_PEOPLE - 1;
                clusters.likely(one, other, MOST_ODDS - (pairs[i] >>> 2 * PEOPLE_BITS) / STEPS);
            }
        }
    }
}
