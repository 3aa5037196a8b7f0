package io.antiphon.spi;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.versioning.ProviderType;

/** The speaking halves of connections, for the outbox, which alone may call them. A service; thread-safe. */
@ProviderType
public interface Sinks {

    /** How a connection can speak now; empty if there is no such connection. */
    Optional<Voice> find(String connection);

    /**
     * Lets a connection's sink perform an action and waits for it.
     *
     * @throws AntiphonException UNAVAILABLE if the connection cannot speak now; it has not been asked, and nothing has left
     * @throws TimeoutException if it did not return in its time; nobody knows what it did
     * @throws InterruptedException if the calling thread was interrupted; nobody knows what it did
     * @throws Exception what the sink threw: it did not happen, and may be tried again
     */
    Outcome perform(String connection, Action action) throws Exception;

    /**
     * How a connection can speak.
     *
     * @param ready whether it would be asked
     * @param idempotent whether performing the same action twice does no more than once
     * @param reason why it is not ready; empty if it is
     */
    record Voice(boolean ready, boolean idempotent, String reason) {}
}
