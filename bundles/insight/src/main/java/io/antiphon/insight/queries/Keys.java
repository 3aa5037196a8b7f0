package io.antiphon.insight.queries;

/**
 * Numbers for what queries look for: words, stems, beginnings of words, pairs of characters, values of fields. An open table of
 * its own, so that a word of a text is looked up without making a string of it. Filled by one thread, then read by many.
 */
final class Keys {

    /** What a key is. */
    static final int WORD = 1;

    static final int STEM = 2;
    static final int PREFIX = 3;
    static final int PAIR = 4;
    static final int FIELD = 5;

    private static final int FEW = 1 << 10;
    private static final int SEED = 0x9E3779B9;

    private int[] slots = new int[FEW];
    private int[] hashes = new int[FEW];
    private int[] offsets = new int[FEW];
    private int[] lengths = new int[FEW];
    private byte[] kinds = new byte[FEW];
    private char[] pool = new char[8 * FEW];
    private int used;
    private int count;
    private long prefixLengths;
    private boolean stems;
    private boolean pairs;

    /** How many there are; they are numbered from 0. */
    int count() {
        return count;
    }

    /** Which lengths beginnings of words have, one bit for each up to 63. */
    long prefixLengths() {
        return prefixLengths;
    }

    boolean stems() {
        return stems;
    }

    boolean pairs() {
        return pairs;
    }

    /** What hashing a word starts with. */
    static int start() {
        return SEED;
    }

    /** Hashes the next letter. */
    static int add(int hash, char letter) {
        return (hash ^ letter) * 0x01000193;
    }

    /** The hash of a key of a kind. */
    static int finished(int kind, int hash) {
        int mixed = (hash + kind) * 0x85EBCA6B;
        return mixed ^ mixed >>> 15;
    }

    static int hash(char[] letters, int from, int to) {
        int hash = SEED;
        for (int i = from; i < to; i++) {
            hash = add(hash, letters[i]);
        }
        return hash;
    }

    /** The number of a key, or -1. @param hash of its letters */
    int find(int kind, char[] letters, int from, int to, int hash) {
        int mixed = finished(kind, hash);
        int mask = slots.length - 1;
        int slot = mixed & mask;
        while (slots[slot] != 0) {
            int key = slots[slot] - 1;
            if (hashes[key] == mixed && kinds[key] == kind && same(key, letters, from, to)) {
                return key;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }

    private boolean same(int key, char[] letters, int from, int to) {
        int offset = offsets[key];
        if (lengths[key] != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (pool[offset + i - from] != letters[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of a key, a new one if it has none yet. */
    int put(int kind, String text) {
        char[] letters = text.toCharArray();
        int hash = hash(letters, 0, letters.length);
        int found = find(kind, letters, 0, letters.length, hash);
        if (found >= 0) {
            return found;
        }
        if (2 * (count + 1) > slots.length) {
            grow();
        }
        while (used + letters.length > pool.length) {
            pool = java.util.Arrays.copyOf(pool, 2 * pool.length);
        }
        System.arraycopy(letters, 0, pool, used, letters.length);
        hashes[count] = finished(kind, hash);
        offsets[count] = used;
        lengths[count] = letters.length;
        kinds[count] = (byte) kind;
        used += letters.length;
        insert(count++);
        stems |= kind == STEM;
        pairs |= kind == PAIR;
        if (kind == PREFIX) {
            prefixLengths |= 1L << Math.min(63, letters.length);
        }
        return count - 1;
    }

    private void insert(int key) {
        int mask = slots.length - 1;
        int slot = hashes[key] & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = key + 1;
    }

    private void grow() {
        int more = 2 * slots.length;
        slots = new int[more];
        hashes = java.util.Arrays.copyOf(hashes, more);
        offsets = java.util.Arrays.copyOf(offsets, more);
        lengths = java.util.Arrays.copyOf(lengths, more);
        kinds = java.util.Arrays.copyOf(kinds, more);
        for (int i = 0; i < count; i++) {
            insert(i);
        }
    }

    String text(int key) {
        return new String(pool, offsets[key], lengths[key]);
    }

    int kind(int key) {
        return kinds[key];
    }
}
