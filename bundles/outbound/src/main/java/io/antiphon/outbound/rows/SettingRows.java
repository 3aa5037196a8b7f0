package io.antiphon.outbound.rows;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.List;

/** The settings as they were set last. */
public final class SettingRows {

    private SettingRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("setting")
                        + " (name TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL, position BIGINT NOT NULL)");
    }

    static void set(Entry.Commanded order, Tx tx) throws SQLException {
        String document = Words.text(order.arguments(), "document");
        if (order.subject().equals(Words.OUTBOUND) && !document.isEmpty()) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("setting") + " (name, document, position) VALUES ('outbound', ?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET document = excluded.document, position = excluded.position",
                    document,
                    order.position().offset());
        }
    }

    /** The document; empty if nobody has set anything. */
    public static String get(Tx tx) throws SQLException {
        List<String> found =
                Sql.list(tx, row -> row.getString(1), "SELECT document FROM " + tx.table("setting") + " LIMIT 1");
        return found.isEmpty() ? "" : found.get(0);
    }
}
