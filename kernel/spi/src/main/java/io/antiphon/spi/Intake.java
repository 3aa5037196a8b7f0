package io.antiphon.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a connection's source offers what it hears. Thread-safe.
 */
@ProviderType
public interface Intake {

    /**
     * Offers signals; returns only when all are durable. Acknowledge to the outside after that and never before. Either all
     * become durable or, when it throws, none. A signal with an external id that this connection offered before is
     * recognised and not heard again.
     *
     * @param signals at most 10,000
     * @return one receipt for each, in the same order
     * @throws AntiphonException BUSY if too much is offered, with the time to wait; UNAVAILABLE if the journal cannot be written
     *     (a full disk) or the connection is closing. The outside is to be told so, or to be asked again later
     */
    List<Receipt> accept(List<Signal> signals);

    /** Offers one signal; as {@link #accept(List)}. */
    default Receipt accept(Signal signal) {
        return accept(List.of(signal)).get(0);
    }

    /**
     * Like {@link #accept(List)}, but waits while too much is offered instead of throwing: for sources that pull and can
     * just stop pulling.
     *
     * @throws InterruptedException when the connection closes meanwhile
     */
    List<Receipt> acceptPatiently(List<Signal> signals) throws InterruptedException;

    /**
     * Keeps what cannot be read as a dead letter; returns only when it is durable. The same origin and bytes given again are kept
     * once.
     *
     * @param reason what is wrong with it, for who will mend it
     */
    void reject(Received received, String reason);

    /** What the source remembered under a key: a checkpoint, an ETag. Survives restarts. */
    Optional<String> recall(String key);

    /** Remembers durably; an empty value forgets. At most 1,000 keys and 64 KiB a value. */
    void remember(String key, String value);

    /** Says what the source is doing, for people who watch a long job: {@code survey.csv: 12,000 rows, 43 %}. Empty: nothing. */
    void progress(String what);

    /** Says that the far end answered, even if it had nothing new. */
    void alive();

    /** Says that the source is broken: the kernel closes it and starts a new one after a growing wait. */
    void failed(Throwable cause);
}
