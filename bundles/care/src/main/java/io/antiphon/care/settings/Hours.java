package io.antiphon.care.settings;

import java.time.Duration;
import java.time.Instant;

/** The time that counts: reckons with working hours. Immutable. */
public interface Hours {

    /** Every hour of every day counts. */
    Hours ALWAYS = new Hours() {
        @Override
        public Instant plus(Instant from, Duration working) {
            return from.plus(working);
        }

        @Override
        public Duration between(Instant from, Instant to) {
            return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        }
    };

    /** The instant at which so much working time has passed. */
    Instant plus(Instant from, Duration working);

    /** How much working time lies between two instants; zero if the second is earlier. */
    Duration between(Instant from, Instant to);
}
