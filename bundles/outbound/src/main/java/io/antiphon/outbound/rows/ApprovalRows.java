package io.antiphon.outbound.rows;

import io.antiphon.outbound.approval.Approval;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who approved what, until it has left. */
public final class ApprovalRows {

    private ApprovalRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("approval") + " (action TEXT NOT NULL, position BIGINT NOT NULL,"
                        + " who TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (action, position))");
    }

    static void approved(Entry.Commanded order, Tx tx) throws SQLException {
        Approval approval = Approval.of(order);
        if (approval != null) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("approval") + " (action, position, who, at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (action, position) DO NOTHING",
                    approval.action(),
                    approval.position(),
                    approval.who(),
                    approval.at().toEpochMilli());
        }
    }

    static void performed(Entry.Performed performed, Tx tx) throws SQLException {
        if (!performed.action().connection().isBlank() && !(performed.outcome() instanceof Outcome.Unsure)) {
            String id = performed.action().id();
            Sql.run(tx, "DELETE FROM " + tx.table("approval") + " WHERE action = ?", id);
            Sql.run(tx, "DELETE FROM " + tx.table("released") + " WHERE action = ?", id);
        }
    }

    /** All that are there. */
    public static List<Approval> all(Tx tx) throws SQLException {
        return Sql.list(
                tx,
                row -> new Approval(
                        row.getString(1), row.getLong(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))),
                "SELECT action, position, who, at FROM " + tx.table("approval") + " ORDER BY position");
    }
}
