package io.antiphon.insight.models;

import java.util.List;

/**
 * Makes confidences of scores: finds the slope, and for few labels the shift of each, under which the softmax of held-out scores is
 * likeliest (Platt scaling for several labels).
 */
final class Calibration {

    private static final int MOST_SHIFTED = 16;
    private static final int ROUNDS = 6;
    private static final int STEPS = 40;
    private static final double PRIOR = 1;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final List<float[]> scores;
    private final List<int[]> truths;
    private final double[] weights;
    private final double[] shifts;
    private double slope = 1;

    private Calibration(List<float[]> scores, List<int[]> truths, int labels, boolean evenly) {
        this.scores = scores;
        this.truths = truths;
        this.weights = weights(truths, labels, evenly);
        this.shifts = new double[labels];
    }

    /** What each example counts: one, or as much as makes all labels equally frequent. */
    private static double[] weights(List<int[]> truths, int labels, boolean evenly) {
        int[] counts = new int[labels];
        truths.forEach(some -> counts[some[0]]++);
        double[] weights = new double[truths.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = evenly ? (double) truths.size() / (labels * counts[truths.get(i)[0]]) : 1;
        }
        return weights;
    }

    /**
     * A model with its confidences fitted to held-out scores.
     *
     * @param evenly whether as if all labels were equally frequent
     */
    static LinearModel fit(LinearModel model, List<float[]> scores, List<int[]> truths, boolean evenly) {
        int labels = model.labels().size();
        Calibration fit = new Calibration(scores, truths, labels, evenly);
        fit.slope();
        for (int round = 0; round < ROUNDS && labels <= MOST_SHIFTED; round++) {
            for (int k = 0; k < labels; k++) {
                fit.shift(k);
            }
            fit.slope();
        }
        float[] shifts = new float[labels];
        for (int k = 0; k < labels; k++) {
            shifts[k] = (float) fit.shifts[k];
        }
        return model.calibrated((float) fit.slope, shifts);
    }

    /** The likeliest slope by golden section on its logarithm. */
    private void slope() {
        double low = Math.log(0.05);
        double high = Math.log(50);
        for (int i = 0; i < STEPS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (loss(Math.exp(left)) < loss(Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        slope = Math.exp((low + high) / 2);
    }

    /** One step of Newton's towards the likeliest shift of a label. */
    private void shift(int label) {
        double gradient = PRIOR * shifts[label];
        double curvature = PRIOR;
        for (int i = 0; i < scores.size(); i++) {
            double[] p = softmax(scores.get(i), slope);
            gradient += weights[i] * (p[label] - share(truths.get(i), label));
            curvature += weights[i] * p[label] * (1 - p[label]);
        }
        shifts[label] -= gradient / curvature;
    }

    private double loss(double trial) {
        double loss = 0;
        for (int i = 0; i < scores.size(); i++) {
            double[] p = softmax(scores.get(i), trial);
            for (int truth : truths.get(i)) {
                loss -= weights[i] * Math.log(Math.max(1e-9, p[truth])) / truths.get(i).length;
            }
        }
        return loss;
    }

    private static double share(int[] truths, int label) {
        for (int truth : truths) {
            if (truth == label) {
                return 1.0 / truths.length;
            }
        }
        return 0;
    }

    private double[] softmax(float[] row, double trial) {
        double[] p = new double[row.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            p[k] = row[k] * trial + shifts[k];
            most = Math.max(most, p[k]);
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(p[k] - most);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
