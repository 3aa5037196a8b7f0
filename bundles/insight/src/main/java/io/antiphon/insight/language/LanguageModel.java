package io.antiphon.insight.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
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
        this.trailing = Arrays.copyOf(trailing, trailing.length + BYTES);
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

    /**
     * Adds the rows of some hashes, as many as lanes can take. Whether one has a row cannot be foretold, and a wrong guess of the
     * processor's would wait for the memory: so the trailing bytes are compared eight at once, without a branch.
     *
     * @return how many have a row
     */
    private int add(int[] hashes, int from, int to, float[] sums) {
        int[] found = new int[to - from];
        for (int i = from; i < to; i++) {
            found[i - from] = starts[hashes[i] >>> TRAILING_BITS];
        }
        int known = 0;
        for (int i = from; i < to; i++) {
            int start = found[i - from];
            int count = starts[(hashes[i] >>> TRAILING_BITS) + 1] - start;
            if (count >= BYTES) {
                int row = row(hashes[i]);
                found[known] = row;
                known += ~row >>> Integer.SIZE - 1;
                continue;
            }
            long different = (long) EIGHT.get(trailing, start) ^ ONES * (hashes[i] & 0xFF);
            long same = different - ONES & ~different & HIGHS & (1L << (count << 3)) - 1;
            found[known] = start + (Long.numberOfTrailingZeros(same) >>> 3);
            known += (int) ((same | -same) >>> Long.SIZE - 1);
        }
        long even0 = 0;
        long even1 = 0;
        long even2 = 0;
        long odd0 = 0;
        long odd1 = 0;
        long odd2 = 0;
        for (int i = 0; i < known; i++) {
            int row = LONGS * found[i];
            long first = rows[row];
            long second = rows[row + 1];
            long third = rows[row + 2];
            even0 += first & EVEN;
            odd0 += first >>> 8 & EVEN;
            even1 += second & EVEN;
            odd1 += second >>> 8 & EVEN;
            even2 += third & EVEN;
            odd2 += third >>> 8 & EVEN;
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

    /** The row of a hash; -1 if it has none. */
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
