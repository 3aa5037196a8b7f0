package io.antiphon.insight.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear model of low rank: each known n-gram has a row of small numbers, a text the sum of its rows over the root of their
 * count, and each language a weight for every number. Rows are bytes, eight to a long; every second one of them is added at once, in
 * lanes of 16 bits. Immutable; shared by threads.
 *
 * <p>Its file: the word {@code ALID}, version, numbers to a row, factor of the rows; the languages (tag, script, bias, weights); how many rows; for each of
 * 65,536 leading halves of a hash how many rows it has, in a byte; the trailing bytes of the hashes; the rows.
 */
final class LanguageModel {

    /** How many numbers a row has: three longs of bytes. */
    static final int WIDTH = 24;

    private static final int MAGIC = 0x414C4944;
    private static final int VERSION = 1;
    private static final int LEADING = 1 << 16;
    private static final int TRAILING_BITS = Grams.BITS - 16;
    private static final int BYTES = 8;
    private static final int LONGS = WIDTH / BYTES;
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final int MOST_LANGUAGES = 1000;
    private static final int MOST_ROWS = 1 << 20;
    private static final int BIAS = 128;
    /** A lane holds so many bytes without running over. */
    private static final int FULL = 256;

    /** A language's part. */
    record Part(String tag, Script script, float bias, float[] weights) {}

    private final Part[][] byScript = new Part[Script.count()][];
    private final float[][] biases = new float[Script.count()][];
    private final float[][][] columns = new float[Script.count()][][];
    private final float factor;
    private final int[] starts = new int[LEADING + 1];
    private final byte[] trailing;
    private final long[] rows;

    private LanguageModel(List<Part> parts, float factor, byte[] counts, byte[] trailing, byte[] packed) {
        for (int i = 0; i < byScript.length; i++) {
            Script script = Script.numbered(i);
            byScript[i] = parts.stream().filter(part -> part.script() == script).toArray(Part[]::new);
            int languages = byScript[i].length;
            biases[i] = new float[languages];
            columns[i] = new float[WIDTH][languages];
            for (int k = 0; k < languages; k++) {
                biases[i][k] = byScript[i][k].bias();
                for (int j = 0; j < WIDTH; j++) {
                    columns[i][j][k] = byScript[i][k].weights()[j];
                }
            }
        }
        this.factor = factor;
        for (int i = 0; i < LEADING; i++) {
            starts[i + 1] = starts[i] + (counts[i] & 0xFF);
        }
        this.trailing = trailing;
        this.rows = new long[packed.length / BYTES];
        for (int i = 0; i < packed.length; i++) {
            rows[i / BYTES] |= (long) (packed[i] + BIAS) << 8 * (i % BYTES);
        }
    }

    static LanguageModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        if (in.readInt() != MAGIC || in.readInt() != VERSION || in.readInt() != WIDTH) {
            throw new IOException("It is no language model of version " + VERSION + " and width " + WIDTH);
        }
        float factor = in.readFloat();
        int languages = bounded(in.readInt(), MOST_LANGUAGES);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < languages; i++) {
            String tag = in.readUTF();
            Script script = Script.valueOf(in.readUTF());
            float bias = in.readFloat();
            float[] weights = new float[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                weights[j] = in.readFloat();
            }
            parts.add(new Part(tag, script, bias, weights));
        }
        int rows = bounded(in.readInt(), MOST_ROWS);
        byte[] counts = in.readNBytes(LEADING);
        byte[] trailing = in.readNBytes(rows);
        byte[] packed = in.readNBytes(rows * WIDTH);
        if (packed.length != rows * WIDTH) {
            throw new IOException("The language model ends too early");
        }
        return new LanguageModel(parts, factor, counts, trailing, packed);
    }

    private static int bounded(int value, int most) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException("The language model is damaged: " + value + " is not from 0 to " + most);
        }
        return value;
    }

    /**
     * Writes a model.
     *
     * @param hashes of the rows, ascending
     * @param packed the rows in the same order
     */
    static void write(OutputStream stream, List<Part> parts, float factor, int[] hashes, byte[] packed)
            throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(WIDTH);
        out.writeFloat(factor);
        out.writeInt(parts.size());
        for (Part part : parts) {
            out.writeUTF(part.tag());
            out.writeUTF(part.script().name());
            out.writeFloat(part.bias());
            for (float weight : part.weights()) {
                out.writeFloat(weight);
            }
        }
        out.writeInt(hashes.length);
        byte[] counts = new byte[LEADING];
        byte[] trailing = new byte[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            if (++counts[hashes[i] >>> TRAILING_BITS] == 0) {
                throw new IOException("More than 255 rows share the leading half of a hash");
            }
            trailing[i] = (byte) hashes[i];
        }
        out.write(counts);
        out.write(trailing);
        out.write(packed);
        out.flush();
    }

    /** The languages of a script. */
    Part[] languages(Script script) {
        return byScript[script.ordinal()];
    }

    /** The logarithms of the odds of each language of a script, for the n-grams that were hashed. */
    float[] scores(Grams grams, Script script) {
        float[] sums = sums(grams);
        float[] scores = biases[script.ordinal()].clone();
        for (int j = 0; j < WIDTH; j++) {
            float sum = sums[j];
            float[] weights = columns[script.ordinal()][j];
            for (int i = 0; i < scores.length; i++) {
                scores[i] += sum * weights[i];
            }
        }
        return scores;
    }

    private float[] sums(Grams grams) {
        int[] hashes = grams.hashes();
        int found = grams.found();
        float[] sums = new float[WIDTH];
        int known = 0;
        for (int from = 0; from < found; from += FULL) {
            known += add(hashes, from, Math.min(found, from + FULL), sums);
        }
        float scale = factor / (float) Math.sqrt(Math.max(1, found));
        for (int j = 0; j < WIDTH; j++) {
            sums[j] = (sums[j] - (float) BIAS * known) * scale;
        }
        return sums;
    }

    /** Adds the rows of some hashes, as many as lanes can take. @return how many have a row */
    private int add(int[] hashes, int from, int to, float[] sums) {
        int known = 0;
        long even0 = 0;
        long even1 = 0;
        long even2 = 0;
        long odd0 = 0;
        long odd1 = 0;
        long odd2 = 0;
        for (int i = from; i < to; i++) {
            int row = row(hashes[i]);
            if (row >= 0) {
                long first = rows[LONGS * row];
                long second = rows[LONGS * row + 1];
                long third = rows[LONGS * row + 2];
                even0 += first & EVEN;
                odd0 += first >>> 8 & EVEN;
                even1 += second & EVEN;
                odd1 += second >>> 8 & EVEN;
                even2 += third & EVEN;
                odd2 += third >>> 8 & EVEN;
                known++;
            }
        }
        drain(even0, odd0, sums, 0);
        drain(even1, odd1, sums, BYTES);
        drain(even2, odd2, sums, 2 * BYTES);
        return known;
    }

    private static void drain(long even, long odd, float[] sums, int at) {
        for (int j = 0; j < BYTES; j += 2) {
            sums[at + j] += even >>> 8 * j & 0xFFFF;
            sums[at + j + 1] += odd >>> 8 * j & 0xFFFF;
        }
    }

    private int row(int hash) {
        int leading = hash >>> TRAILING_BITS;
        byte sought = (byte) hash;
        for (int i = starts[leading]; i < starts[leading + 1]; i++) {
            if (trailing[i] == sought) {
                return i;
            }
        }
        return -1;
    }
}
