package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One file of the journal, as its readers see it. Thread-safe. */
final class SegmentFile {

    private static final int MOST_IDLE_READERS = 4;
    private static final Duration WHEN_CLOSED = Duration.ofSeconds(1);
    private static final String PREFIX = "journal-";
    private static final String SUFFIX = ".db";

    private final Path path;
    private final long first;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final ConcurrentLinkedDeque<SegmentReader> idle = new ConcurrentLinkedDeque<>();
    private volatile long last;
    private volatile boolean gone;
    private volatile boolean closed;
    private volatile boolean used;

    /**
     * A segment.
     *
     * @param last the offset of its last durable entry; one less than the first if it is empty
     */
    SegmentFile(Path path, long first, long last) {
        this.path = path;
        this.first = first;
        this.last = last;
    }

    /** A question to a segment. */
    @FunctionalInterface
    interface Question<T> {
        T ask(SegmentReader reader) throws SQLException;
    }

    static Path path(Path directory, long first) {
        return directory.resolve(String.format("%s%016d%s", PREFIX, first, SUFFIX));
    }

    /** The offset of the first entry that a file's name tells; empty if it is no segment. */
    static Optional<Long> first(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    Path path() {
        return path;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    void last(long offset) {
        last = offset;
    }

    long entries() {
        return Math.max(0, last - first + 1);
    }

    /** Asks; empty if the segment was dropped meanwhile. */
    <T> Optional<T> ask(Question<T> question) {
        lock.readLock().lock();
        try {
            if (gone) {
                return Optional.empty();
            }
            if (closed) {
                throw new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE, "The journal is closed.", WHEN_CLOSED, null);
            }
            used = true;
            SegmentReader reader = idle.poll();
            if (reader == null) {
                reader = new SegmentReader(path);
            }
            T answer = ask(question, reader);
            give(reader);
            return Optional.of(answer);
        } catch (SQLException e) {
            if (Sqlite.isDamage(e)) {
                suspect();
            }
            throw Sqlite.unreadable(path, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static <T> T ask(Question<T> question, SegmentReader reader) throws SQLException {
        try {
            return question.ask(reader);
        } catch (SQLException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Leaves a mark, so that the whole file is checked and mended at the next start. */
    private void suspect() {
        try {
            if (!Files.exists(mark(path))) {
                Files.createFile(mark(path));
            }
        } catch (IOException e) {
            // the mark only spares a person calling for the check
        }
    }

    static Path mark(Path file) {
        return file.resolveSibling(file.getFileName() + ".suspect");
    }

    private void give(SegmentReader reader) {
        if (idle.size() < MOST_IDLE_READERS) {
            idle.add(reader);
        } else {
            reader.close();
        }
    }

    /** Closes idle readers if nobody has asked since the last call. */
    void rest() {
        if (!used) {
            closeReaders();
        }
        used = false;
    }

    /** Makes a segment that is no longer appended to a single file. */
    void seal() throws SQLException {
        lock.writeLock().lock();
        try {
            closeReaders();
            if (!gone && !closed) {
                try (Connection connection = Sqlite.plain(path)) {
                    Sqlite.run(connection, "PRAGMA journal_mode=DELETE");
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes it away for good. */
    void delete() throws IOException {
        gone = true;
        close();
        Files.deleteIfExists(Sqlite.wal(path));
        Files.deleteIfExists(Sqlite.sharedMemory(path));
        Files.deleteIfExists(path);
    }

    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            closeReaders();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeReaders() {
        for (SegmentReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
