package io.antiphon.spi;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A transaction on the state database, lent to a fold or a reader for the length of a call. Owned by
 * one thread. Committed and rolled back by who lent it, never by who uses it.
 */
@ProviderType
public interface Tx {

    /**
     * The real name of a fold's own table; it differs between versions of the fold, so that a new one
     * can be built beside the old one. Use it in every statement, also for index names.
     *
     * @param name lower-case letters, digits and underscores
     */
    String table(String name);

    /**
     * A statement, prepared once and kept for the same text; parameters of the last use are cleared.
     * Do not close it. Close result sets.
     *
     * @param sql in the common language of SQLite and PostgreSQL: ON CONFLICT, RETURNING, window functions
     */
    PreparedStatement prepare(String sql) throws SQLException;

    /**
     * Grows each time the ownership of the state changes hands. A fold that writes anywhere but
     * through this transaction hands it along, so that a former owner can be refused.
     */
    long epoch();
}
