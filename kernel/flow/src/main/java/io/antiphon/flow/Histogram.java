package io.antiphon.flow;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How long calls took of late: counts in buckets that grow by a quarter of their octave. Thread-safe. */
final class Histogram {

    private static final int BUCKETS = 128;

    private volatile AtomicIntegerArray current = new AtomicIntegerArray(BUCKETS);
    private volatile AtomicIntegerArray before = new AtomicIntegerArray(BUCKETS);

    void add(long nanos) {
        current.incrementAndGet(bucket(nanos / 100));
    }

    /** Forgets what was added before the last call of this method. */
    void age() {
        before = current;
        current = new AtomicIntegerArray(BUCKETS);
    }

    /** The 99th percentile in microseconds, rounded up to its bucket; 0 if nothing was added. */
    long p99Micros() {
        AtomicIntegerArray one = current;
        AtomicIntegerArray other = before;
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += one.get(i) + other.get(i);
        }
        long above = total / 100;
        for (int i = BUCKETS - 1; i >= 0; i--) {
            above -= one.get(i) + other.get(i);
            if (above < 0) {
                return Math.max(1, upper(i) / 10);
            }
        }
        return 0;
    }

    private static int bucket(long value) {
        if (value < 4) {
            return (int) Math.max(0, value);
        }
        int octave = 63 - Long.numberOfLeadingZeros(value);
        int quarter = (int) (value >>> (octave - 2)) & 3;
        return Math.min(BUCKETS - 1, (octave - 1) * 4 + quarter);
    }

    private static long upper(int bucket) {
        if (bucket < 4) {
            return bucket + 1;
        }
        int octave = bucket / 4 + 1;
        return (5L + bucket % 4) << (octave - 2);
    }
}
