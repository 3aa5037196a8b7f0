package io.antiphon.journal;

import java.util.function.BiConsumer;

/** Keys and offsets in plain arrays: 24 bytes a slot. Not thread-safe while it is written to. */
final class KeyTable {

    private static final int SMALLEST = 1024;

    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];
    private long[] offsets = new long[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** The offset of a key; 0 if it is not here. */
    long get(Key key) {
        return offsets[slot(key.high(), key.low())];
    }

    /** Adds a key or changes its offset. */
    void put(Key key, long offset) {
        put(key.high(), key.low(), offset);
    }

    private void put(long high, long low, long offset) {
        int slot = slot(high, low);
        if (offsets[slot] == 0) {
            if (++size > offsets.length / 2) {
                grow();
                slot = slot(high, low);
            }
            highs[slot] = high;
            lows[slot] = low;
        }
        offsets[slot] = offset;
    }

    void each(BiConsumer<Key, Long> consumer) {
        for (int slot = 0; slot < offsets.length; slot++) {
            if (offsets[slot] != 0) {
                consumer.accept(new Key(highs[slot], lows[slot]), offsets[slot]);
            }
        }
    }

    private int slot(long high, long low) {
        int mask = offsets.length - 1;
        int slot = (int) low & mask;
        while (offsets[slot] != 0 && (lows[slot] != low || highs[slot] != high)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldOffsets = offsets;
        highs = new long[oldHighs.length * 2];
        lows = new long[oldLows.length * 2];
        offsets = new long[oldOffsets.length * 2];
        for (int old = 0; old < oldOffsets.length; old++) {
            if (oldOffsets[old] != 0) {
                int slot = slot(oldHighs[old], oldLows[old]);
                highs[slot] = oldHighs[old];
                lows[slot] = oldLows[old];
                offsets[slot] = oldOffsets[old];
            }
        }
    }
}
