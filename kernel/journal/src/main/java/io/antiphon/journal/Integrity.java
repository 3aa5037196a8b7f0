package io.antiphon.journal;

import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sqlite.SQLiteErrorCode;

/**
 * Opens the files of a journal, checks them, mends what can be mended, and says so.
 *
 * <p>Where acknowledged entries may have been lost, the next entries go into a new segment whose first position lies beyond everything
 * that may have been given out: a position is never used twice, and there is a gap instead.
 */
final class Integrity {

    /** No entry takes less room than this. */
    private static final int LEAST_ROW_BYTES = 32;

    private final Path directory;
    private final Damage damage;
    private final Disk disk;
    private final Segments segments;
    /** The first offset that surely was never given out. */
    private long next = 1;

    private boolean leap;

    Integrity(Path directory, Damage damage, Disk disk) {
        this.directory = directory;
        this.damage = damage;
        this.disk = disk;
        segments = new Segments(directory);
    }

    /**
     * A journal that can be appended to.
     *
     * @param end the offset of its last entry
     * @param next the offset of the next one
     */
    record Opened(Segments segments, long end, long next) {}

    Opened open() throws IOException, SQLException {
        NavigableMap<Long, Path> files = files();
        long end = 0;
        for (var file : files.entrySet()) {
            boolean active = file.getKey().equals(files.lastKey());
            SegmentFile segment = open(file.getValue(), file.getKey(), active, end);
            segments.add(segment);
            end = segment.entries() > 0 || end == 0 ? segment.last() : end;
            next = Math.max(next, segment.last() + 1);
        }
        checkAgainstRepeats(end);
        if (segments.isEmpty() || leap) {
            add(end);
        }
        return new Opened(segments, end, Math.max(next, segments.active().first()));
    }

    private NavigableMap<Long, Path> files() throws IOException {
        finishSalvages();
        NavigableMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path file : found) {
                SegmentFile.first(file).ifPresent(first -> files.put(first, file));
            }
        }
        return files;
    }

    /** A salvage that was interrupted is done again, unless it was interrupted when all was saved. */
    private void finishSalvages() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "journal-*" + Salvage.SUFFIX + "*")) {
            for (Path saved : found) {
                String name = saved.getFileName().toString();
                Path file = saved.resolveSibling(name.substring(0, name.indexOf(Salvage.SUFFIX)));
                if (Files.exists(file) || !name.endsWith(Salvage.SUFFIX)) {
                    Files.delete(saved);
                } else {
                    Files.move(saved, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private SegmentFile open(Path file, long first, boolean active, long before) throws IOException, SQLException {
        WalFile.Torn torn = WalFile.torn(Sqlite.wal(file));
        if (torn != null) {
            keep(torn, file, active);
        }
        try {
            return opened(file, first, active, before);
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
            Salvage.Saved saved = Salvage.of(file, first, disk);
            damage.tell(Problem.error(
                    file.toString(),
                    "The file was damaged (" + e.getMessage() + "). " + saved.entries()
                            + " entries were saved into a new one, the last of them " + Position.of(saved.last())
                            + "; the old one is kept as " + saved.aside().getFileName() + ".",
                    "Check the disk. Restore the segment from a backup if entries are missed."));
            Files.deleteIfExists(SegmentFile.mark(file));
            leapBeyond(active, saved.last() + Sqlite.bytes(saved.aside()) / LEAST_ROW_BYTES);
            return opened(file, first, active, before);
        }
    }

    private void keep(WalFile.Torn torn, Path file, boolean active) throws IOException {
        Path wal = Sqlite.wal(file);
        if (torn.damage()) {
            Path aside = Aside.copy(wal);
            damage.tell(Problem.error(
                    file.toString(),
                    "The last " + torn.bytes()
                            + " bytes of its log are not as they were written and were cut off; the log is"
                            + " kept as " + aside.getFileName() + ".",
                    "Check the disk: entries that were acknowledged may be lost. Restore the journal from a backup if they"
                            + " are missed."));
            leapBeyond(active, SegmentFile.first(file).orElse(1L) + Sqlite.bytes(file) / LEAST_ROW_BYTES);
        } else {
            Path aside = Aside.copy(wal, torn.offset(), torn.bytes());
            damage.tell(Problem.warning(
                    file.toString(),
                    "The last " + torn.bytes()
                            + " bytes of its log were being written when the process ended and were cut"
                            + " off; nothing acknowledged was in them. They are kept as " + aside.getFileName() + ".",
                    "Nothing needs to be done."));
        }
    }

    private void leapBeyond(boolean active, long offset) {
        if (active) {
            leap = true;
            next = Math.max(next, offset + 1);
        }
    }

    private SegmentFile opened(Path file, long first, boolean active, long before) throws IOException, SQLException {
        boolean unclean = Sqlite.sizeOf(Sqlite.wal(file)) > 0;
        try (Connection connection = Sqlite.plain(file)) {
            Sqlite.run(connection, "PRAGMA wal_autocheckpoint=0");
            if (Sqlite.number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 0) {
                return unborn(file, first, active, before);
            }
            Format.check(file, connection, SegmentWriter.FORMAT);
            if (active && unclean || Files.exists(SegmentFile.mark(file))) {
                quickCheck(connection);
                Files.deleteIfExists(SegmentFile.mark(file));
            }
            long last = Math.max(first - 1, Sqlite.number(connection, "SELECT max(position) FROM entry"));
            checkChain(file, Sqlite.number(connection, SegmentWriter.AFTER), before);
            if (active) {
                Tail tail = new Tail(file, connection, damage);
                long good = tail.check(first, last);
                leapBeyond(good < last, last);
                last = good;
            }
            return new SegmentFile(file, first, last);
        }
    }

    private static void quickCheck(Connection connection) throws SQLException {
        String said = Sqlite.text(connection, "PRAGMA quick_check(1)");
        if (!said.equals("ok")) {
            throw new SQLException(said, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
    }

    /** A crash came between making the file and filling it. An older one that is empty was damaged. */
    private SegmentFile unborn(Path file, long first, boolean active, long before) throws SQLException {
        if (!active) {
            throw new SQLException("it holds no entries", "", SQLiteErrorCode.SQLITE_NOTADB.code);
        }
        new SegmentWriter(file, before, disk).close();
        return new SegmentFile(file, first, first - 1);
    }

    private void checkChain(Path file, long after, long before) {
        if (!segments.isEmpty() && after > before) {
            damage.tell(Problem.error(
                    file.toString(),
                    "The entries " + Position.of(before + 1) + " to " + Position.of(after)
                            + " before this segment are missing.",
                    "Restore the segment before it from a backup."));
        }
    }

    private void checkAgainstRepeats(long end) throws IOException {
        long furthest = Repeats.furthest(directory);
        if (furthest >= next) {
            leapBeyond(true, furthest);
            damage.tell(Problem.error(
                    directory.toString(),
                    "The journal ends at " + Position.of(end) + ", but it had reached " + Position.of(furthest)
                            + " before: entries are missing.",
                    "Restore the journal from a newer backup. What the folds have seen of these entries stays in them"
                            + " until they are built again."));
        }
    }

    private void add(long end) throws IOException, SQLException {
        Path file = SegmentFile.path(directory, next);
        new SegmentWriter(file, end, disk).close();
        Sqlite.syncDirectory(directory);
        segments.add(new SegmentFile(file, next, next - 1));
    }
}
