package io.antiphon.tck;

import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A transaction on a SQLite database in memory, with the tables of one fold. Owned by one thread. */
public final class MemoryTx implements Tx, AutoCloseable {

    private final Connection connection;
    private final String prefix;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private MemoryTx(Connection connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /** An empty database for a fold, whose tables are not made yet. */
    public static MemoryTx of(Fold fold) throws SQLException {
        return of(fold.name() + "_" + fold.version());
    }

    /** An empty database whose tables' names start with a prefix. */
    public static MemoryTx of(String prefix) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        connection.setAutoCommit(false);
        return new MemoryTx(connection, prefix + "_");
    }

    /** The same database, seen by another version of the fold. */
    MemoryTx beside(String otherPrefix) {
        return new MemoryTx(connection, otherPrefix + "_");
    }

    @Override
    public String table(String name) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException(
                    "A table's name is lower-case letters, digits and underscores, not '" + name + "'");
        }
        return prefix + name;
    }

    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        statement.clearParameters();
        return statement;
    }

    @Override
    public long epoch() {
        return 1;
    }

    /** Commits, as the kernel does after a batch. */
    public void commit() throws SQLException {
        connection.commit();
    }

    /** Rolls back, as the kernel does when a fold throws. */
    public void rollback() throws SQLException {
        connection.rollback();
    }

    /** The names of all tables and indexes of the database, in alphabetical order. */
    public List<String> names() throws SQLException {
        return rows("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    }

    /**
     * All rows of all tables of this fold, each as one line {@code table|column=value|…}, sorted; two databases with the
     * same rows give the same lines, whatever the order of insertion.
     */
    public List<String> dump() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
            if (table.startsWith(prefix)) {
                for (String row : rows("SELECT * FROM \"" + table + "\"")) {
                    lines.add(table.substring(prefix.length()) + "|" + row);
                }
            }
        }
        lines.sort(null);
        return lines;
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet results = statement.executeQuery()) {
            ResultSetMetaData columns = results.getMetaData();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String name = columns.getColumnCount() == 1 ? "" : columns.getColumnName(i) + "=";
                    Object value = results.getObject(i);
                    row.add(name + (value instanceof byte[] bytes ? java.util.Arrays.toString(bytes) : value));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
