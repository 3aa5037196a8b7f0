package io.antiphon.profiles.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * People who are one. That two are one and the second and a third too is no proof that the first and the third are: so two clusters
 * become one only if their members agree on average, all with all, and hardly any contradict each other.
 */
final class Clusters {

    /** A cluster does not grow beyond this. */
    static final int MOST = 256;

    /** The logarithm of the odds that two members are to have on average: many say little, and speak against it by the prior alone. */
    private static final double COHESION = -1;

    /** The same where two of them are one almost surely. */
    private static final double LOOSER = -4;

    private static final double ALMOST_SURE = 6;

    /** One pair counts no more than this, either way. */
    private static final double MOST_ODDS = 12;

    private static final double MOST_CONTRADICTIONS = 0.3;

    private final Evidence evidence;
    private final Weights weights;
    private final int[] clusterOf;
    private final int[][] members;

    /** How many pairs there were between two clusters that were kept apart. */
    private final Map<Long, Integer> apart = new HashMap<>();

    Clusters(int people, Evidence evidence, Weights weights) {
        this.evidence = evidence;
        this.weights = weights;
        clusterOf = new int[people];
        members = new int[people][];
        for (int i = 0; i < people; i++) {
            clusterOf[i] = i;
            members[i] = new int[] {i};
        }
    }

    /** Two people are likely one: joins their clusters, unless the other members speak against it. Call it with the likeliest first. */
    void likely(int one, int other, double odds) {
        int older = Math.min(clusterOf[one], clusterOf[other]);
        int younger = Math.max(clusterOf[one], clusterOf[other]);
        if (older == younger || members[older].length + members[younger].length > MOST) {
            return;
        }
        long pair = (long) older << 32 | younger;
        int pairs = members[older].length * members[younger].length;
        if (apart.getOrDefault(pair, 0) == pairs) {
            return;
        }
        if (hold(members[older], members[younger], odds >= ALMOST_SURE ? LOOSER : COHESION)) {
            join(older, younger);
        } else {
            apart.put(pair, pairs);
        }
    }

    private boolean hold(int[] ones, int[] others, double cohesion) {
        double sum = 0;
        int contradictions = 0;
        int pairs = ones.length * others.length;
        for (int one : ones) {
            for (int other : others) {
                long pattern = evidence.pattern(one, other);
                double odds = evidence.odds(pattern, one, other, weights);
                sum += Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds));
                contradictions += contradict(pattern) ? 1 : 0;
            }
        }
        return sum / pairs >= cohesion && contradictions <= MOST_CONTRADICTIONS * pairs;
    }

    /**
     * Whether another date of birth goes with another generation, or another given name with another date of birth or national id, and
     * nothing that is one person's own agrees: so speak a father and his son, twins, and all who share a home and a surname.
     */
    private static boolean contradict(long pattern) {
        boolean born = isOther(pattern, Comparison.BORN);
        boolean id = isOther(pattern, Comparison.NATIONAL_ID);
        if (born && isOther(pattern, Comparison.GENERATION)) {
            return true;
        }
        return isOther(pattern, Comparison.GIVEN) && (born || id) && !isSame(pattern, Comparison.NATIONAL_ID);
    }

    private static boolean isSame(long pattern, Comparison comparison) {
        int level = Pattern.level(pattern, comparison.ordinal());
        return level == Level.EXACT.ordinal() || level == Level.CLOSE.ordinal();
    }

    private static boolean isOther(long pattern, Comparison comparison) {
        return Pattern.level(pattern, comparison) == Level.DIFFERENT;
    }

    private void join(int older, int younger) {
        int[] all = Arrays.copyOf(members[older], members[older].length + members[younger].length);
        System.arraycopy(members[younger], 0, all, members[older].length, members[younger].length);
        for (int member : members[younger]) {
            clusterOf[member] = older;
        }
        members[older] = all;
        members[younger] = new int[0];
    }

    /** Of each person the cluster, named after its first member. */
    int[] clusters() {
        return clusterOf;
    }
}
