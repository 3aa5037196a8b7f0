package io.antiphon.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The offset of the last durable entry, and where to wait until it moves. Thread-safe. */
final class Signpost {

    private volatile long end;

    Signpost(long end) {
        this.end = end;
    }

    long end() {
        return end;
    }

    synchronized void move(long to) {
        end = to;
        notifyAll();
    }

    synchronized void wake() {
        notifyAll();
    }

    /** Waits until something stands after an offset. */
    synchronized void awaitAfter(long offset, BooleanSupplier givenUp) {
        while (end <= offset && !givenUp.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                // only closing ends a follower
            }
        }
    }

    /** Waits for a while. */
    synchronized void pause(long millis, BooleanSupplier givenUp) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !givenUp.getAsBoolean(); ) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                // only closing ends a follower
            }
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
    }
}
