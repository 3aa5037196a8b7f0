package io.antiphon.care.cases;

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
    record Row(long position, int day, int unit, int channel, Disposition disposition, int reason, long caseAt, int traits) {}

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

    private final Tx tx;
    private final Words words;
    private final TreeMap<Key, Long> heard = new TreeMap<>();
    private final TreeMap<Key, Long> moved = new TreeMap<>();
    private final String columns;
    private final PreparedStatement insert;

    Ledger(Tx tx, Words words) throws SQLException {
        this.tx = tx;
        this.words = words;
        this.columns = "SELECT position, day, unit, channel, disposition, reason, case_at, traits FROM " + tx.table(TABLE);
        this.insert = tx.prepare("INSERT INTO " + tx.table(TABLE)
                + " (position, day, unit, channel, disposition, reason, case_at, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    static void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE)
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
    void add(
            long position, long at, String unit, String channel, Disposition disposition, String reason, long caseAt, int traits)
            throws SQLException {
        int day = (int) Math.floorDiv(at, DAY);
        int unitNumber = words.number(unit);
        int channelNumber = words.number(channel);
        int reasonNumber = words.number(reason);
        insert.setLong(1, position);
        insert.setInt(2, day);
        insert.setInt(3, unitNumber);
        insert.setInt(4, channelNumber);
        insert.setInt(5, disposition.ordinal());
        insert.setInt(6, reasonNumber);
        if (caseAt == 0) {
            insert.setNull(7, Types.BIGINT);
        } else {
            insert.setLong(7, caseAt);
        }
        insert.setInt(8, traits);
        insert.executeUpdate();
        heard.merge(new Key(day, unitNumber, channelNumber, 0, 0), 1L, Long::sum);
        moved.merge(new Key(day, unitNumber, channelNumber, disposition.ordinal(), reasonNumber), 1L, Long::sum);
    }

    @Nullable
    Row row(long position) throws SQLException {
        PreparedStatement select = tx.prepare(columns + " WHERE position = ?");
        select.setLong(1, position);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? read(rows) : null;
        }
    }

    /** All rows of a case, in order. */
    List<Row> ofCase(long caseAt) throws SQLException {
        return ofCase(tx, caseAt);
    }

    static List<Row> ofCase(Tx tx, long caseAt) throws SQLException {
        PreparedStatement select = tx.prepare("SELECT position, day, unit, channel, disposition, reason, case_at, traits FROM "
                + tx.table(TABLE) + " WHERE case_at = ? ORDER BY position");
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
        int reasonNumber = words.number(reason);
        PreparedStatement update =
                tx.prepare("UPDATE " + tx.table(TABLE) + " SET disposition = ?, reason = ? WHERE position = ?");
        update.setInt(1, disposition.ordinal());
        update.setInt(2, reasonNumber);
        update.setLong(3, row.position());
        update.executeUpdate();
        moved.merge(
                new Key(row.day(), row.unit(), row.channel(), row.disposition().ordinal(), row.reason()), -1L, Long::sum);
        moved.merge(
                new Key(row.day(), row.unit(), row.channel(), disposition.ordinal(), reasonNumber), 1L, Long::sum);
    }

    /** A signal belongs to a case. */
    void belongs(long position, long caseAt) throws SQLException {
        PreparedStatement update = tx.prepare("UPDATE " + tx.table(TABLE) + " SET case_at = ? WHERE position = ?");
        update.setLong(1, caseAt);
        update.setLong(2, position);
        update.executeUpdate();
    }

    void traits(long position, int traits) throws SQLException {
        PreparedStatement update = tx.prepare("UPDATE " + tx.table(TABLE) + " SET traits = ? WHERE position = ?");
        update.setInt(1, traits);
        update.setLong(2, position);
        update.executeUpdate();
    }

    void flush() throws SQLException {
        String heardSql = "INSERT INTO " + tx.table(HEARD) + " AS known (day, unit, channel, signals) VALUES (?, ?, ?, ?)"
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
