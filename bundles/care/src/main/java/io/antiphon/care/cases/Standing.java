package io.antiphon.care.cases;

import io.antiphon.spi.Position;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What holds besides the cases: how far the fold has read, and the settings.
 *
 * @param reached the offset of the last entry that was folded
 * @param document the text of the settings; empty for the usual ones
 * @param settingsAt the offset of the command that set them; 0 if none did
 */
public record Standing(long reached, String document, long settingsAt) {

    private static final String TABLE = "standing";

    static void create(Tx tx) throws SQLException {
        tx.prepare("CREATE TABLE " + tx.table(TABLE)
                        + " (id INTEGER PRIMARY KEY, reached BIGINT NOT NULL, document TEXT NOT NULL, settings_at BIGINT NOT NULL)")
                .execute();
    }

    /** As it is stored. */
    public static Standing read(Tx tx) throws SQLException {
        try (ResultSet rows = tx.prepare("SELECT reached, document, settings_at FROM " + tx.table(TABLE) + " WHERE id = 1")
                .executeQuery()) {
            return rows.next()
                    ? new Standing(rows.getLong(1), rows.getString(2), rows.getLong(3))
                    : new Standing(0, "", 0);
        }
    }

    /** Only how far the fold has read. */
    public static Position reached(Tx tx) throws SQLException {
        try (ResultSet rows = tx.prepare("SELECT reached FROM " + tx.table(TABLE) + " WHERE id = 1")
                .executeQuery()) {
            return Position.of(rows.next() ? rows.getLong(1) : 0);
        }
    }

    void write(Tx tx) throws SQLException {
        PreparedStatement put = tx.prepare("INSERT INTO " + tx.table(TABLE)
                + " (id, reached, document, settings_at) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                + " reached = excluded.reached, document = excluded.document, settings_at = excluded.settings_at");
        put.setLong(1, reached);
        put.setString(2, document);
        put.setLong(3, settingsAt);
        put.executeUpdate();
    }
}
