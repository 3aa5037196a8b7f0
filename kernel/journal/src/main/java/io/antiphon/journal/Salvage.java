package io.antiphon.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Copies what can be read of a damaged segment into a new one: from its beginning, and from its end towards the damage. */
final class Salvage {

    /** What a new segment is called until all is in it. */
    static final String SUFFIX = ".salvaged";

    private static final int CHUNK = 100;

    private final SegmentReader from;
    private final SegmentWriter to;
    private long entries;
    private long last;

    private Salvage(SegmentReader from, SegmentWriter to, long first) {
        this.from = from;
        this.to = to;
        last = first - 1;
    }

    /**
     * What was saved.
     *
     * @param last the offset of the last entry that was saved
     * @param aside where the damaged file is kept
     */
    record Saved(long entries, long last, Path aside) {}

    static Saved of(Path file, long first, Disk disk) throws SQLException, IOException {
        Path fresh = file.resolveSibling(file.getFileName() + SUFFIX);
        long entries;
        long last;
        try (SegmentWriter to = new SegmentWriter(fresh, 0, disk)) {
            try (Connection connection = Sqlite.plain(file);
                    SegmentReader from = new SegmentReader(connection)) {
                Sqlite.run(connection, "PRAGMA wal_autocheckpoint=0");
                to.after(readableNumber(connection));
                Salvage salvage = new Salvage(from, to, first);
                salvage.run(first);
                entries = salvage.entries;
                last = salvage.last;
            }
        }
        Path aside = Aside.move(file);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Sqlite.syncDirectoryOf(file);
        return new Saved(entries, last, aside);
    }

    private static long readableNumber(Connection connection) throws SQLException {
        try {
            return Sqlite.number(connection, SegmentWriter.AFTER);
        } catch (SQLException e) {
            return 0;
        }
    }

    private void run(long first) throws SQLException {
        long reached = upwards(first);
        downwards(reached);
    }

    private long upwards(long first) throws SQLException {
        long reached = first - 1;
        for (int chunk = CHUNK; chunk > 0; ) {
            List<Row> rows;
            try {
                rows = from.after(reached, chunk);
            } catch (SQLException e) {
                chunk = smaller(chunk, e);
                continue;
            }
            if (rows.isEmpty()) {
                return Long.MAX_VALUE;
            }
            save(rows);
            reached = rows.get(rows.size() - 1).position();
        }
        return reached;
    }

    private void downwards(long stop) throws SQLException {
        long reached = Long.MAX_VALUE;
        for (int chunk = CHUNK; chunk > 0 && reached > stop; ) {
            List<Row> rows;
            try {
                rows = from.before(reached, chunk);
            } catch (SQLException e) {
                chunk = smaller(chunk, e);
                continue;
            }
            if (rows.isEmpty()) {
                return;
            }
            save(rows.stream().filter(row -> row.position() > stop).toList());
            reached = rows.get(rows.size() - 1).position();
        }
    }

    private static int smaller(int chunk, SQLException e) throws SQLException {
        if (!Sqlite.isDamage(e)) {
            throw e;
        }
        return chunk > 1 ? 1 : 0;
    }

    private void save(List<Row> rows) throws SQLException {
        to.begin();
        for (Row row : rows) {
            if (row.whole()) {
                to.add(row);
                entries++;
                last = Math.max(last, row.position());
            }
        }
        to.flush();
        to.commit();
    }
}
