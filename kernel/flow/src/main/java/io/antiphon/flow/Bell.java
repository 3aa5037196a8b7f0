package io.antiphon.flow;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the lane. Ringing often is as ringing once. Thread-safe. */
final class Bell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for a ring since the last wait, at most so long. */
    void await(long millis) throws InterruptedException {
        if (rung.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
