package io.antiphon.connector.webchat;

import io.antiphon.spi.AntiphonException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** So much at once, and then one each time an interval has passed, for each of the latest askers. Thread-safe. */
final class Pace {

    private static final int MOST_KNOWN = 10_000;

    private final int atOnce;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Instant> emptyAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Pace(int atOnce, Duration interval, Clock clock) {
        this.atOnce = atOnce;
        this.interval = interval;
        this.clock = clock;
    }

    /** Takes one, or throws BUSY with the time to wait. */
    synchronized void take(String who) {
        Instant now = clock.instant();
        Instant empty = emptyAt.getOrDefault(who, now);
        Instant then = (empty.isBefore(now) ? now : empty).plus(interval);
        Duration over = Duration.between(now.plus(interval.multipliedBy(atOnce)), then);
        if (!over.isNegative() && !over.isZero()) {
            throw AntiphonException.busy("Too many at once; wait a moment", over);
        }
        emptyAt.put(who, then);
    }
}
