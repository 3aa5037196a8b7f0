package io.antiphon.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The bounds of the outbox.
 *
 * @param guards the guards without which nothing leaves, in the order in which they are asked
 * @param atOnce how many actions of one connection are performed at the same time
 * @param workers how many actions are performed at the same time in all
 * @param known how many actions of one connection are kept in memory; further ones wait in the state
 * @param judging the longest call of all guards about one action
 * @param age how long after its time an action is given up
 * @param firstWait how long a retry waits after the first failure; twice as long after each further one
 * @param longestWait how long a retry waits at most
 */
record Limits(
        List<String> guards,
        int atOnce,
        int workers,
        int known,
        Duration judging,
        Duration age,
        Duration firstWait,
        Duration longestWait) {

    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_DAYS = 365;

    /** Copies. */
    Limits {
        guards = List.copyOf(guards);
    }

    static Limits of(OutboxSettings settings) {
        return new Limits(
                Arrays.stream(settings.guards().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Math.max(1, Math.min(MOST_AT_ONCE, settings.at_once())),
                64,
                10_000,
                Duration.ofSeconds(5),
                Duration.ofDays(Math.max(1, Math.min(MOST_DAYS, settings.days()))),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10));
    }

    /** How long a retry waits after so many failures in a row. */
    Duration wait(int failures) {
        return wait(failures, longestWait);
    }

    /** How long nothing of a connection is tried after so many failures in a row: its far end is soon missed when it returns. */
    Duration laneWait(int failures) {
        return wait(failures, longestWait.dividedBy(20));
    }

    private Duration wait(int failures, Duration longest) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(20, Math.max(0, failures - 1)));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
