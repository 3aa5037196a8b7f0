package io.antiphon.insight.models;

import java.util.Arrays;

/** The features of one text: hashes and how much each counts, which is the same for long rows of them. For one thread. */
public final class Bag {

    /** The most features of a text; more are left out. */
    static final int MOST = 1 << 17;

    private int[] keys;
    private int count;
    /** What the features of a row count, and the feature after its last. */
    private float[] values = new float[4];

    private int[] ends = new int[4];
    private int rows;

    /** An empty one with room for about so many. */
    public Bag(int expected) {
        keys = new int[Math.max(16, expected)];
    }

    /** The same features, to which others can be added. */
    public Bag copy(int more) {
        Bag copy = new Bag(count + more);
        System.arraycopy(keys, 0, copy.keys, 0, count);
        copy.count = count;
        copy.values = values.clone();
        copy.ends = ends.clone();
        copy.rows = rows;
        return copy;
    }

    /** Adds a feature; one that comes twice counts twice. */
    public void add(long hash, float value) {
        if (count == keys.length) {
            if (count >= MOST) {
                return;
            }
            keys = Arrays.copyOf(keys, count * 2);
        }
        if (rows == 0 || values[rows - 1] != value) {
            begin(value);
        }
        keys[count++] = (int) (hash >>> 24);
        ends[rows - 1] = count;
    }

    private void begin(float value) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, rows * 2);
            ends = Arrays.copyOf(ends, rows * 2);
        }
        values[rows++] = value;
    }

    int count() {
        return count;
    }

    int key(int i) {
        return keys[i];
    }

    /** How many rows of features that count the same there are. */
    int rows() {
        return rows;
    }

    /** What each feature of a row counts. */
    float value(int row) {
        return values[row];
    }

    /** The feature after the last of a row. */
    int end(int row) {
        return ends[row];
    }
}
