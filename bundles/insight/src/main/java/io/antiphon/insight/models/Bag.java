package io.antiphon.insight.models;

import java.util.Arrays;

/** The features of one text: hashes and how much each counts. For one thread. */
public final class Bag {

    /** The most features of a text; more are left out. */
    static final int MOST = 1 << 17;

    private int[] keys;
    private float[] values;
    private int count;

    /** An empty one with room for about so many. */
    public Bag(int expected) {
        keys = new int[Math.max(16, expected)];
        values = new float[keys.length];
    }

    /** The same features, to which others can be added. */
    public Bag copy(int more) {
        Bag copy = new Bag(count + more);
        System.arraycopy(keys, 0, copy.keys, 0, count);
        System.arraycopy(values, 0, copy.values, 0, count);
        copy.count = count;
        return copy;
    }

    /** Adds a feature; one that comes twice counts twice. */
    public void add(long hash, float value) {
        if (count == keys.length) {
            if (count >= MOST) {
                return;
            }
            keys = Arrays.copyOf(keys, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        keys[count] = (int) (hash >>> 24);
        values[count++] = value;
    }

    int count() {
        return count;
    }

    int key(int i) {
        return keys[i];
    }

    float value(int i) {
        return values[i];
    }
}
