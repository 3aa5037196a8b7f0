package io.antiphon.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One listener's server-sent events: an answer that stays open. Thread-safe; no method ever waits for the listener.
 *
 * <p>The kernel writes on threads of its own, sends heartbeats into a silence, and ends the stream of who has gone or takes nothing
 * for half a minute. What waits to be written is bounded to a mebibyte. A stream also ends when its connection stops or is swapped:
 * the listener comes back by itself and names the last event it has seen in the header {@code last-event-id} of its new request, so
 * give every event that must not be missed an id, and send what came after it when it is named.
 */
@ProviderType
public interface EventStream {

    /**
     * Sends an event.
     *
     * @param event its type, one line; empty for the type that browsers call {@code message}
     * @param id what a listener that comes back names, one line; empty for none
     * @param data the event itself, of any number of lines
     * @return false if it was not taken, because the stream has ended or too much waits to be written. In the latter case the stream
     *     ends once that is written; whoever listens comes back for the rest
     * @throws IllegalArgumentException if event or id holds a line break or a NUL
     */
    boolean send(String event, String id, String data);

    /** Whether it has not ended, as far as is known: of a listener that went silently it is known after a heartbeat or two. */
    boolean isOpen();

    /**
     * Runs something once when the stream has ended, for whatever reason; at once if it has. On a thread of the kernel's that others
     * wait for, so it must return quickly. What it throws is logged.
     */
    void onClose(Runnable told);

    /** Ends the stream once all that was sent before is written. */
    void close();

    /** What answers with a stream: the body of a {@link Response#events}. */
    @ConsumerType
    @FunctionalInterface
    interface Opening {
        /**
         * Begins a stream; called once, on the thread of the request, before anything is written. Keep the stream and return: it stays
         * open. What is sent here goes first.
         *
         * @throws Exception instead of a stream, answered as what a request's handling throws
         */
        void open(EventStream stream) throws Exception;
    }
}
