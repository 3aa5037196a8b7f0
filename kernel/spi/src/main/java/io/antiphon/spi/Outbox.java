package io.antiphon.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What has been decided and has not left yet: each action that names a connection, from its decision to its outcome. Guards judge
 * it at the last moment, then the connection's sink performs it; those of one conversation one after the other, in the order of the
 * journal. A service; thread-safe.
 */
@ProviderType
public interface Outbox {

    /** Where an action stands. */
    enum Stage {
        /** It waits for its time, for its turn in its conversation, or for a free place. */
        WAITING,
        /** A guard holds it, or its connection cannot speak. */
        HELD,
        /** Its sink is performing it. */
        PERFORMING,
        /** It failed and is tried again. */
        RETRYING,
        /** Nobody knows whether it left; a person says so. */
        UNSURE
    }

    /**
     * An action that has not left.
     *
     * @param decided what was decided
     * @param since when it came to this stage
     * @param until when it is looked at again; null if that does not depend on time
     * @param attempts how often its sink was asked since the process started
     * @param by which guard holds it; empty if none does
     * @param reason why it stands where it stands; empty if there is nothing to say
     */
    record Item(
            Entry.Decided decided,
            Stage stage,
            Instant since,
            @Nullable Instant until,
            int attempts,
            String by,
            String reason) {}

    /**
     * Which actions.
     *
     * @param stage only those; null for all
     * @param connection only this one's; null for all
     * @param after only those decided later; null for from the first
     * @param limit at most so many; 1 to 1,000
     */
    record Query(
            @Nullable Stage stage,
            @Nullable String connection,
            @Nullable Position after,
            int limit) {}

    /** How many actions of a connection stand where, and how many have left, were refused or failed since the process started. */
    record Count(
            String connection,
            long waiting,
            long held,
            long performing,
            long retrying,
            long unsure,
            long done,
            long refused,
            long failed) {}

    /** Actions in the order of their decisions. */
    List<Item> list(Query query);

    /** An action by its id; empty if it has left or never was. */
    Optional<Item> find(String action);

    /** What waits, by connection; also those that have nothing waiting but had. */
    List<Count> counts();

    /** Why nothing at all leaves now, whatever the guards that are here say: one is missing, for instance. Empty if that is not so. */
    String hindrance();

    /**
     * Takes an action out, for good: it is refused in the name of that person. Durable when it returns.
     *
     * @throws AntiphonException NOT_FOUND; CONFLICT while it is being performed, or if it is unsure
     */
    void discard(String action, String who, String reason);

    /**
     * Says what became of an action of which nobody knew: it happened, or it is to be offered again. Durable when it returns.
     *
     * @throws AntiphonException NOT_FOUND; CONFLICT if it is not unsure
     */
    void resolve(String action, boolean happened, String who, String reason);

    /** Guards may have changed their minds: what they hold is judged again now. */
    void reconsider();

    /**
     * Waits until every action that guards had allowed, or were being asked about, when this was called has its outcome; so whatever
     * a guard forbids from now on does not leave any more after it returned true.
     *
     * @return false if that took longer than the limit: some calls are still under way
     */
    boolean settle(Duration limit) throws InterruptedException;
}
