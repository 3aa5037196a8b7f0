package io.antiphon.outbox;

import java.time.Duration;
import java.util.TreeSet;

/** Who is between the guards and the far end right now, so that one can wait until nobody is who was. Thread-safe. */
final class Crossing {

    private final TreeSet<Long> under = new TreeSet<>();
    private long next;

    synchronized long enter() {
        under.add(next);
        return next++;
    }

    synchronized void leave(long ticket) {
        under.remove(ticket);
        notifyAll();
    }

    /** Waits until everybody who is on their way now has arrived; false if that takes too long. */
    synchronized boolean settle(Duration limit) throws InterruptedException {
        long last = next;
        long until = System.nanoTime() + limit.toNanos();
        while (!under.isEmpty() && under.first() < last) {
            long left = (until - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
