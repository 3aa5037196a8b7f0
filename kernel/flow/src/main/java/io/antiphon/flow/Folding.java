package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import java.sql.SQLException;
import java.util.List;

/** Calls folds on the lane's thread, each within a savepoint of its own. Owned by the lane. */
final class Folding {

    /** What a fold is asked to do. */
    @FunctionalInterface
    interface Task<T> {
        /** Does it. */
        T run() throws Exception;
    }

    /** A fold threw in its time; its part is rolled back. */
    static final class Threw extends Exception {
        private static final long serialVersionUID = 1L;

        private final long took;
        private final Throwable thrown;

        Threw(Throwable thrown, long took) {
            super(thrown);
            this.thrown = thrown;
            this.took = took;
        }

        Throwable thrown() {
            return thrown;
        }

        long took() {
            return took;
        }
    }

    private final Database database;
    private final Post post;

    Folding(Database database, Post post) {
        this.database = database;
        this.post = post;
    }

    /**
     * Applies entries to a fold.
     *
     * @return the offset it has reached; if that is not the last entry's, it is quarantined or going away
     */
    long apply(Seat seat, Plug<? extends Fold> plug, List<Entry> entries) throws SQLException, Setback {
        try {
            return applied(seat, plug, entries) ? offset(entries.get(entries.size() - 1)) : seat.position;
        } catch (Threw e) {
            plug.failed(e.took(), e.thrown());
        }
        long reached = seat.position;
        for (Entry entry : entries) {
            try {
                if (!applied(seat, plug, List.of(entry))) {
                    return reached;
                }
            } catch (Threw e) {
                plug.failed(e.took(), e.thrown());
                plug.quarantine("threw on the entry " + entry.position() + ": " + Plug.describe(e.thrown()));
                return reached;
            }
            reached = offset(entry);
        }
        return reached;
    }

    private boolean applied(Seat seat, Plug<? extends Fold> plug, List<Entry> entries)
            throws SQLException, Setback, Threw {
        Fold fold = plug.service();
        return called(seat, plug, () -> {
            fold.apply(entries, seat.tx);
            return true;
        });
    }

    /** Lets a fold make its tables; false if it may not be called. */
    boolean create(Seat seat, Plug<? extends Fold> plug) throws SQLException, Setback, Threw {
        return called(seat, plug, () -> {
            plug.service().create(seat.tx);
            return true;
        });
    }

    private boolean called(Seat seat, Plug<?> plug, Task<Boolean> task) throws SQLException, Setback, Threw {
        if (!plug.callable()) {
            return false;
        }
        database.execute("SAVEPOINT fold");
        try {
            boolean done = call(seat, plug, task);
            database.execute("RELEASE fold");
            return done;
        } catch (Threw e) {
            database.execute("ROLLBACK TO fold");
            database.execute("RELEASE fold");
            throw e;
        } catch (Gone e) {
            database.execute("RELEASE fold");
            return false;
        }
    }

    /** A plugin went away just before it was called. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Calls a fold with its transaction lent. */
    <T> T call(Seat seat, Plug<?> plug, Task<T> task) throws Setback, Threw {
        Call call = post.begin(plug);
        if (call == null) {
            throw new Gone();
        }
        long began = System.nanoTime();
        T result = null;
        Throwable failure = null;
        seat.tx.lend();
        try {
            result = task.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        seat.tx.takeBack();
        Call.End end = call.end();
        long took = System.nanoTime() - began;
        if (end == Call.End.TAKEN) {
            throw new Abandoned();
        }
        if (end == Call.End.LATE) {
            throw new Setback("The " + plug + " " + plug.quarantine());
        }
        if (failure == null && result != null) {
            plug.succeeded(took);
            return result;
        }
        Throwable thrown = failure == null ? new NullPointerException("it returned null") : failure;
        if (Database.isOwn(thrown)) {
            throw new Setback("The state cannot be written: " + thrown.getMessage(), thrown);
        }
        throw new Threw(thrown, took);
    }

    static long offset(Entry entry) {
        return entry.position().offset();
    }
}
