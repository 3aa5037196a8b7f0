package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer ledger: a row for each signal that was heard, with what became of it, and sums by day. What was heard is counted once and
 * never touched again; what became of it is moved from one sum to another; so that the two must always come to the same. Owned by one
 * thread.
 */
final class Ledger {

    static final String TABLE = "ledger";
    static final String HEARD = "heard";
    static final String SUMS = "sums";

    private static final long DAY = 86_400_000;

    /** A signal's row. @param caseAt its case; 0 if none */
    record Row(
            long position,
            int day,
            int unit,
            int channel,
            Disposition disposition,
            int reason,
            long caseAt,
            int traits) {

        private Key key() {
            return new Key(day, unit, channel, disposition.ordinal(), reason);
        }

        private Row in(long another, int bits) {
            return new Row(position, day, unit, channel, disposition, reason, another, bits);
        }
    }

    private record Key(int day, int unit, int channel, int disposition, int reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(day, other.day);
            order = order != 0 ? order : Integer.compare(unit, other.unit);
            order = order != 0 ? order : Integer.compare(channel, other.channel);
            order = order != 0 ? order : Integer.compare(disposition, other.disposition);
            return order != 0 ? order : Integer.compare(reason, other.reason);
        }
    }

    private static final String COLUMNS = "position, day, unit, channel, disposition, reason, case_at, traits";

    private final Tx tx;
    private final Words words;
    private final TreeMap<Key, Long> heard = new TreeMap<>();
    private final TreeMap<Key, Long> moved = new TreeMap<>();
    /** Rows that are not stored yet, and stored ones that were changed. */
    private final TreeMap<Long, Row> fresh = new TreeMap<>();

    private final TreeMap<Long, Row> changed = new TreeMap<>();
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    Ledger(Tx tx, Words words) throws SQLException {
        this.tx = tx;
        this.words = words;
        String table = tx.table(TABLE);
        this.select = tx.prepare("SELECT " + COLUMNS + " FROM " + table + " WHERE position = ?");
        this.insert = tx.prepare("INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.update = tx.prepare(
                "UPDATE " + table + " SET disposition = ?, reason = ?, case_at = ?, traits = ? WHERE position = ?");
    }

    static void create(Tx tx) throws SQLException {
        tx.prepare(
                        "CREATE TABLE " + tx.table(TABLE)
                                + " (position INTEGER PRIMARY KEY, day INTEGER NOT NULL, unit INTEGER NOT NULL, channel INTEGER NOT NULL,"
                                + " disposition INTEGER NOT NULL, reason INTEGER NOT NULL, case_at BIGINT, traits INTEGER NOT NULL)")
                .execute();
        tx.prepare("CREATE INDEX " + tx.table("by_case") + " ON " + tx.table(TABLE)
                        + " (case_at, position) WHERE case_at IS NOT NULL")
                .execute();
        tx.prepare("CREATE TABLE " + tx.table(HEARD)
                        + " (day INTEGER NOT NULL, unit INTEGER NOT NULL, channel INTEGER NOT NULL, signals BIGINT NOT NULL,"
                        + " PRIMARY KEY (day, unit, channel))")
                .execute();
        tx.prepare("CREATE TABLE " + tx.table(SUMS)
                        + " (day INTEGER NOT NULL, unit INTEGER NOT NULL, channel INTEGER NOT NULL, disposition INTEGER NOT NULL,"
                        + " reason INTEGER NOT NULL, signals BIGINT NOT NULL,"
                        + " PRIMARY KEY (day, unit, channel, disposition, reason))")
                .execute();
    }

    /** A signal was heard. */
    void add(Entry.Heard entry, Disposition disposition, String reason) throws SQLException {
        Signal signal = entry.signal();
        int day = (int) Math.floorDiv(entry.at().toEpochMilli(), DAY);
        int unit = words.number(signal.unit());
        int channel = words.number(signal.channel());
        int why = words.number(reason);
        long position = entry.position().offset();
        fresh.put(position, new Row(position, day, unit, channel, disposition, why, 0, 0));
        heard.merge(new Key(day, unit, channel, 0, 0), 1L, Long::sum);
        moved.merge(new Key(day, unit, channel, disposition.ordinal(), why), 1L, Long::sum);
    }

    @Nullable
    Row row(long position) throws SQLException {
        Row known = fresh.get(position);
        if (known == null) {
            known = changed.get(position);
        }
        if (known != null) {
            return known;
        }
        select.setLong(1, position);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? read(rows) : null;
        }
    }

    /** All rows of a case, in order. */
    List<Row> ofCase(long caseAt) throws SQLException {
        write();
        return ofCase(tx, caseAt);
    }

    static List<Row> ofCase(Tx tx, long caseAt) throws SQLException {
        PreparedStatement select =
                tx.prepare("SELECT " + COLUMNS + " FROM " + tx.table(TABLE) + " WHERE case_at = ? ORDER BY position");
        select.setLong(1, caseAt);
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows));
            }
        }
        return found;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                Disposition.of(row.getInt(5)),
                row.getInt(6),
                row.getLong(7),
                row.getInt(8));
    }

    /** Something else became of a signal. */
    void dispose(Row row, Disposition disposition, String reason) throws SQLException {
        int why = words.number(reason);
        put(new Row(
                row.position(), row.day(), row.unit(), row.channel(), disposition, why, row.caseAt(), row.traits()));
        moved.merge(row.key(), -1L, Long::sum);
        moved.merge(new Key(row.day(), row.unit(), row.channel(), disposition.ordinal(), why), 1L, Long::sum);
    }

    /** A signal belongs to a case. */
    Row belongs(Row row, long caseAt) {
        return put(row.in(caseAt, row.traits()));
    }

    /** What it tells is known of a signal, and to which case it belongs. */
    void enters(Row row, long caseAt, int bits) {
        put(row.in(caseAt, bits));
    }

    private Row put(Row row) {
        Map<Long, Row> rows = fresh.containsKey(row.position()) ? fresh : changed;
        rows.put(row.position(), row);
        return row;
    }

    /** Writes the rows, each once. */
    private void write() throws SQLException {
        for (Row row : fresh.values()) {
            insert.setLong(1, row.position());
            insert.setInt(2, row.day());
            insert.setInt(3, row.unit());
            insert.setInt(4, row.channel());
            insert.setInt(5, row.disposition().ordinal());
            insert.setInt(6, row.reason());
            caseAt(insert, 7, row);
            insert.setInt(8, row.traits());
            insert.executeUpdate();
        }
        for (Row row : changed.values()) {
            update.setInt(1, row.disposition().ordinal());
            update.setInt(2, row.reason());
            caseAt(update, 3, row);
            update.setInt(4, row.traits());
            update.setLong(5, row.position());
            update.executeUpdate();
        }
        fresh.clear();
        changed.clear();
    }

    private static void caseAt(PreparedStatement statement, int index, Row row) throws SQLException {
        if (row.caseAt() == 0) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, row.caseAt());
        }
    }

    void flush() throws SQLException {
        write();
        String heardSql =
                "INSERT INTO " + tx.table(HEARD) + " AS known (day, unit, channel, signals) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (day, unit, channel) DO UPDATE SET signals = known.signals + excluded.signals";
        for (Map.Entry<Key, Long> one : heard.entrySet()) {
            PreparedStatement add = tx.prepare(heardSql);
            add.setInt(1, one.getKey().day());
            add.setInt(2, one.getKey().unit());
            add.setInt(3, one.getKey().channel());
            add.setLong(4, one.getValue());
            add.executeUpdate();
        }
        // Also what comes to nothing is written, so that rows do not depend on how entries are cut into batches.
        String movedSql = "INSERT INTO " + tx.table(SUMS)
                + " AS known (day, unit, channel, disposition, reason, signals) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (day, unit, channel, disposition, reason) DO UPDATE SET signals = known.signals + excluded.signals";
        for (Map.Entry<Key, Long> one : moved.entrySet()) {
            PreparedStatement add = tx.prepare(movedSql);
            add.setInt(1, one.getKey().day());
            add.setInt(2, one.getKey().unit());
            add.setInt(3, one.getKey().channel());
            add.setInt(4, one.getKey().disposition());
            add.setInt(5, one.getKey().reason());
            add.setLong(6, one.getValue());
            add.executeUpdate();
        }
        heard.clear();
        moved.clear();
    }
}
