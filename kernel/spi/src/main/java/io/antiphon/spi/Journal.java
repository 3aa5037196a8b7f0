package io.antiphon.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Everything that happened, in order. The only truth. A service; thread-safe. */
@ProviderType
public interface Journal {

    /**
     * The entries after a position, in order. An {@link Entry.Understood} holds its signal.
     *
     * @param limit at most so many; 1 to 10,000
     * @return empty if there is none yet
     */
    List<Entry> read(Position after, int limit);

    /** The entry at a position; empty if there never was one or it is gone by retention. */
    Optional<Entry> get(Position position);

    /** The entries that derive from the one at a position, directly, in order. */
    List<Entry> causedBy(Position position);

    /** The signals that a query asks for. */
    List<Entry.Heard> heard(HeardQuery query);

    /**
     * Calls the listener on a thread of its own with what stands after a position and then with what is appended, in order,
     * in batches of 1 to 1,000, until closed. A listener that throws is called again with the same entries after a wait.
     */
    AutoCloseable follow(Position after, Listener listener);

    /** The position of the last durable entry; {@link Position#START} if there is none. */
    Position end();

    /** The position before the first entry that is still there. */
    Position begin();

    /** What is on disk. */
    List<Segment> segments();

    /** Reads everything and says what is damaged; empty if nothing. Takes long; interruptible. */
    List<Problem> check() throws InterruptedException;

    /** Follows the journal. */
    @FunctionalInterface
    interface Listener {
        /** Takes entries. */
        void entries(List<Entry> entries) throws Exception;
    }

    /**
     * Which signals.
     *
     * @param after only later ones; null for from the beginning
     * @param before only earlier ones; null for to the end
     * @param connection only of this connection; null for all
     * @param newestFirst the order, and which end the limit keeps
     * @param limit at most so many; 1 to 1,000
     */
    record HeardQuery(
            @Nullable Position after,
            @Nullable Position before,
            @Nullable String connection,
            boolean newestFirst,
            int limit) {}

    /**
     * A file of the journal.
     *
     * @param name its file's name
     * @param first the position of its first entry
     * @param last the position of its last entry
     * @param entries how many it holds
     * @param bytes how large it is on disk
     * @param active whether it is being appended to
     */
    record Segment(String name, Position first, Position last, long entries, long bytes, boolean active) {}
}
