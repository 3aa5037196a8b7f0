package io.antiphon.outbound.rows;

import io.antiphon.outbound.stop.Scope;
import io.antiphon.outbound.stop.Stop;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The stops there are and were. One that was resumed for all that waited is over; its row stays, to be looked up. */
public final class StopRows {

    private StopRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("stop") + " (id TEXT NOT NULL PRIMARY KEY, position BIGINT NOT NULL,"
                        + " who TEXT NOT NULL, at BIGINT NOT NULL, unit TEXT NOT NULL, channel TEXT NOT NULL,"
                        + " connection TEXT NOT NULL, campaign TEXT NOT NULL, reason TEXT NOT NULL, until BIGINT,"
                        + " resumed BIGINT, resumed_by TEXT, resumed_at BIGINT, resumed_all INTEGER)");
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("released")
                        + " (stop TEXT NOT NULL, action TEXT NOT NULL, PRIMARY KEY (stop, action))");
    }

    static void stopped(Entry.Commanded order, Tx tx) throws SQLException {
        Stop stop = Stop.of(order);
        if (stop != null) {
            Instant until = stop.until();
            Scope scope = stop.scope();
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("stop") + " (id, position, who, at, unit, channel, connection, campaign,"
                            + " reason, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                    stop.id(),
                    stop.position(),
                    stop.who(),
                    stop.at().toEpochMilli(),
                    scope.unit(),
                    scope.channel(),
                    scope.connection(),
                    scope.campaign(),
                    stop.reason(),
                    until == null ? null : until.toEpochMilli());
        }
    }

    static void resumed(Entry.Commanded order, Tx tx) throws SQLException {
        String id = Words.subject(order, "stop ");
        Stop.Resumed resumed = Stop.Resumed.of(order);
        List<String> open = Sql.list(
                tx,
                row -> row.getString(1),
                "SELECT id FROM " + tx.table("stop") + " WHERE id = ? AND resumed IS NULL",
                id);
        if (open.isEmpty()) {
            return;
        }
        Sql.run(
                tx,
                "UPDATE " + tx.table("stop") + " SET resumed = ?, resumed_by = ?, resumed_at = ?, resumed_all = ?"
                        + " WHERE id = ?",
                resumed.position(),
                resumed.who(),
                resumed.at().toEpochMilli(),
                resumed.all() ? 1 : 0,
                id);
        for (String action : resumed.approved()) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("released") + " (stop, action) VALUES (?, ?)"
                            + " ON CONFLICT (stop, action) DO NOTHING",
                    id,
                    action);
        }
    }

    /** All stops that still hold something, or may; in the order in which they were pressed. */
    public static List<Stop> open(Tx tx) throws SQLException {
        List<Stop> stops = new ArrayList<>();
        for (Stop stop : Sql.list(
                tx,
                StopRows::read,
                "SELECT * FROM " + tx.table("stop") + " WHERE resumed_all IS NULL OR resumed_all = 0 ORDER BY position")) {
            Stop.Resumed resumed = stop.resumed();
            stops.add(resumed == null ? stop : stop.resumed(resumed.approving(released(tx, stop.id()))));
        }
        return stops;
    }

    /** The latest stops, also those that are over; what each released is left out. */
    public static List<Stop> latest(Tx tx, int limit) throws SQLException {
        return Sql.list(tx, StopRows::read, "SELECT * FROM " + tx.table("stop") + " ORDER BY position DESC LIMIT ?", limit);
    }

    /** Whether there ever was such a stop. */
    public static boolean has(Tx tx, String id) throws SQLException {
        return !Sql.list(tx, row -> row.getString(1), "SELECT id FROM " + tx.table("stop") + " WHERE id = ?", id)
                .isEmpty();
    }

    private static Set<String> released(Tx tx, String id) throws SQLException {
        return new HashSet<>(Sql.list(
                tx, row -> row.getString(1), "SELECT action FROM " + tx.table("released") + " WHERE stop = ?", id));
    }

    private static Stop read(ResultSet row) throws SQLException {
        long until = row.getLong("until");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(until);
        long position = row.getLong("resumed");
        Stop.Resumed resumed = row.wasNull()
                ? null
                : new Stop.Resumed(
                        position,
                        row.getString("resumed_by"),
                        Instant.ofEpochMilli(row.getLong("resumed_at")),
                        row.getInt("resumed_all") == 1,
                        Set.of());
        return new Stop(
                row.getString("id"),
                row.getLong("position"),
                row.getString("who"),
                Instant.ofEpochMilli(row.getLong("at")),
                new Scope(
                        row.getString("unit"),
                        row.getString("channel"),
                        row.getString("connection"),
                        row.getString("campaign")),
                row.getString("reason"),
                end,
                resumed);
    }
}
