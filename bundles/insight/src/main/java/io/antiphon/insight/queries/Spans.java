package io.antiphon.insight.queries;

import java.util.Arrays;

/** Stretches of words, from a first to a last, both included. */
final class Spans {

    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int count;

    void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Those that have one of these at most so many words away, on either side, and share no word with it. */
    Spans near(Spans others, int distance) {
        int[] sortedStarts = Arrays.copyOf(starts, count);
        int[] sortedEnds = Arrays.copyOf(ends, count);
        Arrays.sort(sortedStarts);
        Arrays.sort(sortedEnds);
        Spans kept = new Spans();
        for (int i = 0; i < others.count; i++) {
            int before = atLeast(sortedEnds, others.starts[i] - distance);
            int after = atLeast(sortedStarts, others.ends[i] + 1);
            if (before < count && sortedEnds[before] < others.starts[i]
                    || after < count && sortedStarts[after] <= others.ends[i] + distance) {
                kept.add(others.starts[i], others.ends[i]);
            }
        }
        return kept;
    }

    /** The index of the first number that is not less. */
    private static int atLeast(int[] sorted, int least) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
