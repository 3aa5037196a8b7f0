package io.antiphon.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a bench found: figures by name, some of them with a budget. */
public final class Figures {
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private record Figure(double value, String unit, String budget, boolean kept) {}

    /** A figure without a budget. */
    public Figures add(String name, double value, String unit) {
        figures.put(name, new Figure(value, unit, "", true));
        return this;
    }

    /** A figure that should be at least so much. */
    public Figures atLeast(double budget, String name, double value, String unit) {
        figures.put(name, new Figure(value, unit, "≥ " + shown(budget), value >= budget));
        return this;
    }

    /** A figure that should be at most so much. */
    public Figures atMost(double budget, String name, double value, String unit) {
        figures.put(name, new Figure(value, unit, "≤ " + shown(budget), value <= budget));
        return this;
    }

    /** For people. */
    public String table() {
        return figures.entrySet().stream()
                .map(e -> row(e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String row(String name, Figure f) {
        String verdict = f.budget.isEmpty() ? "" : f.budget + (f.kept ? "  kept" : "  MISSED");
        return String.format("%-36s %12s %-12s %s", name, shown(f.value), f.unit, verdict)
                .stripTrailing();
    }

    /** For machines. */
    public String json(String bench) {
        return figures.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + number(e.getValue().value))
                .collect(Collectors.joining(",", "{\"bench\":\"" + bench + "\",", "}"));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? shown(value) : "null";
    }

    private static String shown(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return value >= 100 ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
