package io.antiphon.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The waits between a connection's attempts, which grow with its failures. Touched by its mailbox only. */
final class Patience {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Workers workers;
    private final Limits limits;
    private final Mailbox mailbox;
    private final Runnable again;
    private int failures;
    private @Nullable Instant startedAt;
    private @Nullable Instant retryAt;
    private @Nullable Future<?> alarm;

    /** Patience that posts what is to be done again. */
    Patience(Kernel kernel, Mailbox mailbox, Runnable again) {
        this.workers = kernel.workers();
        this.limits = kernel.limits();
        this.mailbox = mailbox;
        this.again = again;
    }

    /** It failed: wait, longer than the last time unless it ran well for long. */
    void failed() {
        if (startedAt != null && startedAt.plus(LONG).isBefore(Instant.now())) {
            failures = 0;
        }
        failures++;
        Duration wait = limits.waitAfter(failures);
        stopWaiting();
        retryAt = Instant.now().plus(wait);
        Future<?>[] mine = new Future<?>[1];
        mine[0] = workers.after(
                wait,
                () -> mailbox.post(() -> {
                    if (alarm == mine[0]) {
                        stopWaiting();
                        again.run();
                    }
                }));
        alarm = mine[0];
    }

    /** It runs, which proves nothing yet. */
    void started() {
        startedAt = Instant.now();
    }

    /** It works, or there is reason to believe that it will: no failure counts any more. */
    void reset() {
        failures = 0;
        startedAt = null;
        stopWaiting();
    }

    boolean afterFailure() {
        return failures > 0;
    }

    /** When it is tried again; null if nothing is waited for. */
    @Nullable
    Instant retryAt() {
        return retryAt;
    }

    private void stopWaiting() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = null;
        retryAt = null;
    }
}
