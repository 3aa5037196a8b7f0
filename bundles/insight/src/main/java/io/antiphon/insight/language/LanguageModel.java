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
 * count, and each language a weight for every number. Rows are stored as bytes and kept as lanes of 16 bits, four to a long, so
 * that one addition adds four. Immutable; shared by threads.
 *
 * <p>Its file: the word {@code ALID}, version, numbers to a row, factor of the rows; the languages (tag, script, bias, weights); how many rows; for each of
 * 65,536 leading halves of a hash how many rows it has, in a byte; the trailing bytes of the hashes; the rows.
 */
final class LanguageModel {

    /** How many numbers a row has. */
    static final int WIDTH = 24;

    private static final int MAGIC = 0x414C4944;
    private static final int VERSION = 1;
    private static final int LEADING = 1 << 16;
    private static final int TRAILING_BITS = Grams.BITS - 16;
    private static final int LANES = 4;
    private static final int LONGS = WIDTH / LANES;
    private static final int MOST_LANGUAGES = 1000;
    private static final int MOST_ROWS = 1 << 20;
    private static final int BIAS = 128;
    /** A lane holds so many bytes without running over. */
    private static final int FULL = 256;

    /** A language's part. */
    record Part(String tag, Script script, float bias, float[] weights) {}

    private final Part[][] byScript = new Part[Script.count()][];
    private final float factor;
    private final int[] starts = new int[LEADING + 1];
    private final byte[] trailing;
    private final long[] rows;

    private LanguageModel(List<Part> parts, float factor, byte[] counts, byte[] trailing, byte[] packed) {
        for (int i = 0; i < byScript.length; i++) {
            Script script = Script.numbered(i);
            byScript[i] = parts.stream().filter(part -> part.script() == script).toArray(Part[]::new);
        }
        this.factor = factor;
        for (int i = 0; i < LEADING; i++) {
            starts[i + 1] = starts[i] + (counts[i] & 0xFF);
        }
        this.trailing = trailing;
        this.rows = new long[packed.length / LANES];
        for (int i = 0; i < rows.length; i++) {
            long lanes = 0;
            for (int j = 0; j < LANES; j++) {
                lanes |= (long) (packed[LANES * i + j] + BIAS) << 16 * j;
            }
            rows[i] = lanes;
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
        Part[] parts = languages(script);
        float[] scores = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            float[] weights = parts[i].weights();
            float score = parts[i].bias();
            for (int j = 0; j < WIDTH; j++) {
                score += weights[j] * sums[j];
            }
            scores[i] = score;
        }
        return scores;
    }

    private float[] sums(Grams grams) {
        int[] hashes = grams.hashes();
        int found = grams.found();
        long[] lanes = new long[LONGS];
        float[] sums = new float[WIDTH];
        int pending = 0;
        int known = 0;
        for (int i = 0; i < found; i++) {
            int row = row(hashes[i]);
            if (row >= 0) {
                int base = row * LONGS;
                for (int j = 0; j < LONGS; j++) {
                    lanes[j] += rows[base + j];
                }
                known++;
                if (++pending == FULL) {
                    drain(lanes, sums);
                    pending = 0;
                }
            }
        }
        drain(lanes, sums);
        float scale = factor / (float) Math.sqrt(Math.max(1, found));
        for (int j = 0; j < WIDTH; j++) {
            sums[j] = (sums[j] - (float) BIAS * known) * scale;
        }
        return sums;
    }

    private static void drain(long[] lanes, float[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            sums[j] += lanes[j / LANES] >>> 16 * (j % LANES) & 0xFFFF;
        }
        java.util.Arrays.fill(lanes, 0);
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
