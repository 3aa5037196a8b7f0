package io.antiphon.flow;

import io.antiphon.spi.Problem;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether the road has been far behind for so long that it will not catch up by itself. Thread-safe. */
final class Backlog {

    /** Half a second's work at full speed: less is no backlog. */
    static final long LARGE = 5_000;

    static final long LONG = TimeUnit.SECONDS.toNanos(60);

    private boolean large;
    private long since;

    /**
     * Takes note of how many entries wait.
     *
     * @param now in nanoseconds, of any origin
     * @return what is wrong; empty if nothing
     */
    synchronized Optional<Problem> look(long lag, long now) {
        if (lag < LARGE) {
            large = false;
            return Optional.empty();
        }
        if (!large) {
            large = true;
            since = now;
        }
        return now - since < LONG
                ? Optional.empty()
                : Optional.of(Problem.warning(
                        "road",
                        "More than " + LARGE + " entries have waited on the road for over a minute, now " + lag
                                + ": signals are decided late.",
                        "Look at antiphon:plugins for one that is slow, offer less, or give it more processors."));
    }
}
