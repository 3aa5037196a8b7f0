package io.antiphon.care.cases;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cases that a batch touches: each is read once and written once. Owned by one thread. */
final class CaseRows {

    static final String TABLE = "cases";

    /** All but those that indexes hold, the id last. */
    private static final List<Column> PLAIN = idLast(false);
    /** All, the id last. */
    private static final List<Column> FULL = idLast(true);

    /** A case in use. */
    private static final class Held {
        final Case one;
        /** Its keys as they are stored; null if it is not stored. */
        final @Nullable List<Object> stored;

        boolean gone;
        boolean touched;

        Held(Case one, @Nullable List<Object> stored) {
            this.one = one;
            this.stored = stored;
        }
    }

    private final Tx tx;
    private final String table;
    private final String insert;
    private final String updatePlain;
    private final String updateFull;
    private final TreeMap<Long, Held> held = new TreeMap<>();

    CaseRows(Tx tx) {
        this.tx = tx;
        this.table = tx.table(TABLE);
        this.insert = "INSERT INTO " + table + " (" + Columns.NAMES + ") VALUES (" + places() + ")";
        this.updatePlain = "UPDATE " + table + " SET " + assignments(PLAIN) + " WHERE id = ?";
        this.updateFull = "UPDATE " + table + " SET " + assignments(FULL) + " WHERE id = ?";
    }

    private static List<Column> idLast(boolean keyed) {
        return Stream.concat(
                        Columns.ALL.stream()
                                .filter(column -> column != Columns.ID)
                                .filter(column -> keyed || !column.keyed()),
                        Stream.of(Columns.ID))
                .toList();
    }

    static void create(Tx tx) throws SQLException {
        String columns = Columns.ALL.stream()
                .map(column -> column.name() + " " + column.type() + (column.name().equals("id") ? " PRIMARY KEY" : ""))
                .collect(Collectors.joining(", "));
        // In SQLite only this very word makes the number the row's own.
        tx.prepare("CREATE TABLE " + tx.table(TABLE) + " ("
                        + columns.replace("id BIGINT NOT NULL PRIMARY KEY", "id INTEGER PRIMARY KEY") + ")")
                .execute();
        index(tx, "by_priority", "(priority, due, id) WHERE is_open = 1");
        index(tx, "by_queue", "(queue, priority, due, id) WHERE is_open = 1");
        index(tx, "by_assignee", "(assignee, priority, due, id) WHERE is_open = 1 AND assignee <> ''");
        index(tx, "by_profile", "(profile) WHERE profile <> ''");
        index(tx, "by_alarm", "(alarm) WHERE alarm > 0");
        index(tx, "by_change", "(changed)");
    }

    private static void index(Tx tx, String name, String what) throws SQLException {
        tx.prepare("CREATE INDEX " + tx.table(name) + " ON " + tx.table(TABLE) + " " + what)
                .execute();
    }

    /** A case that is not stored yet. */
    Case open(long id) {
        Case fresh = new Case();
        fresh.id = id;
        Held entry = new Held(fresh, null);
        entry.touched = true;
        held.put(id, entry);
        return fresh;
    }

    /** A case; null if there is none. */
    @Nullable
    Case find(long id) throws SQLException {
        Held known = held.get(id);
        if (known != null) {
            return known.gone ? null : known.one;
        }
        PreparedStatement select = tx.prepare("SELECT " + Columns.NAMES + " FROM " + table + " WHERE id = ?");
        select.setLong(1, id);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                return null;
            }
            Case one = Columns.read(rows);
            held.put(id, new Held(one, keys(one)));
            return one;
        }
    }

    private static List<Object> keys(Case one) {
        List<Object> keys = new ArrayList<>();
        Collections.addAll(keys, one.isOpen(), one.profile, one.queue, one.priority, one.assignee, one.due, one.alarm);
        return keys;
    }

    /** It was changed by the entry at an offset. */
    void touch(Case one, long offset) {
        one.changed = Math.max(one.changed, offset);
        Held entry = held.get(one.id);
        if (entry != null) {
            entry.touched = true;
        }
    }

    /** It is no more. */
    void remove(Case one) {
        Held entry = held.get(one.id);
        if (entry != null) {
            entry.gone = true;
            entry.touched = true;
        }
    }

    /** Writes what was changed. */
    void flush() throws SQLException {
        for (Held entry : held.values()) {
            List<Object> stored = entry.stored;
            if (!entry.touched) {
                continue;
            }
            if (entry.gone) {
                if (stored != null) {
                    PreparedStatement delete = tx.prepare("DELETE FROM " + table + " WHERE id = ?");
                    delete.setLong(1, entry.one.id);
                    delete.executeUpdate();
                }
            } else if (stored == null) {
                write(entry.one, insert, Columns.ALL);
            } else {
                boolean plain = stored.equals(keys(entry.one));
                write(entry.one, plain ? updatePlain : updateFull, plain ? PLAIN : FULL);
            }
        }
        held.clear();
    }

    private static String places() {
        return Columns.ALL.stream().map(column -> "?").collect(Collectors.joining(", "));
    }

    private static String assignments(List<Column> columns) {
        return columns.stream()
                .filter(column -> column != Columns.ID)
                .map(column -> column.name() + " = ?")
                .collect(Collectors.joining(", "));
    }

    private void write(Case one, String sql, List<Column> columns) throws SQLException {
        PreparedStatement statement = tx.prepare(sql);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).writing().write(one, statement, i + 1);
        }
        statement.executeUpdate();
    }
}
