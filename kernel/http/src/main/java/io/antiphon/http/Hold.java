package io.antiphon.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Where requests wait while what they ask for is being replaced.
 *
 * @param time how long a request waits at most, and how long who goes may finish what is in flight
 * @param places how many may wait at once, whatever for
 */
record Hold(Duration time, Semaphore places) {

    static final Duration USUAL = Duration.ofSeconds(5);
    private static final int MOST = 64;

    static Hold of(Duration time) {
        return new Hold(time, new Semaphore(MOST));
    }

    /** Something worth waiting for. */
    @FunctionalInterface
    interface Waiting {
        /** Waits so many nanoseconds at most; whether it came. */
        boolean await(long nanos) throws InterruptedException;
    }

    /** The point of {@link System#nanoTime} until which one may wait for what ended or began then. */
    long since(long then) {
        return then + time.toNanos();
    }

    /** Waits until a point of {@link System#nanoTime}; false if it did not come or too many wait already. */
    boolean await(long until, Waiting waiting) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return waiting.await(Math.max(0, until - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            places.release();
        }
    }
}
