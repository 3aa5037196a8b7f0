package io.antiphon.insight.models;

import java.util.Arrays;

/** The features a model knows, each with its row: an open table of their hashes. Immutable. */
final class Vocabulary {

    private final int[] sorted;
    private final int[] keys;
    private final int[] rows;
    private final int mask;

    /**
     * A vocabulary whose rows are in the order of the keys.
     *
     * @param sorted distinct keys in ascending order
     */
    Vocabulary(int[] sorted) {
        this.sorted = sorted;
        int slots = Integer.highestOneBit(Math.max(4, sorted.length)) << 2;
        mask = slots - 1;
        keys = new int[slots];
        rows = new int[slots];
        Arrays.fill(rows, -1);
        for (int row = 0; row < sorted.length; row++) {
            int slot = slot(sorted[row]);
            while (rows[slot] >= 0) {
                slot = slot + 1 & mask;
            }
            keys[slot] = sorted[row];
            rows[slot] = row;
        }
    }

    private int slot(int key) {
        int h = key * 0x9E3779B1;
        return (h ^ h >>> 15) & mask;
    }

    int size() {
        return sorted.length;
    }

    int key(int row) {
        return sorted[row];
    }

    /** The row of a key; -1 if it is unknown. */
    int row(int key) {
        int slot = slot(key);
        while (true) {
            int row = rows[slot];
            if (row < 0 || keys[slot] == key) {
                return row;
            }
            slot = slot + 1 & mask;
        }
    }
}
