package io.antiphon.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads that a plugin does not give back. They touch nothing of ours any more, but they burn a core, and one that devours
 * memory would take the process with it before long. Where the platform still can (Java 17; it refuses from 20 on), they are
 * stopped by force: what that may leave half done is the plugin's own. Used by the watchdog's thread only.
 */
final class Strays {

    private static final int ROUNDS_BETWEEN = 10;

    private final List<Thread> threads = new ArrayList<>();
    private int round;
    private boolean possible = true;

    /** A thread to be stopped from the next round on. */
    void add(Thread thread) {
        threads.add(thread);
        round = 0;
    }

    /** Stops those that still run, again and again, because a plugin may catch that too. */
    void stop() {
        if (threads.isEmpty() || round++ % ROUNDS_BETWEEN != 0) {
            return;
        }
        threads.removeIf(thread -> !thread.isAlive());
        if (possible) {
            threads.forEach(this::stop);
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException e) {
            possible = false;
        }
    }
}
