package io.antiphon.routes;

/** Where requests wait while their connection is away for a moment. Any thread. */
final class Door {

    private static final int MOST_WAITING = 64;

    private int waiting;
    private long changes;

    /** How often the connection has changed. */
    synchronized long changes() {
        return changes;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting;
    }

    synchronized void changed() {
        changes++;
        notifyAll();
    }

    /**
     * Waits until the connection has changed more often than was seen.
     *
     * @param deadline in the time of {@link System#nanoTime}
     * @return false if the deadline passed or too many wait
     */
    synchronized boolean await(long seen, long deadline) throws InterruptedException {
        if (waiting >= MOST_WAITING) {
            return false;
        }
        waiting++;
        try {
            while (changes == seen) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } finally {
            waiting--;
        }
    }
}
