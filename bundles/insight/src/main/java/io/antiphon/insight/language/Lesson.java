package io.antiphon.insight.language;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws texts of a language: some words in a row from one of its sources. */
final class Lesson {

    /** How often a source is drawn from, as a share of all others together. */
    private static final Map<String, Double> SHARES = Map.of("statistics", 0.65, "phrases", 0.12);

    private static final double SHORT = 0.35;
    private static final double MIDDLE = 0.75;

    private final String tag;
    private final Script script;
    private final int weight;
    private final List<List<String>> sources;
    private final double[] sums;

    /** @param rank each is taught twice as often as the next @param bySource words by the name of their source */
    Lesson(String tag, Script script, int rank, Map<String, List<String>> bySource) {
        this.tag = tag;
        this.script = script;
        this.weight = 1 << 3 - rank;
        this.sources = List.copyOf(bySource.values());
        double real = Math.max(
                1,
                bySource.entrySet().stream()
                        .filter(each -> !SHARES.containsKey(each.getKey()))
                        .mapToDouble(each -> Math.sqrt(each.getValue().size()))
                        .sum());
        sums = new double[sources.size()];
        double sum = 0;
        int at = 0;
        for (Map.Entry<String, List<String>> each : bySource.entrySet()) {
            Double share = SHARES.get(each.getKey());
            sum += share == null ? Math.sqrt(each.getValue().size()) : real * share;
            sums[at++] = sum;
        }
    }

    String tag() {
        return tag;
    }

    int weight() {
        return weight;
    }

    Script script() {
        return script;
    }

    String draw(SplittableRandom random) {
        double drawn = random.nextDouble() * sums[sums.length - 1];
        int source = 0;
        while (sums[source] <= drawn) {
            source++;
        }
        List<String> words = sources.get(source);
        double kind = random.nextDouble();
        int length =
                kind < SHORT ? 1 + random.nextInt(4) : kind < MIDDLE ? 5 + random.nextInt(8) : 13 + random.nextInt(23);
        int from = random.nextInt(Math.max(1, words.size() - length));
        String between = script == Script.HAN ? "" : " ";
        return String.join(between, words.subList(from, Math.min(words.size(), from + length)));
    }
}
