package io.antiphon.itests;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody who does the same again and again, and goes on with it when the server is back after it was killed. */
final class Busy implements AutoCloseable {

    private static final long BREATH_MILLIS = 50;

    private final Thread thread;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;

    /** Begins at once. */
    Busy(String name, Runnable round) {
        this.thread = new Thread(() -> run(round), name);
        thread.start();
    }

    private void run(Runnable round) {
        while (running) {
            try {
                round.run();
            } catch (UncheckedIOException away) {
                // the server was killed; it comes back
            } catch (RuntimeException | Error broken) {
                failure.set(broken);
                return;
            }
            try {
                Thread.sleep(BREATH_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Throws what a round threw. */
    void check() {
        Throwable broken = failure.get();
        if (broken != null) {
            throw new AssertionError(thread.getName() + ": " + broken, broken);
        }
    }

    /** Lets the round come to its end and stops. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join(Duration.ofSeconds(40).toMillis());
        thread.interrupt();
        check();
    }
}
