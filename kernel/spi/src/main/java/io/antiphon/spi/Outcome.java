package io.antiphon.spi;

import java.time.Duration;

/** What became of an action. */
public sealed interface Outcome {

    /**
     * It happened.
     *
     * @param reference what the outside system calls it; empty if it does not say
     */
    record Done(String reference) implements Outcome {}

    /**
     * Not now: the outside asks to come back. The kernel offers the action again.
     *
     * @param delay how long at least
     */
    record Later(Duration delay) implements Outcome {}

    /**
     * Never: the outside refused it, and repeating would not help.
     *
     * @param reason for a person to read
     */
    record Refused(String reason) implements Outcome {}

    /**
     * Nobody knows: a sink that is not idempotent was interrupted. A person is asked; it is never
     * repeated silently.
     *
     * @param reason for a person to read
     */
    record Unsure(String reason) implements Outcome {}
}
