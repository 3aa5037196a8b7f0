package io.antiphon.spi;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The fold that knows who speaks. The road applies it before all other folds and before it asks
 * enrichers, and then asks it about the same entries in the same transaction.
 */
@ProviderType
public interface Recognition extends Fold {

    /**
     * Who gave each signal, after these entries were applied.
     *
     * @return one for each signal, in the same order
     */
    List<Recognised> recognise(List<Entry.Heard> signals, Tx tx) throws SQLException;

    /** A profile by its id, or by an id it had before it was joined to another. */
    Optional<Profile> profile(String id, Tx tx) throws SQLException;

    /**
     * Who gave a signal.
     *
     * @param profile {@link Profile#ANONYMOUS} if nobody known
     * @param links the links between identities that this signal was the evidence for: insights of type {@code link}
     */
    record Recognised(Profile profile, List<Insight> links) {
        /** Copies. */
        public Recognised {
            links = List.copyOf(links);
        }
    }
}
