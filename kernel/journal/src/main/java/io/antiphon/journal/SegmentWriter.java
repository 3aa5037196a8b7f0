package io.antiphon.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connection that appends to the active segment. Owned by the journal's writer thread. */
final class SegmentWriter implements AutoCloseable {

    /** What this software writes and reads. A journal with a greater number is of a newer version. */
    static final int FORMAT = 2;

    static final int PAGE_BYTES = 8192;

    /** The offset of the last entry before this segment. */
    static final String AFTER = "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'after'";

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
        "INSERT OR REPLACE INTO meta VALUES ('format', '" + FORMAT + "')",
        "INSERT OR IGNORE INTO meta VALUES ('partition', '0')",
    };

    private final Connection connection;
    private final PreparedStatement insert;
    private final Statement plain;
    private final Map<String, Long> connections = new HashMap<>();
    private int waiting;

    /**
     * Opens a segment, making it if it is not there.
     *
     * @param after for a new one, the offset of the last entry before it
     */
    SegmentWriter(Path file, long after, Disk disk) throws SQLException {
        connection = Sqlite.writer(file, PAGE_BYTES, CACHE_KILOBYTES, AUTOCHECKPOINT_PAGES);
        try {
            plain = connection.createStatement();
            create(after);
            disk.opened(connection);
            insert = connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)");
        } catch (SQLException e) {
            closeQuietly();
            throw e;
        }
    }

    private void create(long after) throws SQLException {
        if (Sqlite.number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'entry_by_connection'") > 0
                && Sqlite.number(connection, "SELECT count(*) FROM meta WHERE name = 'partition'") == 1
                && Sqlite.number(connection, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'format'")
                        == FORMAT) {
            return;
        }
        begin();
        for (String sql : SCHEMA) {
            plain.execute(sql);
        }
        plain.execute("INSERT OR IGNORE INTO meta VALUES ('after', '" + after + "')");
        commit();
    }

    void after(long offset) throws SQLException {
        plain.execute("INSERT OR REPLACE INTO meta VALUES ('after', '" + offset + "')");
    }

    void begin() throws SQLException {
        plain.execute("BEGIN IMMEDIATE");
    }

    /** Adds one; it goes to SQLite with {@link #flush}. */
    void add(long position, long at, Encoded entry) throws SQLException {
        int kind = entry.kind().code();
        int crc = Checksum.ofRow(position, kind, at, entry.cause(), entry.crc());
        add(new Row(position, kind, at, entry.cause(), crc, entry.body()), entry.connection());
    }

    /** Adds one that was read from another segment. */
    void add(Row row) throws SQLException {
        add(row, row.kind() == Kind.HEARD.code() ? EntryReader.connection(row.body()) : null);
    }

    private void add(Row row, @Nullable String connectionName) throws SQLException {
        insert.setLong(1, row.position());
        insert.setInt(2, row.kind());
        insert.setLong(3, row.at());
        if (row.cause() == 0) {
            insert.setObject(4, null);
        } else {
            insert.setLong(4, row.cause());
        }
        if (connectionName == null) {
            insert.setObject(5, null);
        } else {
            insert.setLong(5, connectionId(connectionName));
        }
        insert.setInt(6, row.crc());
        insert.setBytes(7, row.body());
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
