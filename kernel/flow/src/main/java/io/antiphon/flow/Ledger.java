package io.antiphon.flow;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The road's own rows in the state: positions, the epoch, and which objects belong to which fold. Owned by the lane. */
final class Ledger {

    private static final String POSITION = "position";
    private static final String EPOCH = "epoch";

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /** Takes ownership of the state: the new epoch. */
    long takeOver() throws SQLException {
        long epoch = mark(EPOCH).orElse(0) + 1;
        mark(EPOCH, epoch);
        return epoch;
    }

    OptionalLong position() throws SQLException {
        return mark(POSITION);
    }

    void position(long offset) throws SQLException {
        mark(POSITION, offset);
    }

    private OptionalLong mark(String name) throws SQLException {
        PreparedStatement find = database.prepare("SELECT value FROM flow_mark WHERE name = ?");
        find.setString(1, name);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private void mark(String name, long value) throws SQLException {
        PreparedStatement keep = database.prepare("INSERT INTO flow_mark (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        keep.setString(1, name);
        keep.setLong(2, value);
        keep.executeUpdate();
    }

    List<Seat> seats(long epoch) throws SQLException {
        List<Seat> seats = new ArrayList<>();
        PreparedStatement all =
                database.prepare("SELECT name, version, position, serving FROM flow_fold ORDER BY name, version");
        try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                int version = rows.getInt(2);
                StateTx tx = new StateTx(database, name, version, epoch);
                seats.add(new Seat(name, version, rows.getLong(3), rows.getInt(4) == 1, tx));
            }
        }
        return seats;
    }

    void add(Seat seat) throws SQLException {
        PreparedStatement add =
                database.prepare("INSERT INTO flow_fold (name, version, position, serving) VALUES (?, ?, ?, 0)");
        add.setString(1, seat.name);
        add.setInt(2, seat.version);
        add.setLong(3, seat.position);
        add.executeUpdate();
    }

    void position(Seat seat, long offset) throws SQLException {
        PreparedStatement move = database.prepare("UPDATE flow_fold SET position = ? WHERE name = ? AND version = ?");
        move.setLong(1, offset);
        move.setString(2, seat.name);
        move.setInt(3, seat.version);
        move.executeUpdate();
    }

    /** Lets a version serve. */
    void serve(Seat seat) throws SQLException {
        PreparedStatement serve =
                database.prepare("UPDATE flow_fold SET serving = CASE version WHEN ? THEN 1 ELSE 0 END WHERE name = ?");
        serve.setInt(1, seat.version);
        serve.setString(2, seat.name);
        serve.executeUpdate();
    }

    /** The names of tables and views with their types. */
    Map<String, String> objects() throws SQLException {
        Map<String, String> objects = new LinkedHashMap<>();
        PreparedStatement all =
                database.prepare("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid");
        try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return objects;
    }

    void own(Seat seat, Map<String, String> objects) throws SQLException {
        PreparedStatement own =
                database.prepare("INSERT INTO flow_object (name, type, fold, version) VALUES (?, ?, ?, ?)");
        for (Map.Entry<String, String> object : objects.entrySet()) {
            own.setString(1, object.getKey());
            own.setString(2, object.getValue());
            own.setString(3, seat.name);
            own.setInt(4, seat.version);
            own.executeUpdate();
        }
    }

    /** Drops a version with everything it made. */
    void drop(Seat seat) throws SQLException {
        Map<String, String> owned = new LinkedHashMap<>();
        PreparedStatement find = database.prepare(
                "SELECT name, type FROM flow_object WHERE fold = ? AND version = ? ORDER BY rowid DESC");
        find.setString(1, seat.name);
        find.setInt(2, seat.version);
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                owned.put(rows.getString(1), rows.getString(2));
            }
        }
        database.forget();
        for (Map.Entry<String, String> object : owned.entrySet()) {
            String quoted = object.getKey().replace("\"", "\"\"");
            database.execute("DROP " + object.getValue() + " IF EXISTS \"" + quoted + "\"");
        }
        for (String table : List.of("flow_object WHERE fold", "flow_fold WHERE name")) {
            PreparedStatement delete = database.prepare("DELETE FROM " + table + " = ? AND version = ?");
            delete.setString(1, seat.name);
            delete.setInt(2, seat.version);
            delete.executeUpdate();
        }
    }
}
