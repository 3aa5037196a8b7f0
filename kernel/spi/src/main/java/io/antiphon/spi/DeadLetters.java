package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What could not be read, kept whole until it can. A service; thread-safe. */
@ProviderType
public interface DeadLetters {

    /**
     * Keeps one; returns when it is durable. The same connection, origin and bytes are kept once.
     *
     * @return its id
     */
    long keep(String connection, Received received, String reason);

    /** A page, newest first, before an id (null: from the newest), of a connection (null: all). */
    List<DeadLetter> page(@Nullable String connection, @Nullable Long before, int limit);

    /** One of them. */
    Optional<DeadLetter> get(long id);

    /** How many there are, of a connection (null: all). */
    long count(@Nullable String connection);

    /** Notes that another attempt failed. */
    void failedAgain(long id, String reason);

    /** Takes it away: it was heard at last, or a person dropped it. */
    void remove(long id);

    /**
     * A letter nobody could read.
     *
     * @param attempts how often reading it failed, 1 at first
     */
    record DeadLetter(long id, String connection, Instant at, Received received, String reason, int attempts) {}
}
