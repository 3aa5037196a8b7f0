package io.antiphon.insight.models;

import java.util.List;

/**
 * A multinomial linear model over hashed features: scores are a weighted sum of a text's features, scaled to length one;
 * confidences are the softmax of calibrated scores. Immutable, for any number of threads.
 */
public final class LinearModel {

    /** The most labels. */
    public static final int MOST_LABELS = 1_000;

    /** The most weights, rows times labels. */
    public static final int MOST_WEIGHTS = 1 << 24;

    private static final int LARGEST = Short.MAX_VALUE;
    private static final float SCALE = 1_000;
    private static final int LANES = 4;
    private static final int FINER = 12;
    private static final float WHOLE = 1 << FINER;
    /** How many features are looked up before their weights are added. */
    private static final int AT_ONCE = 256;

    private final List<String> labels;
    private final Vocabulary vocabulary;
    /** By row: how much its feature counts, in thousandths, then a weight for each label, in its steps, up to a multiple of four. */
    private final short[] rows;

    private final int width;
    private final float[] steps;
    private final float[] biases;
    private final float slope;
    private final float[] shifts;
    private final WordSums words;

    /**
     * A model.
     *
     * @param rows by row, {@link #width} each: how much its feature counts, in thousandths, then a weight for each label
     * @param steps what weights are multiplied with, by label
     * @param biases by label
     * @param slope what scores are multiplied with to become confidences
     * @param shifts what is added to them then, by label
     */
    LinearModel(
            List<String> labels,
            Vocabulary vocabulary,
            short[] rows,
            float[] steps,
            float[] biases,
            float slope,
            float[] shifts) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.width = width(labels.size());
        this.steps = steps;
        this.biases = biases;
        this.slope = slope;
        this.shifts = shifts;
        this.words = new WordSums(width);
    }

    /** How many numbers a row has for so many labels. */
    static int width(int labels) {
        return labels / LANES * LANES + LANES;
    }

    /**
     * A model of weights as they were learned, uncalibrated.
     *
     * @param scales how much each feature counts
     * @param weights by label, then by row
     */
    static LinearModel of(
            List<String> labels, Vocabulary vocabulary, float[] scales, float[][] weights, float[] biases) {
        int width = width(labels.size());
        short[] rows = new short[vocabulary.size() * width];
        float[] steps = new float[labels.size()];
        for (int row = 0; row < vocabulary.size(); row++) {
            rows[row * width] = (short) Math.min(LARGEST, Math.round(scales[row] * SCALE));
        }
        for (int k = 0; k < steps.length; k++) {
            float most = 0;
            for (int row = 0; row < vocabulary.size(); row++) {
                most = Math.max(most, Math.abs(weights[k][row]));
            }
            steps[k] = most / LARGEST;
            for (int row = 0; row < vocabulary.size() && most > 0; row++) {
                rows[row * width + 1 + k] = (short) Math.round(weights[k][row] / most * LARGEST);
            }
        }
        return new LinearModel(labels, vocabulary, rows, steps, biases, 1, new float[steps.length]);
    }

    /** What it tells apart. */
    public List<String> labels() {
        return labels;
    }

    /** How many features it knows. */
    public int features() {
        return vocabulary.size();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    short scale(int row) {
        return rows[row * width];
    }

    short weight(int row, int label) {
        return rows[row * width + 1 + label];
    }

    /** What the weights of a label are multiplied with. */
    float step(int label) {
        return steps[label];
    }

    float bias(int label) {
        return biases[label];
    }

    float slope() {
        return slope;
    }

    float shift(int label) {
        return shifts[label];
    }

    /** The same, calibrated. */
    LinearModel calibrated(float newSlope, float[] newShifts) {
        return new LinearModel(labels, vocabulary, rows, steps, biases, newSlope, newShifts);
    }

    /** How confident it is in each label; together 1. A text of which it knows nothing gets what is common. */
    public float[] confidences(Bag bag) {
        return confidences(scores(bag));
    }

    /** The same for what a text has in common for most models. */
    public float[] confidences(CommonFeatures common) {
        return confidences(common, new Bag(0));
    }

    /**
     * The same for what a text has in common for most models, and more. What the pieces of common words add up to is
     * remembered.
     */
    public float[] confidences(CommonFeatures common, Bag more) {
        long[] sums = new long[width];
        add(common.rows(), sums);
        for (int word = 0; word < common.words(); word++) {
            long spelling = common.spelling(word);
            long[] adds = words.get(spelling);
            if (adds == null) {
                adds = new long[width];
                add(common.pieces(word), adds);
                words.put(spelling, adds);
            }
            for (int k = 0; k < width; k++) {
                sums[k] += adds[k];
            }
        }
        add(more, sums);
        return confidences(scores(sums));
    }

    private float[] confidences(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = scores[k] * slope + shifts[k];
            most = Math.max(most, scores[k]);
        }
        float sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) Math.exp(scores[k] - most);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return scores;
    }

    /** The scores, uncalibrated. Added up in whole numbers: weights are small ones, and turning each into a float would cost more. */
    float[] scores(Bag bag) {
        long[] sums = new long[width];
        add(bag, sums);
        return scores(sums);
    }

    private float[] scores(long[] sums) {
        double length = sums[0] > 0 ? 1 / Math.sqrt(sums[0]) : 0;
        float[] scores = new float[labels.size()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) (sums[1 + k] * length * steps[k]) + biases[k];
        }
        return scores;
    }

    /** Adds up the squares of what the known features of a text count, and their weights. */
    private void add(Bag bag, long[] sums) {
        int[] found = new int[Math.min(bag.count(), AT_ONCE)];
        int from = 0;
        for (int row = 0; row < bag.rows(); row++) {
            int value = (int) (bag.value(row) * WHOLE);
            while (from < bag.end(row)) {
                int to = Math.min(bag.end(row), from + AT_ONCE);
                int known = vocabulary.find(bag, from, to, found);
                add(found, known, value, sums);
                from = to;
            }
        }
    }

    /** The same for some features that count alike. */
    private void add(int[] found, int known, int value, long[] sums) {
        long square = 0;
        long first = 0;
        long second = 0;
        long third = 0;
        for (int i = 0; i < known; i++) {
            int at = found[i] * width;
            long x = (long) value * rows[at] >> FINER;
            square += x * x;
            first += x * rows[at + 1];
            second += x * rows[at + 2];
            third += x * rows[at + 3];
        }
        sums[0] += square;
        sums[1] += first;
        sums[2] += second;
        sums[3] += third;
        for (int lane = LANES; lane < width; lane += LANES) {
            addNext(found, known, value, lane, sums);
        }
    }

    /** Adds up four more weights. */
    private void addNext(int[] found, int known, int value, int lane, long[] sums) {
        long first = 0;
        long second = 0;
        long third = 0;
        long fourth = 0;
        for (int i = 0; i < known; i++) {
            int at = found[i] * width;
            long x = (long) value * rows[at] >> FINER;
            first += x * rows[at + lane];
            second += x * rows[at + lane + 1];
            third += x * rows[at + lane + 2];
            fourth += x * rows[at + lane + 3];
        }
        sums[lane] += first;
        sums[lane + 1] += second;
        sums[lane + 2] += third;
        sums[lane + 3] += fourth;
    }

    /** The label with the most. */
    public static int best(float[] confidences) {
        int best = 0;
        for (int k = 1; k < confidences.length; k++) {
            if (confidences[k] > confidences[best]) {
                best = k;
            }
        }
        return best;
    }
}
