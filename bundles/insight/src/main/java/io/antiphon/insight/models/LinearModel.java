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

    private static final int THREE = 3;

    private final List<String> labels;
    private final Vocabulary vocabulary;
    /** By row: how much its feature counts, then a weight for each label. */
    private final float[] rows;

    private final float[] biases;
    private final float slope;
    private final float[] shifts;

    /**
     * A model.
     *
     * @param rows by row: how much its feature counts, then a weight for each label
     * @param biases by label
     * @param slope what scores are multiplied with to become confidences
     * @param shifts what is added to them then, by label
     */
    LinearModel(List<String> labels, Vocabulary vocabulary, float[] rows, float[] biases, float slope, float[] shifts) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.biases = biases;
        this.slope = slope;
        this.shifts = shifts;
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

    float scale(int row) {
        return rows[row * (labels.size() + 1)];
    }

    float weight(int row, int label) {
        return rows[row * (labels.size() + 1) + 1 + label];
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
        return new LinearModel(labels, vocabulary, rows, biases, newSlope, newShifts);
    }

    /** How confident it is in each label; together 1. A text of which it knows nothing gets what is common. */
    public float[] confidences(Bag bag) {
        float[] scores = scores(bag);
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

    /** The scores, uncalibrated. */
    float[] scores(Bag bag) {
        float[] sums = new float[labels.size()];
        float square = sums.length == THREE ? addThree(bag, sums) : addAll(bag, sums);
        float length = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = sums[k] * length + biases[k];
        }
        return sums;
    }

    /** Adds up the weights of all features; tells the square of their length. */
    private float addAll(Bag bag, float[] sums) {
        int width = sums.length + 1;
        float square = 0;
        for (int i = 0; i < bag.count(); i++) {
            int row = vocabulary.row(bag.key(i));
            if (row >= 0) {
                int from = row * width;
                float x = bag.value(i) * rows[from];
                square += x * x;
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += x * rows[from + 1 + k];
                }
            }
        }
        return square;
    }

    /** The same for three labels, as feelings have, in registers. */
    private float addThree(Bag bag, float[] sums) {
        float square = 0;
        float first = 0;
        float second = 0;
        float third = 0;
        for (int i = 0; i < bag.count(); i++) {
            int row = vocabulary.row(bag.key(i));
            if (row >= 0) {
                int from = row * (THREE + 1);
                float x = bag.value(i) * rows[from];
                square += x * x;
                first += x * rows[from + 1];
                second += x * rows[from + 2];
                third += x * rows[from + 3];
            }
        }
        sums[0] = first;
        sums[1] = second;
        sums[2] = third;
        return square;
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
