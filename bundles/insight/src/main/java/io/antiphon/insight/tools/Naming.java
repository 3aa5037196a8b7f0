package io.antiphon.insight.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What labels of others are called here: feelings as positive, negative, neutral; numbered emotions by their names. */
final class Naming {

    static final String POSITIVE = "positive";
    static final String NEGATIVE = "negative";
    static final String NEUTRAL = "neutral";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("pos", POSITIVE),
            Map.entry("+1", POSITIVE),
            Map.entry("good", POSITIVE),
            Map.entry("joy", POSITIVE),
            Map.entry("neg", NEGATIVE),
            Map.entry("-1", NEGATIVE),
            Map.entry("bad", NEGATIVE),
            Map.entry("anger", NEGATIVE),
            Map.entry("disgust", NEGATIVE),
            Map.entry("fear", NEGATIVE),
            Map.entry("sadness", NEGATIVE),
            Map.entry("neu", NEUTRAL),
            Map.entry("none", NEUTRAL));

    /** Ekman's emotions in alphabetical order, as data sets number them. */
    private static final List<String> EMOTIONS =
            List.of("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise");

    private Naming() {}

    private static Set<String> all(List<Row> rows) {
        Set<String> labels = new TreeSet<>();
        rows.forEach(row -> labels.addAll(row.labels()));
        return labels;
    }

    /** Numbers from 0 to 6 become emotions; all else stays. */
    static List<Row> emotions(List<Row> rows) {
        Set<String> labels = all(rows);
        if (!labels.equals(Set.of("0", "1", "2", "3", "4", "5", "6"))) {
            return rows;
        }
        return rows.stream()
                .map(row -> row.labelled(row.labels().stream()
                        .map(label -> EMOTIONS.get(Integer.parseInt(label)))
                        .toList()))
                .toList();
    }

    /**
     * Rows whose labels are positive, negative or neutral. Those that speak of both, or of surprise, are left out.
     *
     * @throws Usage if the labels are none that name feelings
     */
    static List<Row> feelings(List<Row> given) throws Usage {
        List<Row> rows = emotions(given);
        Set<String> labels = all(rows);
        List<Row> named = new ArrayList<>();
        for (Row row : rows) {
            Set<String> feelings = new TreeSet<>();
            for (String label : row.labels()) {
                String feeling = feeling(label, labels);
                if (feeling == null) {
                    throw new Usage(
                            "the label '" + label + "' names no feeling; there may be positive, negative, neutral,"
                                    + " or -1, 0, 1, or 0 and 1, or 1 to 5 stars");
                }
                feelings.add(feeling);
            }
            if (feelings.size() == 1 && !feelings.contains("")) {
                named.add(row.labelled(List.copyOf(feelings)));
            }
        }
        return named;
    }

    private static @Nullable String feeling(String label, Set<String> all) {
        String low = label.toLowerCase(Locale.ROOT);
        if (low.equals(POSITIVE) || low.equals(NEGATIVE) || low.equals(NEUTRAL)) {
            return low;
        }
        if (low.equals("surprise") || low.equals("mixed") || low.equals("conflict")) {
            return "";
        }
        if (all.contains("-1")) {
            return switch (low) {
                case "-1" -> NEGATIVE;
                case "0" -> NEUTRAL;
                case "1" -> POSITIVE;
                default -> null;
            };
        }
        if (Set.of("0", "1").containsAll(all)) {
            return low.equals("1") ? POSITIVE : NEGATIVE;
        }
        if (Set.of("1", "2", "3", "4", "5").containsAll(all)) {
            return low.compareTo("3") < 0 ? NEGATIVE : low.equals("3") ? NEUTRAL : POSITIVE;
        }
        return WORDS.get(low);
    }
}
