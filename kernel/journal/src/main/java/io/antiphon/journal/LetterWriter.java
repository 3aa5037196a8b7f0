package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes dead letters. Whoever gets the pen writes for all who wait for it, with one fsync. Thread-safe. */
final class LetterWriter {

    private static final int MOST_AT_ONCE = 1_000;
    private static final String[] SCHEMA = {
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS letter (id INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT NOT NULL,"
                + " at INTEGER NOT NULL, origin TEXT NOT NULL, hash BLOB NOT NULL, headers TEXT NOT NULL,"
                + " reason TEXT NOT NULL, attempts INTEGER NOT NULL, body BLOB NOT NULL)",
        "CREATE UNIQUE INDEX IF NOT EXISTS letter_once ON letter (connection, origin, hash)",
        "CREATE INDEX IF NOT EXISTS letter_by_connection ON letter (connection, id)",
    };
    private static final String INSERT =
            "INSERT INTO letter (connection, at, origin, hash, headers, reason, attempts, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING";
    private static final String FIND = "SELECT id FROM letter WHERE connection = ? AND origin = ? AND hash = ?";

    private final Path file;
    private final Connection connection;
    private final InstantSource clock;
    private final Disk disk;
    private final Object pen = new Object();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private volatile long kept;

    LetterWriter(Path file, Connection connection, InstantSource clock, Disk disk) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.clock = clock;
        this.disk = disk;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT connection, count(*) FROM letter GROUP BY 1")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
    }

    private static final class Waiting {
        private final Letter letter;
        private long id;
        private boolean fresh;
        private @Nullable AntiphonException failure;

        Waiting(Letter letter) {
            this.letter = letter;
        }
    }

    static void create(Connection connection, int format) throws SQLException {
        Sqlite.run(connection, "BEGIN IMMEDIATE");
        for (String sql : SCHEMA) {
            Sqlite.run(connection, sql);
        }
        Sqlite.run(connection, "INSERT OR IGNORE INTO meta VALUES ('format', '" + format + "')");
        Sqlite.run(connection, "COMMIT");
    }

    long keep(Letter letter) {
        Waiting mine = new Waiting(letter);
        synchronized (waiting) {
            waiting.add(mine);
        }
        synchronized (pen) {
            while (mine.id == 0 && mine.failure == null) {
                write(next());
            }
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.id;
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && group.size() < MOST_AT_ONCE) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    private void write(List<Waiting> group) {
        try {
            inTransaction(group.size(), () -> {
                for (Waiting one : group) {
                    insert(one);
                }
            });
            for (Waiting one : group) {
                if (one.fresh) {
                    kept++;
                    counts.merge(one.letter.connection(), 1L, Long::sum);
                }
            }
        } catch (SQLException e) {
            for (Waiting one : group) {
                one.id = 0;
                one.failure = Sqlite.unavailable(file, e);
            }
        }
    }

    private void insert(Waiting one) throws SQLException {
        Letter letter = one.letter;
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement find = connection.prepareStatement(FIND)) {
            insert.setString(1, letter.connection());
            insert.setLong(2, EntryReader.micros(clock.instant()));
            insert.setString(3, letter.origin());
            insert.setBytes(4, letter.hash());
            insert.setString(5, letter.headers());
            insert.setString(6, letter.reason());
            insert.setBytes(7, letter.body());
            one.fresh = insert.executeUpdate() > 0;
            find.setString(1, letter.connection());
            find.setString(2, letter.origin());
            find.setBytes(3, letter.hash());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                one.id = row.getLong(1);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(int letters, Work work) throws SQLException {
        Sqlite.run(connection, "BEGIN IMMEDIATE");
        try {
            work.run();
            disk.committing(letters);
            Sqlite.run(connection, "COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(SQLException because) {
        try {
            Sqlite.run(connection, "ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    void failedAgain(long id, String reason) {
        change(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE letter SET attempts = attempts + 1, reason = ? WHERE id = ?")) {
                statement.setString(1, reason);
                statement.setLong(2, id);
                statement.executeUpdate();
            }
        });
    }

    void remove(long id) {
        change(() -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM letter WHERE id = ? RETURNING connection")) {
                statement.setLong(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        counts.computeIfPresent(row.getString(1), (name, count) -> count > 1 ? count - 1 : null);
                    }
                }
            }
        });
    }

    private void change(Work work) {
        synchronized (pen) {
            try {
                inTransaction(1, work);
            } catch (SQLException e) {
                throw Sqlite.unavailable(file, e);
            }
        }
    }

    long count(@Nullable String name) {
        return name == null
                ? counts.values().stream().mapToLong(Long::longValue).sum()
                : counts.getOrDefault(name, 0L);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    long kept() {
        return kept;
    }

    /** Copies what can be read of a damaged file, up to the first letter that cannot. */
    static long salvage(Path damaged, Connection fresh) throws SQLException {
        long saved = 0;
        try (Connection old = Sqlite.plain(damaged);
                Statement select = old.createStatement();
                ResultSet rows = select.executeQuery("SELECT * FROM letter ORDER BY id");
                PreparedStatement insert =
                        fresh.prepareStatement("INSERT INTO letter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            while (rows.next()) {
                for (int column = 1; column <= 9; column++) {
                    insert.setObject(column, rows.getObject(column));
                }
                insert.executeUpdate();
                saved++;
            }
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
        }
        return saved;
    }

    void close() throws SQLException {
        synchronized (pen) {
            connection.close();
        }
    }
}
