package io.antiphon.insight.models;

import java.util.Arrays;

/** The features a model knows, each with its row: their hashes in order, and where each leading half begins. Immutable. */
final class Vocabulary {

    private static final int FEWEST_BITS = 4;
    private static final int MOST_BITS = 16;
    private static final int AT_ONCE = 3;

    private final int size;
    /** The keys in order, and the first one as often again as a look goes beyond the last. */
    private final int[] keys;
    /** By the leading bits of a key how many keys come before those with them. */
    private final int[] starts;

    private final int shift;

    /**
     * A vocabulary whose rows are in the order of the keys.
     *
     * @param sorted distinct keys in ascending order
     */
    Vocabulary(int[] sorted) {
        size = sorted.length;
        keys = Arrays.copyOf(sorted, size + AT_ONCE + 1);
        Arrays.fill(keys, size, keys.length, keys[0]);
        int bits = Math.max(FEWEST_BITS, Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(size)));
        shift = Integer.SIZE - bits;
        starts = new int[(1 << bits) + 1];
        for (int key : sorted) {
            starts[leading(key) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
    }

    private int leading(int key) {
        return (key ^ Integer.MIN_VALUE) >>> shift;
    }

    int size() {
        return size;
    }

    int key(int row) {
        return keys[row];
    }

    /** The row of a key; -1 if it is unknown. */
    int row(int key) {
        int leading = leading(key);
        for (int row = starts[leading]; row < starts[leading + 1]; row++) {
            if (keys[row] == key) {
                return row;
            }
        }
        return -1;
    }

    /**
     * Looks up some features of a text. Whether one is known cannot be foretold, and a wrong guess of the processor's would wait
     * for the memory: so three keys are compared at once, without a branch.
     *
     * @param rows gets the rows of those that are known
     * @return how many are known
     */
    int find(Bag bag, int from, int to, int[] rows) {
        int count = size == 0 ? 0 : to - from;
        for (int i = 0; i < count; i++) {
            rows[i] = starts[leading(bag.key(from + i))];
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            int key = bag.key(from + i);
            int row = rows[i];
            int first = same(keys[row], key);
            int second = same(keys[row + 1], key);
            int third = same(keys[row + 2], key);
            int known = first | second | third;
            int crowded = same(leading(keys[row + AT_ONCE]), leading(key));
            row += (second | third << 1) & first - 1;
            if (crowded > known) {
                row = row(key);
                known = ~row >>> Integer.SIZE - 1;
            }
            rows[found] = row;
            found += known;
        }
        return found;
    }

    /** 1 if two numbers are the same, else 0. */
    private static int same(int one, int other) {
        int different = one ^ other;
        return ~(different | -different) >>> Integer.SIZE - 1;
    }
}
