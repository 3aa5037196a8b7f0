package io.antiphon.insight.models;

import java.util.Arrays;
import java.util.Random;

/**
 * Trains one support vector machine a label against all others: squared hinge loss and L2 penalty, by dual coordinate descent
 * (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008). The same examples and settings give
 * the same weights, bit by bit.
 */
final class Trainer {

    private static final double ENOUGH = 0.05;
    private static final double NOTHING = 1e-12;
    private static final int MOST_ROUNDS = 60;
    private static final int SEED = 17;

    private final Matrix matrix;
    private final Examples examples;
    private final double cost;
    private final double balance;
    private final double[] squares;

    /**
     * A trainer.
     *
     * @param cost how much a mistake costs against a weight: the higher, the closer to the examples
     * @param balance from 0, all examples count alike, to 1, all labels do
     */
    Trainer(Matrix matrix, Examples examples, double cost, double balance) {
        this.matrix = matrix;
        this.examples = examples;
        this.cost = cost;
        this.balance = balance;
        this.squares = new double[matrix.count()];
        for (int i = 0; i < squares.length; i++) {
            double square = 1; // the bias
            for (int j = matrix.starts[i]; j < matrix.starts[i + 1]; j++) {
                square += (double) matrix.values[j] * matrix.values[j];
            }
            squares[i] = square;
        }
    }

    LinearModel train() {
        int labels = examples.labels().size();
        int rows = matrix.vocabulary.size();
        float[][] weights = new float[labels][];
        float[] biases = new float[labels];
        for (int label = 0; label < labels; label++) {
            weights[label] = train(label);
            biases[label] = weights[label][rows];
        }
        return LinearModel.of(examples.labels(), matrix.vocabulary, matrix.scales, weights, biases);
    }

    /** The weights of a label; the last is the bias. */
    private float[] train(int label) {
        return new Descent(label).run();
    }

    /** The descent for one label. Examples far on the right side are set aside until the others have settled. */
    private final class Descent {

        private final int label;
        private final float[] weights = new float[matrix.vocabulary.size() + 1];
        private final double[] duals = new double[matrix.count()];
        private final double[] softness;
        private final int[] order = new int[matrix.count()];
        private final Random random;
        private int active = matrix.count();
        private double bound = Double.POSITIVE_INFINITY;

        Descent(int label) {
            this.label = label;
            this.softness = softness(label);
            this.random = new Random(SEED + label);
            Arrays.setAll(order, i -> i);
        }

        float[] run() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                shuffle(order, active, random);
                double worst = round();
                bound = worst;
                if (worst < ENOUGH) {
                    if (active == order.length) {
                        break;
                    }
                    active = order.length;
                    bound = Double.POSITIVE_INFINITY;
                }
            }
            return weights;
        }

        /** Once through the active examples; tells how far the worst was from its best. */
        private double round() {
            double worst = 0;
            for (int at = 0; at < active; at++) {
                int i = order[at];
                double sign = examples.is(i, label) ? 1 : -1;
                double gradient = sign * dot(weights, i) - 1 + duals[i] * softness[i];
                if (duals[i] == 0 && gradient > bound) {
                    active--;
                    order[at] = order[active];
                    order[active] = i;
                    at--;
                    continue;
                }
                double projected = duals[i] == 0 ? Math.min(gradient, 0) : gradient;
                worst = Math.max(worst, Math.abs(projected));
                if (Math.abs(projected) > NOTHING) {
                    double before = duals[i];
                    duals[i] = Math.max(0, before - gradient / (squares[i] + softness[i]));
                    step(weights, i, (float) ((duals[i] - before) * sign));
                }
            }
            return worst;
        }
    }

    /** 1 / 2C of each example. */
    private double[] softness(int label) {
        int with = 0;
        for (int i = 0; i < examples.count(); i++) {
            with += examples.is(i, label) ? 1 : 0;
        }
        double n = examples.count();
        double weightWith = Math.pow(n / (2.0 * Math.max(1, with)), balance);
        double weightWithout = Math.pow(n / (2.0 * Math.max(1, n - with)), balance);
        double[] softness = new double[examples.count()];
        for (int i = 0; i < softness.length; i++) {
            softness[i] =
                    0.5 / (cost * examples.shares().get(i) * (examples.is(i, label) ? weightWith : weightWithout));
        }
        return softness;
    }

    private double dot(float[] weights, int example) {
        float sum = weights[weights.length - 1];
        for (int j = matrix.starts[example]; j < matrix.starts[example + 1]; j++) {
            sum += matrix.values[j] * weights[matrix.columns[j]];
        }
        return sum;
    }

    private void step(float[] weights, int example, float by) {
        weights[weights.length - 1] += by;
        for (int j = matrix.starts[example]; j < matrix.starts[example + 1]; j++) {
            weights[matrix.columns[j]] += by * matrix.values[j];
        }
    }

    private static void shuffle(int[] order, int count, Random random) {
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
