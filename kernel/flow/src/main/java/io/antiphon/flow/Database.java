package io.antiphon.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * One connection to a SQLite file, with its prepared statements. Owned by one thread; only {@link #interrupt} and {@link #close}
 * may be called by others.
 */
final class Database implements AutoCloseable {

    private static final int MOST_STATEMENTS = 512;

    /** When what is committed reaches the disk. The end of the process alone never loses a commit. */
    enum Sync {
        /** With each commit. */
        FULL,
        /** From time to time, in order: a failing power supply may take the last commits back, each as a whole. */
        NORMAL
    }

    private final Path file;
    private final SQLiteConnection connection;
    private final Statement plain;
    private final Map<String, JDBC4PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    private Database(Path file, SQLiteConnection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.plain = connection.createStatement();
    }

    /** Opens a file for writing, makes it if need be, and brings its schema up to date. */
    static Database open(Path file, List<String> scripts, Sync sync) throws SQLException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new SQLException("The folder of " + file + " cannot be made: " + e.getMessage(), e);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(5_000);
        config.setGetGeneratedKeys(false);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
        try {
            Database database = new Database(file, connection);
            database.execute("PRAGMA journal_mode=WAL");
            database.execute("PRAGMA synchronous=" + sync);
            database.execute("PRAGMA wal_autocheckpoint=4000");
            database.execute("PRAGMA cache_size=-32000");
            database.execute("PRAGMA temp_store=MEMORY");
            new Schema(file, scripts).bring(connection);
            return database;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens an empty file for one long transaction that is never committed: nothing is kept, and nothing can be rolled back. */
    static Database scratch(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
        try {
            Database database = new Database(file, connection);
            database.execute("PRAGMA journal_mode=OFF");
            database.execute("PRAGMA synchronous=OFF");
            database.execute("PRAGMA locking_mode=EXCLUSIVE");
            database.execute("PRAGMA cache_size=-32000");
            database.execute("PRAGMA temp_store=MEMORY");
            return database;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a file that is there, for reading. */
    static Database reading(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(5_000);
        config.resetOpenMode(org.sqlite.SQLiteOpenMode.CREATE);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
        try {
            Database database = new Database(file, connection);
            database.execute("PRAGMA query_only=ON");
            database.execute("PRAGMA cache_size=-4000");
            return database;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        plain.execute(sql);
    }

    /** A statement that is kept; its parameters are cleared. */
    JDBC4PreparedStatement prepare(String sql) throws SQLException {
        JDBC4PreparedStatement statement = statements.get(sql);
        if (statement != null) {
            statement.clearParameters();
            statement.clearBatch();
            return statement;
        }
        statement = (JDBC4PreparedStatement) connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    /** Closes statements that have not been used for long; to be called when none is in use. */
    void trim() throws SQLException {
        var oldest = statements.values().iterator();
        while (statements.size() > MOST_STATEMENTS && oldest.hasNext()) {
            oldest.next().close();
            oldest.remove();
        }
    }

    /** Closes all statements. */
    void forget() throws SQLException {
        for (JDBC4PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    /** Ends what runs on this connection now with an exception. Any thread. */
    void interrupt() {
        try {
            connection.getDatabase().interrupt();
        } catch (SQLException | RuntimeException e) {
            // it is closed already
        }
    }

    /** Rolls back what is not committed. Any thread. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Whether the failure is the database's own (a full disk, damage, an interruption) and not the statement's. */
    static boolean isOwn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return switch (primary(sqlite)) {
                    case SQLITE_PERM,
                            SQLITE_BUSY,
                            SQLITE_NOMEM,
                            SQLITE_READONLY,
                            SQLITE_INTERRUPT,
                            SQLITE_IOERR,
                            SQLITE_CORRUPT,
                            SQLITE_FULL,
                            SQLITE_CANTOPEN,
                            SQLITE_PROTOCOL,
                            SQLITE_NOTADB -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    /** Whether the failure says that the file is damaged. */
    static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                SQLiteErrorCode code = primary(sqlite);
                return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
            }
        }
        return false;
    }

    private static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
    }
}
