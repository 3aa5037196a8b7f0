package io.antiphon.profiles;

import java.util.HashMap;
import java.util.Map;

/**
 * How well clusters were found, by pairs: a pair is right if the two are one in truth.
 *
 * @param found pairs in the found clusters
 * @param real pairs that are one in truth
 * @param right pairs that are both
 * @param clusters how many were found
 * @param people how many there are in truth
 * @param largest found cluster
 * @param largestReal one in truth
 */
record Judgement(long found, long real, long right, int clusters, int people, int largest, int largestReal) {

    static Judgement of(int[] found, int[] truth) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> byCluster = new HashMap<>();
        Map<Integer, Integer> byPerson = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            byCluster.merge(found[i], 1, Integer::sum);
            byPerson.merge(truth[i], 1, Integer::sum);
            both.merge((long) found[i] << 32 | truth[i], 1, Integer::sum);
        }
        return new Judgement(
                pairs(byCluster),
                pairs(byPerson),
                pairs(both),
                byCluster.size(),
                byPerson.size(),
                largest(byCluster),
                largest(byPerson));
    }

    private static long pairs(Map<?, Integer> sizes) {
        return sizes.values().stream()
                .mapToLong(size -> (long) size * (size - 1) / 2)
                .sum();
    }

    private static int largest(Map<?, Integer> sizes) {
        return sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The part of the found pairs that is right; 1 if none was found. */
    double precision() {
        return found == 0 ? 1 : (double) right / found;
    }

    /** The part of the real pairs that was found; 1 if there is none. */
    double recall() {
        return real == 0 ? 1 : (double) right / real;
    }

    double f1() {
        return found + real == 0 ? 1 : 2.0 * right / (found + real);
    }
}
