package io.antiphon.spi;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The hearing half of a connection.
 *
 * <p>Most sources come from the factories below, which let the kernel do the work: {@link #from} for
 * a Camel route, {@link #poll} for something to look at again and again, {@link #webhook} for what is
 * pushed, {@link #door} for what asks and wants an answer. Such a source is a description; the kernel runs it. Implement the interface only for what
 * none of them can do.
 */
@ConsumerType
public interface Source {

    /**
     * Starts hearing. Called once, on a thread of the kernel's; must return within seconds and leave
     * the work to threads of its own. It offers signals to the intake until closed, and tells the
     * intake about trouble with {@link Intake#failed}, upon which the kernel closes it and starts a new one
     * after a wait.
     *
     * @return closes it: no signal is offered after that returns; called once, must return within 10 seconds
     * @throws Exception if it cannot start; the kernel tries again with growing waits
     */
    AutoCloseable start(Intake intake) throws Exception;

    /**
     * Reads again what was once unreadable (a dead letter), with the present settings. Any thread.
     *
     * @return the signals in it, as they would have been offered
     * @throws Exception if it is still unreadable; the message says why
     */
    default List<Signal> reread(Received received) throws Exception {
        throw new AntiphonException(
                AntiphonException.Code.CONFLICT,
                "This source cannot read single letters again; offer the original again");
    }

    /** A source run as a Camel route, where each exchange is one signal. */
    static Source from(String camelUri, Reading reading) {
        return new RouteSource(camelUri, received -> List.of(reading.read(received)));
    }

    /** A source run as a Camel route, where an exchange may hold any number of signals. */
    static Source fromEach(String camelUri, Readings readings) {
        return new RouteSource(camelUri, readings);
    }

    /** A source that the kernel asks each time an interval has passed since it last finished. */
    static Source poll(Duration interval, Poll poll) {
        return new PollSource(interval, poll, received -> {
            throw new AntiphonException(
                    AntiphonException.Code.CONFLICT,
                    "This source cannot read single letters again; offer the original again");
        });
    }

    /** The same, able to read dead letters again. */
    static Source poll(Duration interval, Poll poll, Readings reread) {
        return new PollSource(interval, poll, reread);
    }

    /** A source for what is pushed at {@code /hooks/CONNECTION}. */
    static Source webhook(Verifier verifier, Readings readings) {
        return new WebhookSource(verifier, readings);
    }

    /**
     * A source that answers requests itself: what comes to any path below {@code /hooks/CONNECTION/} by {@code GET}, {@code POST} or
     * {@code OPTIONS}, and to that address itself by {@code POST}. Everybody can ask there: the door decides whom it answers.
     */
    static Source door(Doorkeeper doorkeeper) {
        return new DoorSource(doorkeeper);
    }

    /** Reads one signal. Any thread, concurrently. What it throws makes the received a dead letter. */
    @FunctionalInterface
    interface Reading {
        /** The signal in it. */
        Signal read(Received received) throws Exception;
    }

    /** Reads any number of signals. Any thread, concurrently. What it throws makes the received a dead letter. */
    @FunctionalInterface
    interface Readings {
        /** The signals in it, in order; empty if there is nothing to hear in it. All or none. */
        List<Signal> read(Received received) throws Exception;

        /**
         * Reads what can be read and hands over what cannot, so that one bad part does not silence the rest. The kernel
         * calls this one: each part handed over is durable before the signals are offered, and only then is the outside
         * acknowledged. It may be called again with the same received, if the signals could not be taken; the same part
         * is then kept once. Unless overridden it is all or none.
         *
         * @param unreadable takes each part as a dead letter of its own, in a form that {@link #read(Received)} can read
         * @return the signals in the rest
         * @throws Exception if it cannot be read at all, which makes the whole of it a dead letter
         */
        default List<Signal> read(Received received, Unreadable unreadable) throws Exception {
            return read(received);
        }
    }

    /** Takes the parts of something received that cannot be read; the kernel's {@link Intake#reject} is one. */
    @FunctionalInterface
    interface Unreadable {
        /** Keeps a part as a dead letter; returns only when it is durable. */
        void reject(Received part, String reason);
    }

    /** Looks for what is new. */
    @FunctionalInterface
    interface Poll {
        /**
         * Looks once and offers what is new. One call at a time. It is interrupted when the connection
         * closes, and must then return soon. What it throws makes the connection {@code failing} and is
         * tried again with growing waits.
         */
        void run(Intake intake) throws Exception;
    }

    /** Decides whether a pushed request is genuine. */
    @FunctionalInterface
    interface Verifier {
        /** Trusts everybody who knows the address. */
        Verifier NONE = request -> {};

        /**
         * Returns if the request is genuine.
         *
         * @throws AntiphonException UNAUTHENTICATED if it is not; the message says what is wrong without
         *     helping to forge it
         */
        void verify(Request request);
    }

    /** Opens the door of a connection. */
    @FunctionalInterface
    interface Doorkeeper {
        /**
         * Opens it. Called once when the connection starts, on a thread of the kernel's; must return within seconds.
         *
         * @param intake where it offers what it hears, from its requests' threads or its own, until it is closed
         * @throws Exception if it cannot be opened; the kernel tries again with growing waits
         */
        Door open(Intake intake) throws Exception;
    }

    /**
     * What answers at a connection's address.
     *
     * <p>While the connection is being swapped, requests are held for some seconds, as those of a webhook are; event streams end,
     * and their listeners come back.
     */
    @FunctionalInterface
    interface Door extends AutoCloseable {
        /**
         * Answers. Any thread, up to 64 at a time for a connection, who comes then is told to come back; interrupted after 30 seconds.
         * Acknowledge what was said only after {@link Intake#accept(List)} has returned.
         *
         * @param request with the parameters {@code connection}, the connection's id, and {@code path}, what stands below its address:
         *     {@code widget.js} of {@code /hooks/chat/widget.js}, empty for the address itself. Headers of who asks are as they
         *     came, {@code authorization} too; nobody has looked at them. A {@code HEAD} comes as a {@code GET}
         * @return also with {@link Response#events}
         * @throws Exception as of {@link Endpoint#handle}; what is no {@link AntiphonException} and no {@link
         *     IllegalArgumentException} is also shown as the connection's trouble
         */
        Response answer(Request request) throws Exception;

        /** Called once, when no request is in it and its event streams have ended; must return within 10 seconds. */
        @Override
        default void close() throws Exception {}
    }

    /** A source the kernel runs as a Camel route. */
    record RouteSource(String camelUri, Readings readings) implements Source {
        @Override
        public AutoCloseable start(Intake intake) {
            throw new UnsupportedOperationException("The kernel runs a route: " + camelUri);
        }

        @Override
        public List<Signal> reread(Received received) throws Exception {
            return readings.read(received);
        }
    }

    /** A source the kernel asks at intervals. */
    record PollSource(Duration interval, Poll poll, Readings readings) implements Source {
        @Override
        public AutoCloseable start(Intake intake) {
            throw new UnsupportedOperationException("The kernel runs a poll");
        }

        @Override
        public List<Signal> reread(Received received) throws Exception {
            return readings.read(received);
        }
    }

    /** A source the kernel's front door feeds. */
    record WebhookSource(Verifier verifier, Readings readings) implements Source {
        @Override
        public AutoCloseable start(Intake intake) {
            throw new UnsupportedOperationException("The kernel runs a webhook");
        }

        @Override
        public List<Signal> reread(Received received) throws Exception {
            return readings.read(received);
        }
    }

    /** A source behind the kernel's front door. */
    record DoorSource(Doorkeeper doorkeeper) implements Source {
        @Override
        public AutoCloseable start(Intake intake) {
            throw new UnsupportedOperationException("The kernel opens a door");
        }
    }
}
