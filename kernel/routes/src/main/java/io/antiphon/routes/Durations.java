package io.antiphon.routes;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * How long calls took of late: within the last one to two minutes. Each doubling of the time is cut into eight, so a percentile
 * is told at most an eighth too long. Thread-safe.
 */
final class Durations {

    private static final int PARTS = 8;
    private static final int SIZE = 64 * PARTS;
    private static final long TURN = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private volatile AtomicLongArray present = new AtomicLongArray(SIZE);
    private volatile AtomicLongArray former = new AtomicLongArray(SIZE);
    private volatile long turned;

    Durations(LongSupplier nanos) {
        this.nanos = nanos;
        this.turned = nanos.getAsLong();
    }

    void add(long tookNanos) {
        turn();
        present.incrementAndGet(index(tookNanos / 1000));
    }

    /** The time in microseconds that 99 of 100 calls do not exceed; 0 if there were none. */
    long p99Micros() {
        turn();
        AtomicLongArray one = present;
        AtomicLongArray other = former;
        long all = 0;
        for (int i = 0; i < SIZE; i++) {
            all += one.get(i) + other.get(i);
        }
        long rank = (all * 99 + 99) / 100;
        long seen = 0;
        for (int i = 0; i < SIZE && all > 0; i++) {
            seen += one.get(i) + other.get(i);
            if (seen >= rank) {
                return most(i);
            }
        }
        return 0;
    }

    private void turn() {
        if (nanos.getAsLong() - turned >= TURN) {
            turnOver();
        }
    }

    private synchronized void turnOver() {
        long now = nanos.getAsLong();
        if (now - turned >= TURN) {
            former = now - turned >= 2 * TURN ? new AtomicLongArray(SIZE) : present;
            present = new AtomicLongArray(SIZE);
            turned = now;
        }
    }

    private static int index(long micros) {
        long value = Math.max(0, micros);
        if (value < PARTS) {
            return (int) value;
        }
        int power = 63 - Long.numberOfLeadingZeros(value);
        return (power - 2) * PARTS + (int) (value >>> (power - 3)) - PARTS;
    }

    /** The longest time that falls where the index says. */
    private static long most(int index) {
        if (index < PARTS) {
            return index;
        }
        int power = index / PARTS + 2;
        return ((index % PARTS + PARTS + 1L) << (power - 3)) - 1;
    }
}
