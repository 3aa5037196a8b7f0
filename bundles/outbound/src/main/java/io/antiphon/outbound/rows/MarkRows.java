package io.antiphon.outbound.rows;

import io.antiphon.spi.Position;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.List;

/** Up to where the rows are complete. */
public final class MarkRows {

    /** The last entry of all. */
    public static final String SEEN = "seen";
    /** The last order that changed what stands: a stop, an approval, settings. */
    public static final String ORDERED = "ordered";

    private MarkRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("mark") + " (name TEXT NOT NULL PRIMARY KEY, position BIGINT NOT NULL)");
    }

    static void put(Tx tx, String name, Position position) throws SQLException {
        Sql.run(
                tx,
                "INSERT INTO " + tx.table("mark") + " (name, position) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET position = excluded.position",
                name,
                position.offset());
    }

    /** The offset of a mark; 0 if there is none yet. */
    public static long get(Tx tx, String name) throws SQLException {
        List<Long> found = Sql.list(
                tx, row -> row.getLong(1), "SELECT position FROM " + tx.table("mark") + " WHERE name = ?", name);
        return found.isEmpty() ? 0 : found.get(0);
    }
}
