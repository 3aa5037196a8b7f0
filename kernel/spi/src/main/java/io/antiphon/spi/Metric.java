package io.antiphon.spi;

import java.util.Map;
import java.util.TreeMap;

/**
 * One reading of a metric.
 *
 * @param name in snake case with unit, without the prefix {@code antiphon_} and without {@code _total}:
 *     {@code journal_entries}, {@code road_lag_entries}
 * @param help a sentence
 * @param kind whether it only grows
 * @param labels what tells it from others of its name
 * @param value the reading
 */
public record Metric(String name, String help, Kind kind, Map<String, String> labels, double value) {

    /** Whether a metric only grows. */
    public enum Kind {
        /** It only grows while the process lives. */
        COUNTER,
        /** It goes up and down. */
        GAUGE
    }

    /** Copies and sorts the labels. */
    public Metric {
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** A counter without labels. */
    public static Metric counter(String name, String help, double value) {
        return new Metric(name, help, Kind.COUNTER, Map.of(), value);
    }

    /** A gauge without labels. */
    public static Metric gauge(String name, String help, double value) {
        return new Metric(name, help, Kind.GAUGE, Map.of(), value);
    }

    /** The same with a label. */
    public Metric with(String label, String labelValue) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, labelValue);
        return new Metric(name, help, kind, more, value);
    }
}
