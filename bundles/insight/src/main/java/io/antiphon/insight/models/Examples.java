package io.antiphon.insight.models;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model is trained with: bags of features and the labels of each.
 *
 * @param labels all labels
 * @param bags one an example
 * @param truths the labels of an example, as places in {@code labels}; one or more
 * @param groups examples of one group, such as those of one text, are never held out apart
 * @param shares how much an example counts; 1 for as much as any
 */
public record Examples(
        List<String> labels, List<Bag> bags, List<int[]> truths, List<Integer> groups, List<Float> shares) {

    private static final int SPREAD = 0x9E3779B1;

    /** Checks that they fit together. */
    public Examples {
        if (bags.size() != truths.size() || bags.size() != groups.size() || bags.size() != shares.size()) {
            throw new IllegalArgumentException(bags.size() + " texts, but " + truths.size() + " labels, "
                    + groups.size() + " groups and " + shares.size() + " shares");
        }
        if (labels.size() < 2 || labels.size() > LinearModel.MOST_LABELS) {
            throw new IllegalArgumentException(
                    "From 2 to " + LinearModel.MOST_LABELS + " different labels are needed, not " + labels.size());
        }
    }

    int count() {
        return bags.size();
    }

    boolean is(int example, int label) {
        for (int truth : truths.get(example)) {
            if (truth == label) {
                return true;
            }
        }
        return false;
    }

    /** Those of one of several folds, or all others. */
    Examples part(int folds, int fold, boolean inside) {
        List<Bag> someBags = new ArrayList<>();
        List<int[]> someTruths = new ArrayList<>();
        List<Integer> someGroups = new ArrayList<>();
        List<Float> someShares = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            if (Integer.remainderUnsigned(groups.get(i) * SPREAD >>> 8, folds) == fold == inside) {
                someBags.add(bags.get(i));
                someTruths.add(truths.get(i));
                someGroups.add(groups.get(i));
                someShares.add(shares.get(i));
            }
        }
        return new Examples(labels, someBags, someTruths, someGroups, someShares);
    }
}
