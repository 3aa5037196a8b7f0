package io.antiphon.insight.models;

/** The features a model knows, each with its row: an open table of their hashes. Immutable. */
final class Vocabulary {

    private static final long LOW = 0xFFFFFFFFL;

    private final int[] sorted;
    /** A key above and its row plus one below, so that both come from memory at once; 0 if empty. */
    private final long[] slots;

    private final int mask;

    /**
     * A vocabulary whose rows are in the order of the keys.
     *
     * @param sorted distinct keys in ascending order
     */
    Vocabulary(int[] sorted) {
        this.sorted = sorted;
        slots = new long[Integer.highestOneBit(Math.max(4, sorted.length)) << 2];
        mask = slots.length - 1;
        for (int row = 0; row < sorted.length; row++) {
            int slot = slot(sorted[row]);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = (long) sorted[row] << Integer.SIZE | row + 1;
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
            long found = slots[slot];
            if (found == 0 || (int) (found >>> Integer.SIZE) == key) {
                return (int) (found & LOW) - 1;
            }
            slot = slot + 1 & mask;
        }
    }
}
