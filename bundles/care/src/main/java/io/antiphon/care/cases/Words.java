package io.antiphon.care.cases;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Small numbers for words that recur in rows, given in the order in which they are first needed. Owned by one thread. */
final class Words {

    static final String TABLE = "word";

    private final Tx tx;
    private final Map<String, Integer> known = new HashMap<>();

    Words(Tx tx) {
        this.tx = tx;
    }

    static void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE) + " (id INTEGER PRIMARY KEY, word TEXT NOT NULL)")
                .execute();
        tx.prepare("CREATE UNIQUE INDEX " + tx.table("by_word") + " ON " + tx.table(TABLE) + " (word)")
                .execute();
    }

    /** The number of a word, given now if it had none. */
    int number(String word) throws SQLException {
        Integer number = known.get(word);
        if (number == null) {
            number = look(word);
            known.put(word, number);
        }
        return number;
    }

    private int look(String word) throws SQLException {
        PreparedStatement select = tx.prepare("SELECT id FROM " + tx.table(TABLE) + " WHERE word = ?");
        select.setString(1, word);
        try (ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                return rows.getInt(1);
            }
        }
        int next;
        try (ResultSet rows = tx.prepare("SELECT COALESCE(MAX(id), 0) + 1 FROM " + tx.table(TABLE))
                .executeQuery()) {
            rows.next();
            next = rows.getInt(1);
        }
        PreparedStatement insert = tx.prepare("INSERT INTO " + tx.table(TABLE) + " (id, word) VALUES (?, ?)");
        insert.setInt(1, next);
        insert.setString(2, word);
        insert.executeUpdate();
        return next;
    }
}
