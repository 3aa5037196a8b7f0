package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.State;
import java.sql.SQLException;
import java.util.List;

/** The rows of one fold in memory, for tests of what reads them. Thread-safe. */
public final class MemoryState implements State, AutoCloseable {

    private final Fold fold;
    private final MemoryTx tx;

    /** The fold's tables, empty. */
    public MemoryState(Fold fold) throws SQLException {
        this.fold = fold;
        this.tx = MemoryTx.of(fold);
        fold.create(tx);
        tx.commit();
    }

    /** Folds entries and commits. */
    public synchronized void apply(List<Entry> entries) throws SQLException {
        fold.apply(entries, tx);
        tx.commit();
    }

    @Override
    public synchronized <T> T read(String name, Query<T> query) {
        if (!name.equals(fold.name())) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE, "The fold '" + name + "' has not been built yet");
        }
        try {
            return query.read(tx);
        } catch (SQLException e) {
            throw new AntiphonException(AntiphonException.Code.BROKEN, "The fold '" + name + "' cannot be read", e);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        tx.close();
    }
}
