package io.antiphon.journal;

import io.antiphon.spi.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts what the writer does; the latest groups one by one. Thread-safe. */
final class Statistics {

    private static final int GROUPS = 1024;
    private static final double NANOS = 1e9;
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    private final long[] callers = new long[GROUPS];
    private final long[] entries = new long[GROUPS];
    private final long[] nanos = new long[GROUPS];
    private long groups;
    private long allEntries;
    private long allNanos;
    private long allBytes;
    private long repeats;
    private long refused;
    private long failed;

    synchronized void committed(int groupCallers, int groupEntries, long bytes, long took) {
        int slot = (int) (groups % GROUPS);
        callers[slot] = groupCallers;
        entries[slot] = groupEntries;
        nanos[slot] = took;
        groups++;
        allEntries += groupEntries;
        allNanos += took;
        allBytes += bytes;
    }

    synchronized void repeated(int count) {
        repeats += count;
    }

    synchronized void refusedAsBusy() {
        refused++;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.counter("journal_entries", "Entries appended", allEntries));
        metrics.add(Metric.counter("journal_entry_bytes", "Bytes of the bodies appended", allBytes));
        metrics.add(Metric.counter("journal_repeats", "Entries recognised as appended before", repeats));
        metrics.add(Metric.counter("journal_groups", "Commits, each one fsync", groups));
        metrics.add(Metric.counter("journal_commit_seconds", "Time spent committing", allNanos / NANOS));
        metrics.add(Metric.counter("journal_busy", "Appends refused because too many waited", refused));
        metrics.add(Metric.counter("journal_failures", "Groups that the disk refused", failed));
        quantiles(metrics, "journal_group_callers", "Callers that shared a commit", callers, 1);
        quantiles(metrics, "journal_group_entries", "Entries in a commit", entries, 1);
        quantiles(metrics, "journal_fsync_seconds", "How long a commit took", nanos, NANOS);
        return metrics;
    }

    private void quantiles(List<Metric> metrics, String name, String help, long[] values, double unit) {
        long[] sorted = Arrays.copyOf(values, (int) Math.min(groups, GROUPS));
        if (sorted.length == 0) {
            return;
        }
        Arrays.sort(sorted);
        for (double quantile : new double[] {MEDIAN, HIGH}) {
            double value = sorted[(int) Math.ceil(quantile * sorted.length) - 1] / unit;
            metrics.add(Metric.gauge(name, help + ", of late", value).with("quantile", Double.toString(quantile)));
        }
    }
}
