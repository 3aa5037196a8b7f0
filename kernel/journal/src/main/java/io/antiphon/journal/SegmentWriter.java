package io.antiphon.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The connection that appends to the active segment. Owned by the journal's writer thread. */
final class SegmentWriter implements AutoCloseable {

    /** What this software writes and reads. A journal with a greater number is of a newer version. */
    static final int FORMAT = 1;

    static final int PAGE_BYTES = 8192;

    private static final int CACHE_KILOBYTES = 16 << 10;
    /** A backstop only: the keeper checkpoints long before. */
    private static final int AUTOCHECKPOINT_PAGES = (256 << 20) / PAGE_BYTES;

    private static final String[] SCHEMA = {
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS connection (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        "CREATE TABLE IF NOT EXISTS entry (position INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL,"
                + " cause INTEGER, connection INTEGER, crc INTEGER NOT NULL, body BLOB NOT NULL)",
        "CREATE INDEX IF NOT EXISTS entry_by_cause ON entry (cause) WHERE cause IS NOT NULL",
        "CREATE INDEX IF NOT EXISTS entry_by_connection ON entry (connection, position)"
                + " WHERE connection IS NOT NULL",
        "INSERT OR IGNORE INTO meta VALUES ('format', '" + FORMAT + "')",
        "INSERT OR IGNORE INTO meta VALUES ('partition', '0')",
    };

    private final Connection connection;
    private final PreparedStatement insert;
    private final Statement plain;
    private final Map<String, Long> connections = new HashMap<>();
    private int waiting;

    SegmentWriter(Path file, Disk disk) throws SQLException {
        connection = Sqlite.writer(file, PAGE_BYTES, CACHE_KILOBYTES, AUTOCHECKPOINT_PAGES);
        try {
            plain = connection.createStatement();
            create();
            disk.opened(connection);
            insert = connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)");
        } catch (SQLException e) {
            closeQuietly();
            throw e;
        }
    }

    private void create() throws SQLException {
        if (Sqlite.number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'entry_by_connection'") > 0
                && Sqlite.number(connection, "SELECT count(*) FROM meta WHERE name IN ('format', 'partition')") == 2) {
            return;
        }
        begin();
        for (String sql : SCHEMA) {
            plain.execute(sql);
        }
        commit();
    }

    void begin() throws SQLException {
        plain.execute("BEGIN IMMEDIATE");
    }

    /** Adds one; it goes to SQLite with {@link #flush}. */
    void add(long position, long at, Encoded entry) throws SQLException {
        insert.setLong(1, position);
        insert.setInt(2, entry.kind().code());
        insert.setLong(3, at);
        if (entry.cause() == 0) {
            insert.setObject(4, null);
        } else {
            insert.setLong(4, entry.cause());
        }
        String name = entry.connection();
        if (name == null) {
            insert.setObject(5, null);
        } else {
            insert.setLong(5, connectionId(name));
        }
        insert.setInt(6, Checksum.ofRow(position, entry.kind().code(), at, entry.cause(), entry.crc()));
        insert.setBytes(7, entry.body());
        insert.addBatch();
        waiting++;
    }

    void flush() throws SQLException {
        if (waiting > 0) {
            waiting = 0;
            insert.executeBatch();
        }
    }

    /** Returns when everything is on the disk. */
    void commit() throws SQLException {
        plain.execute("COMMIT");
    }

    private long connectionId(String name) throws SQLException {
        Long known = connections.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO connection (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = name RETURNING id")) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long id = result.getLong(1);
                connections.put(name, id);
                return id;
            }
        }
    }

    long last() throws SQLException {
        return Sqlite.number(connection, "SELECT max(position) FROM entry");
    }

    /** Copies what is left in the log into the file, so that the log starts over; a reader in its way is left alone. */
    void checkpoint() throws SQLException {
        Sqlite.run(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is given up because of an earlier failure, which is told
        }
    }
}
