package io.antiphon.journal;

import io.antiphon.spi.Journal.HeardQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that reads one segment, with its statements. Owned by one thread at a time. No result outlives a call. */
final class SegmentReader implements AutoCloseable {

    /** So many bytes of bodies at most are read in one call, beyond the first row. */
    static final long MOST_BYTES = 32L << 20;

    private static final String ROW = "SELECT position, kind, at, cause, crc, body FROM entry ";
    private static final int CACHE_KILOBYTES = 1024;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    SegmentReader(Path file) throws SQLException {
        this(Sqlite.reader(file, CACHE_KILOBYTES));
    }

    SegmentReader(Connection connection) {
        this.connection = connection;
    }

    List<Row> after(long position, int limit) throws SQLException {
        return rows(ROW + "WHERE position > ? ORDER BY position LIMIT ?", position, limit);
    }

    List<Row> before(long position, int limit) throws SQLException {
        return rows(ROW + "WHERE position < ? ORDER BY position DESC LIMIT ?", position, limit);
    }

    @Nullable
    Row get(long position) throws SQLException {
        List<Row> rows = rows(ROW + "WHERE position = ?", position);
        return rows.isEmpty() ? null : rows.get(0);
    }

    List<Row> causedBy(long position) throws SQLException {
        return rows(ROW + "WHERE cause = ? ORDER BY position", position);
    }

    /** The signals that stand in a range. */
    List<Row> heardBetween(long first, long last) throws SQLException {
        return rows(ROW + "WHERE position BETWEEN ? AND ? AND kind = 1 ORDER BY position", first, last);
    }

    /** The signals of the query within this segment. */
    List<Row> heard(HeardQuery query, long after, long before) throws SQLException {
        String order = query.newestFirst() ? " ORDER BY position DESC LIMIT ?" : " ORDER BY position LIMIT ?";
        String connectionName = query.connection();
        if (connectionName == null) {
            return rows(ROW + "WHERE position > ? AND position < ? AND kind = 1" + order, after, before, query.limit());
        }
        Long id = connectionId(connectionName);
        return id == null
                ? List.of()
                : rows(
                        ROW + "WHERE position > ? AND position < ? AND connection = ?" + order,
                        after,
                        before,
                        id,
                        query.limit());
    }

    @Nullable
    Long connectionId(String name) throws SQLException {
        PreparedStatement statement = prepare("SELECT id FROM connection WHERE name = ?");
        statement.setString(1, name);
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : null;
        }
    }

    long number(String sql) throws SQLException {
        try (ResultSet result = prepare(sql).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** What SQLite says of the file; {@code ok} if nothing. */
    String quickCheck() throws SQLException {
        return Sqlite.text(connection, "PRAGMA quick_check(1)");
    }

    private List<Row> rows(String sql, long... arguments) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setLong(i + 1, arguments[i]);
        }
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (bytes < MOST_BYTES && result.next()) {
                byte[] body = result.getBytes(6);
                bytes += body.length;
                rows.add(new Row(
                        result.getLong(1),
                        result.getInt(2),
                        result.getLong(3),
                        result.getLong(4),
                        result.getInt(5),
                        body));
            }
        }
        return rows;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // a connection that only read has nothing to lose
        }
    }
}
