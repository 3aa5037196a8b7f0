package io.antiphon.flow;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What outlives a rebuilding of the state: what connections remember, and how far decisions have been made. Thread-safe. */
final class Memory implements AutoCloseable {

    private static final int MOST_KEYS = 1_000;
    private static final int MOST_BYTES = 64 << 10;
    private static final String DECIDED = "decided";

    private final Database database;

    private Memory(Database database) {
        this.database = database;
    }

    /** Opens the memory in a folder. */
    static Memory open(Path folder) throws SQLException {
        return new Memory(Database.open(folder.resolve("memory.db"), List.of("001-memory.sql"), Database.Sync.FULL));
    }

    synchronized Optional<String> recall(String connection, String key) {
        try {
            PreparedStatement find = database.prepare("SELECT value FROM memory WHERE connection = ? AND name = ?");
            find.setString(1, connection);
            find.setString(2, key);
            try (ResultSet rows = find.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable("cannot be read", e);
        }
    }

    synchronized void remember(String connection, String key, String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new AntiphonException(
                    Code.TOO_LARGE, "What " + connection + " wants to remember under '" + key + "' exceeds 64 KiB");
        }
        try {
            if (value.isEmpty()) {
                PreparedStatement forget = database.prepare("DELETE FROM memory WHERE connection = ? AND name = ?");
                forget.setString(1, connection);
                forget.setString(2, key);
                forget.executeUpdate();
                return;
            }
            if (recall(connection, key).isEmpty() && keys(connection) >= MOST_KEYS) {
                throw new AntiphonException(
                        Code.TOO_LARGE, connection + " remembers " + MOST_KEYS + " keys already; forget some first");
            }
            PreparedStatement keep = database.prepare("INSERT INTO memory (connection, name, value) VALUES (?, ?, ?)"
                    + " ON CONFLICT (connection, name) DO UPDATE SET value = excluded.value");
            keep.setString(1, connection);
            keep.setString(2, key);
            keep.setString(3, value);
            keep.executeUpdate();
        } catch (SQLException e) {
            throw unavailable("cannot be written", e);
        }
    }

    private long keys(String connection) throws SQLException {
        PreparedStatement count = database.prepare("SELECT count(*) FROM memory WHERE connection = ?");
        count.setString(1, connection);
        try (ResultSet rows = count.executeQuery()) {
            return rows.getLong(1);
        }
    }

    /** Up to which offset decisions have certainly been made; 0 if that is not known. */
    synchronized long decided() throws SQLException {
        PreparedStatement find = database.prepare("SELECT value FROM mark WHERE name = ?");
        find.setString(1, DECIDED);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    synchronized void decided(long offset) throws SQLException {
        PreparedStatement keep = database.prepare("INSERT INTO mark (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        keep.setString(1, DECIDED);
        keep.setLong(2, offset);
        keep.executeUpdate();
    }

    private AntiphonException unavailable(String what, SQLException cause) {
        return new AntiphonException(Code.UNAVAILABLE, database.file() + " " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public synchronized void close() throws SQLException {
        database.close();
    }
}
