package io.antiphon.spi;

import java.sql.SQLException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The fold that knows who speaks. The road gives it each entry before all other folds and before it asks anybody about it: by
 * {@link #recognise} what is to be decided about, by {@link #apply} what only has to be known.
 */
@ProviderType
public interface Recognition extends Fold {

    /**
     * Applies entries as {@link #apply} does, leaving the same rows, and tells whom each concerns, as known right after that entry
     * was applied and nothing after it. So the answers do not depend on how the entries are put into batches.
     *
     * @param entries 1 to 1,000 entries in the order of the journal
     * @return one for each entry, in the same order: for an {@link Entry.Heard} who gave it and the links it showed; for an
     *     {@link Entry.Performed} its profile; for an {@link Entry.Commanded} the profile its subject names, by its id or one it
     *     had before it was joined to another; {@link Recognised#NOBODY} for all others
     */
    List<Recognised> recognise(List<Entry> entries, Tx tx) throws SQLException;

    /**
     * One of the same name, version and rules that remembers nothing of what this one was given, to make the same rows in
     * another place, on another thread and at the same time.
     */
    Recognition another();

    /**
     * Whom an entry concerns.
     *
     * @param profile {@link Profile#ANONYMOUS} if nobody known
     * @param links the links between identities that this signal was the evidence for: insights of type {@code link}
     */
    record Recognised(Profile profile, List<Insight> links) {

        /** Nobody known, and no links. */
        public static final Recognised NOBODY = new Recognised(Profile.ANONYMOUS, List.of());

        /** Copies. */
        public Recognised {
            links = List.copyOf(links);
        }

        /** Somebody, and no links. */
        public static Recognised of(Profile profile) {
            return profile.anonymous() ? NOBODY : new Recognised(profile, List.of());
        }
    }
}
