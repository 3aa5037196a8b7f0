package io.antiphon.journal;

import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The last entries of the active segment. */
final class Tail {

    private static final int CHECKED = 10_000;
    private static final int CHUNK = 1_000;

    private final Path file;
    private final Connection connection;
    private final Damage damage;

    Tail(Path file, Connection connection, Damage damage) {
        this.file = file;
        this.connection = connection;
        this.damage = damage;
    }

    /**
     * Reads the tail, tells what is damaged or missing in it, and cuts off a damaged end.
     *
     * @return the offset of the last good entry
     */
    long check(long first, long last) throws SQLException {
        long good = first - 1;
        long reached = Math.max(first - 1, last - CHECKED);
        if (reached >= first) {
            good = reached;
        }
        SegmentReader reader = new SegmentReader(connection);
        while (reached < last) {
            List<Row> rows = reader.after(reached, CHUNK);
            for (Row row : rows) {
                if (row.position() != reached + 1) {
                    missing(reached + 1, row.position() - 1);
                }
                if (row.whole()) {
                    bad(good + 1, reached);
                    good = row.position();
                }
                reached = row.position();
            }
        }
        if (good < last) {
            cut(good);
        }
        return good;
    }

    private void bad(long from, long to) {
        for (long offset = from; offset <= to; offset++) {
            damage.tell(Damage.damaged(Position.of(offset)));
        }
    }

    private void missing(long from, long to) {
        damage.tell(Problem.error(
                file.toString(),
                "The entries " + Position.of(from) + " to " + Position.of(to) + " are missing.",
                "Restore this segment from a backup."));
    }

    private void cut(long good) throws SQLException {
        Path aside = Aside.name(file);
        Sqlite.run(connection, "ATTACH '" + aside.toString().replace("'", "''") + "' AS aside");
        Sqlite.run(connection, "CREATE TABLE aside.entry AS SELECT * FROM main.entry WHERE position > " + good);
        Sqlite.run(connection, "DETACH aside");
        Sqlite.run(connection, "DELETE FROM entry WHERE position > " + good);
        damage.tell(Problem.error(
                file.toString(),
                "The entries after " + Position.of(good)
                        + " were not as they were written and were cut off; they are kept" + " in "
                        + aside.getFileName() + ".",
                "Check the disk. Restore the segment from a backup if the entries are missed."));
    }
}
