package io.antiphon.spi;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether an action may leave. A service; named by {@link Named}.
 *
 * <p>Asked at the last moment before a sink performs, about every action, by any thread. All guards must
 * allow it. Fails closed: one that throws or does not answer within its time counts as {@link Verdict.Hold}, and so does
 * a guard that is not there though the configuration requires it, or though it was there and no person has released it since.
 */
@ConsumerType
@FunctionalInterface
public interface Guard {

    /** The verdict. */
    Verdict judge(Action action, Profile profile) throws Exception;

    /** What a guard says. */
    sealed interface Verdict {

        /** It may leave. */
        record Allow() implements Verdict {}

        /**
         * Not now.
         *
         * @param until when to ask again
         * @param reason for a person to read
         */
        record Hold(Instant until, String reason) implements Verdict {}

        /**
         * Never.
         *
         * @param reason for a person to read
         */
        record Deny(String reason) implements Verdict {}

        /** It may leave. */
        Verdict ALLOW = new Allow();
    }
}
