package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Opening SQLite files and naming their failures. */
final class Sqlite {

    private static final int BUSY_MILLIS = 10_000;
    private static final Duration WHEN_DISK_REFUSES = Duration.ofSeconds(5);

    private Sqlite() {}

    /** A connection that appends: each commit is on the disk when it returns. The page size counts for a new file only. */
    static Connection writer(Path file, int pageBytes, int cacheKilobytes, int autocheckpointPages)
            throws SQLException {
        Connection connection = open(file);
        try {
            run(connection, "PRAGMA page_size=" + pageBytes);
            run(connection, "PRAGMA journal_mode=WAL");
            run(connection, "PRAGMA synchronous=FULL");
            run(connection, "PRAGMA cache_size=" + -cacheKilobytes);
            run(connection, "PRAGMA wal_autocheckpoint=" + autocheckpointPages);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that only reads. */
    static Connection reader(Path file, int cacheKilobytes) throws SQLException {
        Connection connection = open(file);
        try {
            run(connection, "PRAGMA cache_size=" + -cacheKilobytes);
            run(connection, "PRAGMA query_only=1");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection with nothing set, for repairs and checkpoints. */
    static Connection plain(Path file) throws SQLException {
        return open(file);
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false);
        return JDBC.createConnection(JDBC.PREFIX + file.toAbsolutePath(), config.toProperties());
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            String value = result.next() ? result.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    /** Whether the file itself is damaged, as opposed to a disk that refuses for the moment. */
    static boolean isDamage(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** What a caller is told when the disk refuses. */
    static AntiphonException unavailable(Path file, SQLException e) {
        boolean full = (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
        String what = full
                ? "The disk is full: nothing can be appended to " + file + ". Make room; appending goes on by itself."
                : "Nothing can be appended to " + file + ": " + e.getMessage()
                        + ". Check the disk; appending is tried again by itself.";
        return new AntiphonException(Code.UNAVAILABLE, what, WHEN_DISK_REFUSES, e);
    }

    /** What a reader is told. */
    static AntiphonException unreadable(Path file, SQLException e) {
        return isDamage(e)
                ? new AntiphonException(
                        Code.BROKEN,
                        file + " is damaged: " + e.getMessage() + ". Restart to have it mended as far as it can be, or"
                                + " restore it from a backup.",
                        e)
                : new AntiphonException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
    }

    /** Makes the name of a new file durable. */
    static void syncDirectoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /** Makes new names in a directory durable. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Path wal(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    static Path sharedMemory(Path file) {
        return file.resolveSibling(file.getFileName() + "-shm");
    }

    /** Its size on disk, with its write-ahead log. */
    static long bytes(Path file) {
        return sizeOf(file) + sizeOf(wal(file));
    }

    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
