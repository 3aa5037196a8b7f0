package io.antiphon.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides what to do about an entry. A service; named by {@link Named}.
 *
 * <p>Pure: the same entry and profile give the same actions. No clock (the time is {@link Entry#at}),
 * no randomness, no input or output. Hence replay, dry run and property tests.
 *
 * <p>Asked once about each {@link Entry.Understood} (which holds the signal), {@link Entry.Performed} and
 * {@link Entry.Commanded}, in the order of the journal for one profile, by several threads for different profiles.
 * Timed and quarantined like an {@link Enricher}.
 */
@ConsumerType
@FunctionalInterface
public interface Policy {

    /**
     * What to do.
     *
     * @param entry what happened
     * @param profile whom it concerns; {@link Profile#ANONYMOUS} if nobody known
     * @return at most 64 actions without ids; empty for nothing
     */
    List<Action> decide(Entry entry, Profile profile) throws Exception;
}
