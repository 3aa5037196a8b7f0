package io.antiphon.profiles.matching;

import java.util.Arrays;
import java.util.Random;

/** Compared pairs to learn from: all of them or, of more than fit, so many taken at random. */
final class Sample {

    private final int most;
    private final Random random = new Random(2);
    private long[] patterns;
    private float[] rareness;
    private int size;
    private long seen;

    Sample(int most) {
        this.most = most;
        patterns = new long[Math.min(most, 1 << 12)];
        rareness = new float[patterns.length];
    }

    void add(long pattern, float itsRareness) {
        seen++;
        int at = size;
        if (size < most) {
            if (size == patterns.length) {
                patterns = Arrays.copyOf(patterns, Math.min(most, size * 2));
                rareness = Arrays.copyOf(rareness, patterns.length);
            }
            size++;
        } else {
            long place = (long) (random.nextDouble() * seen);
            if (place >= most) {
                return;
            }
            at = (int) place;
        }
        patterns[at] = pattern;
        rareness[at] = itsRareness;
    }

    /** Says how likely a pair is to be counted, by how likely the two are one. */
    interface Part {
        double of(double sure);
    }

    /** How often each level occurs. */
    double[][] count(Weights weights, Part part) {
        double[][] counts = Weights.table();
        for (int i = 0; i < size; i++) {
            double counted = part.of(weights.sure(patterns[i], rareness[i]));
            for (int c = 0; c < Comparison.COUNT; c++) {
                counts[c][Pattern.level(patterns[i], c)] += counted;
            }
        }
        return counts;
    }

    /** How many of all the pairs that were given are likely one. */
    double same(Weights weights) {
        double same = 0;
        for (int i = 0; i < size; i++) {
            same += weights.sure(patterns[i], rareness[i]);
        }
        return size == 0 ? 0 : same * seen / size;
    }
}
