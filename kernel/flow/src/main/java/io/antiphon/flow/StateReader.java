package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the state beside its writer: few connections, each read as of one moment, none for long. */
final class StateReader implements State, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    /** A connection of the pool. */
    private record Reader(Database database, int generation) {}

    private final Path file;
    private final Semaphore free;
    private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();
    private final Map<Reader, Long> busy = new ConcurrentHashMap<>();
    private volatile int generation;
    private volatile boolean closed;

    StateReader(Path folder, int readers) {
        this.file = folder.resolve("state.db");
        this.free = new Semaphore(readers, true);
    }

    @Override
    public <T> T read(String fold, Query<T> query) {
        take(fold);
        Reader reader = null;
        boolean sound = false;
        try {
            reader = reader(fold);
            busy.put(reader, System.nanoTime());
            T result = read(reader.database(), fold, query);
            sound = true;
            return result;
        } catch (SQLException e) {
            throw new AntiphonException(
                    Code.BROKEN, "The rows of the fold '" + fold + "' cannot be read: " + e.getMessage(), e);
        } finally {
            if (reader != null) {
                busy.remove(reader);
                giveBack(reader, sound);
            }
            free.release();
        }
    }

    private void take(String fold) {
        try {
            if (!closed && free.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AntiphonException(
                Code.UNAVAILABLE,
                "Too many read the state, so that the fold '" + fold + "' could not be read",
                Duration.ofSeconds(1),
                null);
    }

    private Reader reader(String fold) throws SQLException {
        Reader reader = idle.poll();
        if (reader != null && reader.generation() == generation) {
            return reader;
        }
        if (reader != null) {
            close(reader);
        }
        if (!Files.exists(file)) {
            throw notBuilt(fold);
        }
        return new Reader(Database.reading(file), generation);
    }

    private <T> T read(Database database, String fold, Query<T> query) throws SQLException {
        database.execute("BEGIN");
        StateTx tx = null;
        try {
            tx = serving(database, fold);
            tx.lend();
            return query.read(tx);
        } finally {
            if (tx != null) {
                tx.takeBack();
            }
            database.execute("ROLLBACK");
            database.trim();
        }
    }

    private static StateTx serving(Database database, String fold) throws SQLException {
        PreparedStatement find = database.prepare("SELECT version, (SELECT value FROM flow_mark WHERE name = 'epoch')"
                + " FROM flow_fold WHERE name = ? AND serving = 1");
        find.setString(1, fold);
        try (ResultSet rows = find.executeQuery()) {
            if (!rows.next()) {
                throw notBuilt(fold);
            }
            return new StateTx(database, fold, rows.getInt(1), rows.getLong(2));
        }
    }

    private static AntiphonException notBuilt(String fold) {
        return new AntiphonException(
                Code.UNAVAILABLE, "The fold '" + fold + "' has not been built yet", Duration.ofSeconds(2), null);
    }

    private void giveBack(Reader reader, boolean sound) {
        if (sound && !closed && reader.generation() == generation) {
            idle.add(reader);
        } else {
            close(reader);
        }
    }

    private static void close(Reader reader) {
        try {
            reader.database().close();
        } catch (SQLException e) {
            LOG.warn("A reader of {} could not be closed: {}", reader.database().file(), e.getMessage());
        }
    }

    /** Ends reads that hold their moment for too long, which would let the write-ahead log grow. */
    void limit() {
        long now = System.nanoTime();
        busy.forEach((reader, since) -> {
            if (now - since > LONGEST) {
                reader.database().interrupt();
            }
        });
    }

    /** The file is replaced: connections to it are not used again. */
    void retire() {
        generation++;
        closeIdle();
    }

    private void closeIdle() {
        for (@Nullable Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            close(reader);
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
