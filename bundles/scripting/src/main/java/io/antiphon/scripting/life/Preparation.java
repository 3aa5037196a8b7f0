package io.antiphon.scripting.life;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What is done once before the first script, because it takes seconds of processor time: when the folder holds anything, when somebody
 * looks and may save one soon, or else when the start is long over, so that it takes nothing from what is busy then.
 */
final class Preparation {

    static final Duration LONG_OVER = Duration.ofMinutes(2);

    private final Runnable work;
    private final Clock clock;
    private final Instant latest;
    private volatile boolean expected;
    private boolean done;

    Preparation(Runnable work, Clock clock) {
        this.work = work;
        this.clock = clock;
        this.latest = clock.instant().plus(LONG_OVER);
    }

    /** A first script is to be expected. From any thread; all else is one thread's. */
    void expect() {
        expected = true;
    }

    /** Does it if it is due and not done. @param there whether the folder holds anything */
    void consider(boolean there) {
        if (!done && (there || expected || !clock.instant().isBefore(latest))) {
            work.run();
            done = true;
        }
    }
}
