package io.antiphon.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The speaking half of a connection. Asked only for actions that all guards have allowed.
 *
 * <p>Called on a thread of the kernel's, one call at a time for a conversation, several at a time for
 * different ones. A call is interrupted after 60 seconds.
 */
@ConsumerType
@FunctionalInterface
public interface Sink {

    /**
     * Performs an action. The same action may be offered again after a crash: deduplicate on {@link
     * Action#id} where the outside can (Message-ID, Idempotency-Key), and say so with {@link #idempotent}.
     *
     * @return what became of it
     * @throws Exception if it failed in a way that may pass; the kernel tries again with growing waits
     */
    Outcome perform(Action action) throws Exception;

    /**
     * Whether performing the same action twice does no more than once. If not (the default), an action
     * interrupted by a crash becomes {@link Outcome.Unsure} and a person is asked.
     */
    default boolean idempotent() {
        return false;
    }

    /** A sink run as a Camel route: sends what the function makes of the action. */
    static Sink to(String camelUri, Writing writing) {
        return new RouteSink(camelUri, writing);
    }

    /** Makes an exchange of an action. Any thread, concurrently. */
    @FunctionalInterface
    interface Writing {
        /** The body and headers to send. */
        Received write(Action action) throws Exception;
    }

    /** A sink the kernel runs as a Camel route. */
    record RouteSink(String camelUri, Writing writing) implements Sink {
        @Override
        public Outcome perform(Action action) {
            throw new UnsupportedOperationException("The kernel runs a route: " + camelUri);
        }
    }
}
