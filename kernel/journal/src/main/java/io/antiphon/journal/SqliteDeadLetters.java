package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonParser;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Received;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters in a file beside the journal. */
final class SqliteDeadLetters implements DeadLetters, Vitals, AutoCloseable {

    static final String FILE = "deadletters.db";

    private static final int FORMAT = 1;
    private static final int PAGE_BYTES = 8192;
    private static final int CACHE_KILOBYTES = 2048;
    private static final int AUTOCHECKPOINT_PAGES = 1000;
    private static final int MOST_PAGE = 10_000;
    private static final long MOST_PAGE_BYTES = 32L << 20;
    private static final String LETTER =
            "SELECT id, connection, at, origin, headers, reason, attempts, body FROM letter WHERE ";

    private final Path file;
    private final Damage damage = new Damage();
    private final LetterWriter writer;
    private final Connection reader;

    private SqliteDeadLetters(Path directory, InstantSource clock, Disk disk) throws SQLException, IOException {
        file = directory.resolve(FILE);
        Connection connection = opened(directory);
        try {
            disk.opened(connection);
            writer = new LetterWriter(file, connection, clock, disk);
            reader = Sqlite.reader(file, CACHE_KILOBYTES);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static SqliteDeadLetters open(Path directory, InstantSource clock, Disk disk) {
        try {
            return new SqliteDeadLetters(directory, clock, disk);
        } catch (SQLException | IOException e) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "The dead letters in " + directory + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private Connection opened(Path directory) throws SQLException, IOException {
        boolean isNew = !Files.exists(file);
        try {
            Connection connection = checked();
            if (isNew) {
                Sqlite.syncDirectory(directory);
            }
            return connection;
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
            Path aside = Aside.move(file);
            Connection fresh = checked();
            long saved = LetterWriter.salvage(aside, fresh);
            damage.tell(Problem.error(
                    file.toString(),
                    "The file was damaged; " + saved
                            + " dead letters were saved into a new one, the old one is kept as " + aside.getFileName()
                            + ".",
                    "Check the disk. Restore the file from a backup if letters are missed."));
            return fresh;
        }
    }

    private Connection checked() throws SQLException {
        boolean unclean = Sqlite.sizeOf(Sqlite.wal(file)) > 0;
        Connection connection = Sqlite.writer(file, PAGE_BYTES, CACHE_KILOBYTES, AUTOCHECKPOINT_PAGES);
        try {
            LetterWriter.create(connection, FORMAT);
            Format.check(file, connection, FORMAT);
            String said = unclean ? Sqlite.text(connection, "PRAGMA quick_check(1)") : "ok";
            if (!said.equals("ok")) {
                throw new SQLException(said, "", org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT.code);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public long keep(String connection, Received received, String reason) {
        return writer.keep(Letter.of(connection, received, reason));
    }

    @Override
    public List<DeadLetter> page(@Nullable String connection, @Nullable Long before, int limit) {
        if (limit < 1) {
            throw new AntiphonException(AntiphonException.Code.INVALID, "limit: at least 1, not " + limit);
        }
        long edge = before == null ? Long.MAX_VALUE : before;
        int most = Math.min(limit, MOST_PAGE);
        String order = " ORDER BY id DESC LIMIT " + most;
        return connection == null
                ? letters(LETTER + "id < ?" + order, edge, null)
                : letters(LETTER + "id < ? AND connection = ?" + order, edge, connection);
    }

    @Override
    public Optional<DeadLetter> get(long id) {
        return letters(LETTER + "id = ?", id, null).stream().findFirst();
    }

    private List<DeadLetter> letters(String sql, long id, @Nullable String connection) {
        synchronized (reader) {
            try (PreparedStatement statement = reader.prepareStatement(sql)) {
                statement.setLong(1, id);
                if (connection != null) {
                    statement.setString(2, connection);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    List<DeadLetter> letters = new ArrayList<>();
                    long bytes = 0;
                    while (bytes < MOST_PAGE_BYTES && rows.next()) {
                        DeadLetter letter = letter(rows);
                        bytes += letter.received().body().length;
                        letters.add(letter);
                    }
                    return letters;
                }
            } catch (SQLException | IOException e) {
                throw new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException, IOException {
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                EntryReader.time(row.getLong(3)),
                new Received(row.getBytes(8), headers(row.getString(5)), row.getString(4)),
                row.getString(6),
                row.getInt(7));
    }

    private static Map<String, String> headers(String json) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(json)) {
            in.nextToken();
            Map<String, String> headers = new java.util.LinkedHashMap<>();
            Json.map(in).forEach((name, value) -> headers.put(name, String.valueOf(value)));
            return headers;
        }
    }

    @Override
    public long count(@Nullable String connection) {
        return writer.count(connection);
    }

    @Override
    public void failedAgain(long id, String reason) {
        writer.failedAgain(id, reason);
    }

    @Override
    public void remove(long id) {
        writer.remove(id);
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        writer.counts()
                .forEach((connection, count) -> metrics.add(
                        Metric.gauge("deadletters", "Dead letters kept", count).with("connection", connection)));
        metrics.add(Metric.counter("deadletters_kept", "Dead letters that were kept", writer.kept()));
        metrics.add(Metric.gauge("deadletters_bytes", "Bytes of the dead letters' file", Sqlite.bytes(file)));
        return metrics;
    }

    @Override
    public List<Problem> problems() {
        return damage.problems();
    }

    @Override
    public void close() throws SQLException {
        synchronized (reader) {
            reader.close();
        }
        writer.close();
    }
}
