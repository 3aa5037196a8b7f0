package io.antiphon.spi;

import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/** The folds' rows, for reading. A service; thread-safe. */
@ProviderType
public interface State {

    /**
     * Reads the rows of the version of a fold that serves now, as of one moment.
     *
     * @throws AntiphonException UNAVAILABLE if that fold has not been built yet
     */
    <T> T read(String fold, Query<T> query);

    /** Reads rows. */
    @FunctionalInterface
    interface Query<T> {
        /** The result; not null. */
        T read(Tx tx) throws SQLException;
    }
}
