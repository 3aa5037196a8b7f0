package io.antiphon.care.cases;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * By which names a case is found: its conversations, its person in its unit, cases merged into it. Also which replies were ordered
 * under which key. Each name is read once and written once in a batch. Owned by one thread.
 */
final class Found {

    static final String TABLE = "found";

    private final Tx tx;
    private final Map<String, Long> read = new HashMap<>();
    private final TreeMap<String, Long> written = new TreeMap<>();

    Found(Tx tx) {
        this.tx = tx;
    }

    static void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE) + " (name TEXT PRIMARY KEY, at BIGINT NOT NULL) WITHOUT ROWID")
                .execute();
    }

    static String conversation(String connection, String conversation) {
        return "v" + connection + "\n" + conversation;
    }

    static String person(String profile, String unit) {
        return "p" + profile + "\n" + unit;
    }

    static String merged(long id) {
        return "m" + id;
    }

    static String key(long id, String key) {
        return "k" + id + "\n" + key;
    }

    /** The offset that a name stands for; 0 if none. */
    long at(String name) throws SQLException {
        Long known = written.get(name);
        if (known == null) {
            known = read.get(name);
        }
        if (known == null) {
            known = select(tx, name);
            read.put(name, known);
        }
        return known;
    }

    static long select(Tx tx, String name) throws SQLException {
        PreparedStatement select = tx.prepare("SELECT at FROM " + tx.table(TABLE) + " WHERE name = ?");
        select.setString(1, name);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void put(String name, long offset) throws SQLException {
        if (at(name) != offset) {
            written.put(name, offset);
        }
    }

    void flush() throws SQLException {
        String sql = "INSERT INTO " + tx.table(TABLE)
                + " (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at";
        PreparedStatement put = tx.prepare(sql);
        for (Map.Entry<String, Long> one : written.entrySet()) {
            put.setString(1, one.getKey());
            put.setLong(2, one.getValue());
            put.executeUpdate();
        }
        written.clear();
        read.clear();
    }
}
