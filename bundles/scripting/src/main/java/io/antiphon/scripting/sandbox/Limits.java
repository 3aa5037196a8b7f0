package io.antiphon.scripting.sandbox;

import java.time.Duration;

/**
 * The bounds of one call of a script.
 *
 * @param call the most processor time of a call
 * @param load the most processor time of evaluating a module; the first one of an engine has five times as much, and memory
 * @param grace how long an interrupted call has to end before its context is closed, and then as long before its thread is
 * @param memory the most bytes a call may allocate
 */
public record Limits(Duration call, Duration load, Duration grace, long memory) {

    /** What holds unless configured: below what the road allows any plugin, so that a script is stopped here first. */
    public static Limits standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(
                Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMillis(300), Math.min(64L << 20, heap / 8));
    }
}
