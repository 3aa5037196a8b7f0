package io.antiphon.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts a route's answers by status, and how long they took, in buckets a quarter of an octave wide. Quantiles are those of
 * this minute and the one before.
 */
final class Meter {

    private static final int BUCKETS = 4 * 40;
    private static final long MINUTE = 60_000_000_000L;

    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder nanos = new LongAdder();
    private volatile Window window =
            new Window(System.nanoTime(), new AtomicLongArray(BUCKETS), new AtomicLongArray(BUCKETS));

    private record Window(long since, AtomicLongArray now, AtomicLongArray before) {}

    void count(int status, long tookNanos) {
        LongAdder adder = answers.get(status);
        if (adder == null) {
            adder = answers.computeIfAbsent(status, s -> new LongAdder());
        }
        adder.increment();
        nanos.add(tookNanos);
        turned().now().incrementAndGet(bucket(tookNanos));
    }

    private Window turned() {
        Window present = window;
        if (System.nanoTime() - present.since() < MINUTE) {
            return present;
        }
        synchronized (this) {
            if (window == present) {
                boolean old = System.nanoTime() - present.since() > 2 * MINUTE;
                window = new Window(
                        System.nanoTime(),
                        new AtomicLongArray(BUCKETS),
                        old ? new AtomicLongArray(BUCKETS) : present.now());
            }
            return window;
        }
    }

    Map<Integer, Long> answers() {
        Map<Integer, Long> counts = new TreeMap<>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    long count() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many failed by our own fault. */
    long errors() {
        return answers.entrySet().stream()
                .filter(e -> e.getKey() >= 500)
                .mapToLong(e -> e.getValue().sum())
                .sum();
    }

    double seconds() {
        return nanos.sum() / 1e9;
    }

    /** The time below which a share of the latest answers stayed, in seconds, to a fifth of its value; 0 if there were none. */
    double quantile(double share) {
        Window present = turned();
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += present.now().get(i) + present.before().get(i);
        }
        long rank = (long) Math.ceil(share * total);
        for (int i = 0, seen = 0; i < BUCKETS && total > 0; i++) {
            seen += (int) (present.now().get(i) + present.before().get(i));
            if (seen >= rank) {
                return upper(i) / 1e9;
            }
        }
        return 0;
    }

    private static int bucket(long value) {
        long least = Math.max(4, value);
        int octave = 63 - Long.numberOfLeadingZeros(least);
        int quarter = (int) (least >>> (octave - 2)) & 3;
        return Math.min(BUCKETS - 1, octave * 4 + quarter);
    }

    private static double upper(int bucket) {
        return Math.scalb(1 + (bucket % 4 + 1) / 4.0, bucket / 4);
    }
}
