package io.antiphon.routes;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long things may take.
 *
 * @param start starting a source
 * @param close closing one
 * @param check trying settings
 * @param read reading one thing that was received
 * @param perform performing an action, until it is interrupted
 * @param grace from then on, until it is given up
 * @param firstWait after the first failure; doubles with each further one
 * @param longestWait between two attempts
 */
record Limits(
        Duration start,
        Duration close,
        Duration check,
        Duration read,
        Duration perform,
        Duration grace,
        Duration firstWait,
        Duration longestWait) {

    static final Limits NORMAL = new Limits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));

    /** The wait before the next attempt, give or take a quarter, so that connections do not come back all at once. */
    Duration waitAfter(int failures) {
        long doubled = firstWait.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        long wait = Math.min(doubled, longestWait.toMillis());
        return Duration.ofMillis(wait * 3 / 4 + ThreadLocalRandom.current().nextLong(wait / 2 + 1));
    }
}
