package io.antiphon.routes;

/** Counts who waits for connections that are being swapped, all connections together, and what they brought. Thread-safe. */
final class Waiting {

    private static final int MOST = 512;
    private static final long MOST_BYTES = 64L << 20;

    private int callers;
    private long bytes;

    /** Lets one wait, who must leave again; false if there is no room. */
    synchronized boolean enter(int brought) {
        if (callers >= MOST || bytes + brought > MOST_BYTES) {
            return false;
        }
        callers++;
        bytes += brought;
        return true;
    }

    synchronized void leave(int brought) {
        callers--;
        bytes -= brought;
    }
}
