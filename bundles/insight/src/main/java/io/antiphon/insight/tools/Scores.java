package io.antiphon.insight.tools;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often a model was right: counted as it answers, printed at the end. */
final class Scores {

    private static final int MOST_IN_CONFUSION = 9;
    private static final int WORST = 12;
    private static final double SURE = 0.5;

    private final List<String> labels;
    private final int[][] counts;
    private final Map<String, Scores> byLanguage = new TreeMap<>();
    private int sure;
    private int sureAndRight;
    private double confidence;

    Scores(List<String> labels) {
        this.labels = labels;
        this.counts = new int[labels.size()][labels.size()];
    }

    /** Counts an answer; if a text has several labels, any of them is right. */
    void add(List<String> truths, int answer, double itsConfidence, String language) {
        count(truths, answer, itsConfidence);
        if (!language.isEmpty()) {
            byLanguage.computeIfAbsent(language, any -> new Scores(labels)).count(truths, answer, itsConfidence);
        }
    }

    private void count(List<String> truths, int answer, double itsConfidence) {
        boolean right = truths.contains(labels.get(answer));
        counts[right ? answer : labels.indexOf(truths.get(0))][answer]++;
        confidence += itsConfidence;
        if (itsConfidence >= SURE) {
            sure++;
            sureAndRight += right ? 1 : 0;
        }
    }

    int n() {
        int n = 0;
        for (int[] row : counts) {
            for (int count : row) {
                n += count;
            }
        }
        return n;
    }

    double accuracy() {
        int right = 0;
        for (int k = 0; k < labels.size(); k++) {
            right += counts[k][k];
        }
        return ratio(right, n());
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private int truths(int label) {
        int sum = 0;
        for (int count : counts[label]) {
            sum += count;
        }
        return sum;
    }

    private int answers(int label) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[label];
        }
        return sum;
    }

    private double precision(int label) {
        return ratio(counts[label][label], answers(label));
    }

    private double recall(int label) {
        return ratio(counts[label][label], truths(label));
    }

    private double f1(int label) {
        return ratio(2.0 * counts[label][label], truths(label) + answers(label));
    }

    /** The mean over the labels that occur in the truth or are answered. */
    private double mean(java.util.function.IntToDoubleFunction of) {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < labels.size(); k++) {
            if (truths(k) + answers(k) > 0) {
                sum += of.applyAsDouble(k);
                present++;
            }
        }
        return ratio(sum, present);
    }

    double macroF1() {
        return mean(this::f1);
    }

    void print(PrintStream out, double perSecond) {
        int width = labels.stream().mapToInt(String::length).max().orElse(1) + 2;
        String form = "%-" + width + "s%8s%11s%9s%9s%n";
        out.printf(form, "label", "n", "precision", "recall", "f1");
        for (int k = 0; k < labels.size(); k++) {
            out.printf(form, labels.get(k), truths(k), shown(precision(k)), shown(recall(k)), shown(f1(k)));
        }
        if (!byLanguage.isEmpty()) {
            out.printf("%n%-" + width + "s%8s%11s%9s%n", "language", "n", "accuracy", "macro f1");
            byLanguage.forEach((language, scores) -> out.printf(
                    "%-" + width + "s%8s%11s%9s%n",
                    language,
                    scores.n(),
                    shown(scores.accuracy()),
                    shown(scores.macroF1())));
        }
        confusion(out, width);
        out.printf(
                "%nconfident (≥ %.1f) of %.1f %% of the texts, right in %.1f %% of those; mean confidence %.3f%n",
                SURE, 100 * ratio(sure, n()), 100 * ratio(sureAndRight, sure), ratio(confidence, n()));
        out.println(result(perSecond));
    }

    private void confusion(PrintStream out, int width) {
        if (labels.size() > MOST_IN_CONFUSION) {
            worst(out);
            return;
        }
        out.printf("%n%-" + width + "s", "true \\ said");
        labels.forEach(label -> out.printf(" %" + Math.max(7, label.length()) + "s", label));
        out.println();
        for (int t = 0; t < labels.size(); t++) {
            out.printf("%-" + width + "s", labels.get(t));
            for (int s = 0; s < labels.size(); s++) {
                out.printf(" %" + Math.max(7, labels.get(s).length()) + "d", counts[t][s]);
            }
            out.println();
        }
    }

    private record Mistake(int truth, int said, int count) {}

    private void worst(PrintStream out) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int t = 0; t < labels.size(); t++) {
            for (int s = 0; s < labels.size(); s++) {
                if (t != s && counts[t][s] > 0) {
                    mistakes.add(new Mistake(t, s, counts[t][s]));
                }
            }
        }
        mistakes.sort(Comparator.comparingInt(Mistake::count).reversed());
        out.printf("%nmistaken most often%n");
        mistakes.stream()
                .limit(WORST)
                .forEach(mistake -> out.printf(
                        "%5d  %s, said to be %s%n",
                        mistake.count(), labels.get(mistake.truth()), labels.get(mistake.said())));
    }

    private String result(double perSecond) {
        return String.format(
                Locale.ROOT,
                "RESULT {\"n\":%d,\"accuracy\":%.4f,\"macroF1\":%.4f,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,"
                        + "\"docsPerSecond\":%.0f}",
                n(),
                accuracy(),
                macroF1(),
                mean(this::precision),
                mean(this::recall),
                macroF1(),
                perSecond);
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
