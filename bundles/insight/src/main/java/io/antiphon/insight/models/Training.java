package io.antiphon.insight.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a model of examples: picks the cost by cross-validation, calibrates on what was held out, and trains on all.
 *
 * @param costs those to choose from
 * @param balance from 0, all examples count alike, to 1, all labels do
 * @param rarest in how many examples a feature must occur to count
 * @param most the most features
 * @param folds how many parts are held out in turn
 * @param evenly whether confidences are as if all labels were equally frequent
 */
public record Training(List<Double> costs, double balance, int rarest, int most, int folds, boolean evenly) {

    private static final int MOST_FEATURES = 400_000;

    /** What does for most. */
    public static Training standard() {
        return new Training(List.of(0.25, 0.5, 1.0, 2.0), 0, 2, MOST_FEATURES, 4, false);
    }

    /** The same with one cost. */
    public Training withCost(double cost) {
        return new Training(List.of(cost), balance, rarest, most, folds, evenly);
    }

    /** The same with features that occur in at least so many examples. */
    public Training withRarest(int least) {
        return new Training(costs, balance, least, most, folds, evenly);
    }

    /** The same whose confidences are as if all labels were equally frequent. */
    public Training evened() {
        return new Training(costs, 1, rarest, most, folds, true);
    }

    /** The same that lets labels count more alike. */
    public Training withBalance(double newBalance) {
        return new Training(costs, newBalance, rarest, most, folds, evenly);
    }

    /**
     * A trained model.
     *
     * @param model the model
     * @param cost the cost that was best
     * @param accuracy of held-out examples
     */
    public record Result(LinearModel model, double cost, double accuracy) {}

    private record HeldOut(List<float[]> scores, List<int[]> truths) {
        double accuracy() {
            int right = 0;
            for (int i = 0; i < scores.size(); i++) {
                int best = LinearModel.best(scores.get(i));
                for (int truth : truths.get(i)) {
                    right += truth == best ? 1 : 0;
                }
            }
            return scores.isEmpty() ? 0 : (double) right / scores.size();
        }
    }

    /**
     * Trains.
     *
     * @param progress told a line at a time
     */
    public Result train(Examples examples, Consumer<String> progress) {
        int features =
                Math.min(most, LinearModel.MOST_WEIGHTS / examples.labels().size());
        List<Matrix> matrices = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            matrices.add(Matrix.of(examples.part(folds, fold, false), rarest, features));
        }
        HeldOut best = new HeldOut(List.of(), List.of());
        double bestCost = costs.get(0);
        for (double cost : costs) {
            HeldOut held = heldOut(examples, matrices, cost);
            progress.accept(String.format("cost %.2f: accuracy %.4f of held-out texts", cost, held.accuracy()));
            if (best.scores().isEmpty() || held.accuracy() > best.accuracy()) {
                best = held;
                bestCost = cost;
            }
        }
        Matrix matrix = Matrix.of(examples, rarest, features);
        progress.accept(String.format("training on %d texts, %d features", matrix.count(), matrix.vocabulary.size()));
        LinearModel model = new Trainer(matrix, examples, bestCost, balance).train();
        return new Result(Calibration.fit(model, best.scores(), best.truths(), evenly), bestCost, best.accuracy());
    }

    private HeldOut heldOut(Examples examples, List<Matrix> matrices, double cost) {
        List<float[]> scores = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            LinearModel model =
                    new Trainer(matrices.get(fold), examples.part(folds, fold, false), cost, balance).train();
            Examples held = examples.part(folds, fold, true);
            for (int i = 0; i < held.count(); i++) {
                scores.add(model.scores(held.bags().get(i)));
                truths.add(held.truths().get(i));
            }
        }
        return new HeldOut(scores, truths);
    }
}
