package io.antiphon.routes;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection shows of itself, and where requests wait for that to change while it is away for a moment. Any thread. */
final class Window {

    private static final int MOST_WAITING = 64;

    private volatile Face face;
    private int waiting;
    private long changes;
    private volatile boolean runs;

    Window(@Nullable ConnectorSpec spec) {
        face = new Face(Status.STARTING, Instant.now(), List.of(), null, spec);
    }

    Face face() {
        return face;
    }

    /** Whether it does what it is there for, or did until it was taken out for a moment. */
    boolean runs() {
        return runs;
    }

    /** Shows this from now on; of a connector that is away, its last spec. */
    synchronized void show(
            Status status, List<Problem> problems, @Nullable Instant retryAt, @Nullable ConnectorSpec spec) {
        Instant since = face.status() == status ? face.since() : Instant.now();
        face = new Face(status, since, problems, retryAt, spec == null ? face.spec() : spec);
        runs = switch (status) {
            case RUNNING -> true;
            case STARTING, DRAINING -> runs;
            case PAUSED, FAILING, QUARANTINED, ABSENT -> false;
        };
        changes++;
        notifyAll();
    }

    /** How often something was shown. */
    synchronized long changes() {
        return changes;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting;
    }

    /**
     * Waits until something was shown more often than was seen.
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
