package io.antiphon.flow;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The timers that policies have set and that have not rung: a fold like any other. */
final class Timers implements Fold {

    static final String NAME = "timer";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        String pending = tx.table("pending");
        tx.prepare("CREATE TABLE " + pending + " (position BIGINT NOT NULL PRIMARY KEY, due BIGINT NOT NULL)")
                .executeUpdate();
        tx.prepare("CREATE INDEX " + tx.table("due") + " ON " + pending + " (due)")
                .executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Decided decided && isTimer(decided.action())) {
                Instant when = decided.action().notBefore();
                set(tx, decided.position().offset(), when == null ? decided.at() : when);
            } else if (entry instanceof Entry.Performed performed && isTimer(performed.action())) {
                PreparedStatement delete = tx.prepare("DELETE FROM " + tx.table("pending") + " WHERE position = ?");
                delete.setLong(1, performed.cause().offset());
                delete.executeUpdate();
            }
        }
    }

    private static void set(Tx tx, long position, Instant due) throws SQLException {
        PreparedStatement insert = tx.prepare("INSERT INTO " + tx.table("pending") + " (position, due) VALUES (?, ?)");
        insert.setLong(1, position);
        insert.setLong(2, millis(due));
        insert.executeUpdate();
    }

    static boolean isTimer(Action action) {
        return action.type().equals(Action.WAKE);
    }

    private static long millis(Instant when) {
        if (when.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1))) {
            return Long.MAX_VALUE;
        }
        Instant rounded = when.plusNanos(999_999);
        return rounded.isBefore(Instant.EPOCH) ? 0 : rounded.toEpochMilli();
    }

    /** When the next timer rings, in milliseconds of the epoch; empty if none is set. */
    OptionalLong next(Tx tx) throws SQLException {
        try (ResultSet rows =
                tx.prepare("SELECT min(due) FROM " + tx.table("pending")).executeQuery()) {
            long next = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(next);
        }
    }

    /** The offsets of decisions whose time has come. */
    List<Long> due(Tx tx, Instant now, int limit) throws SQLException {
        PreparedStatement find = tx.prepare(
                "SELECT position FROM " + tx.table("pending") + " WHERE due <= ? ORDER BY due, position LIMIT ?");
        find.setLong(1, now.toEpochMilli());
        find.setInt(2, limit);
        List<Long> due = new ArrayList<>();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                due.add(rows.getLong(1));
            }
        }
        return due;
    }
}
