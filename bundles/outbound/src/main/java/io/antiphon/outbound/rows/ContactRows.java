package io.antiphon.outbound.rows;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who was written to, and who is about to be: an action counts from its reservation on, which is durable before it may leave, until it
 * is refused. What is for service does not count.
 */
public final class ContactRows {

    private static final long KEPT = Duration.ofDays(400).toMillis();

    /**
     * A message to somebody.
     *
     * @param counts whether it counts; not if it was refused
     * @param over whether it has left or was refused; else it may be on its way, and counts as of now
     */
    public record Contact(String action, String purpose, Instant at, boolean counts, boolean over) {}

    private ContactRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("contact") + " (action TEXT NOT NULL PRIMARY KEY, purpose TEXT NOT NULL,"
                        + " at BIGINT NOT NULL, counts INTEGER NOT NULL, over INTEGER NOT NULL)");
        Sql.run(tx, "CREATE INDEX " + tx.table("contact_at") + " ON " + tx.table("contact") + " (over, at)");
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("contact_key")
                        + " (key TEXT NOT NULL, action TEXT NOT NULL, PRIMARY KEY (key, action))");
        Sql.run(tx, "CREATE INDEX " + tx.table("contact_of") + " ON " + tx.table("contact_key") + " (action)");
    }

    static void reserved(Entry.Commanded order, Tx tx) throws SQLException {
        String action = Words.subject(order, Words.ACTION);
        if (!action.isEmpty()) {
            Set<String> keys = Set.copyOf(Words.texts(order.arguments(), "keys"));
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("contact") + " (action, purpose, at, counts, over) VALUES (?, ?, ?, 1, 0)"
                            + " ON CONFLICT (action) DO UPDATE SET counts = 1, over = 0, at = excluded.at",
                    action,
                    Words.text(order.arguments(), "purpose"),
                    order.at().toEpochMilli());
            link(tx, action, keys);
        }
    }

    static void performed(Entry.Performed performed, Tx tx) throws SQLException {
        Action action = performed.action();
        String purpose = Words.purpose(action);
        if (purpose.equals(Words.SERVICE) || action.connection().isBlank()) {
            return;
        }
        if (performed.outcome() instanceof Outcome.Refused) {
            Sql.run(tx, "UPDATE " + tx.table("contact") + " SET counts = 0, over = 1 WHERE action = ?", action.id());
            return;
        }
        boolean unsure = performed.outcome() instanceof Outcome.Unsure;
        long now = performed.at().toEpochMilli();
        Sql.run(
                tx,
                "INSERT INTO " + tx.table("contact") + " (action, purpose, at, counts, over) VALUES (?, ?, ?, 1, ?)"
                        + " ON CONFLICT (action) DO UPDATE SET counts = 1, over = excluded.over, at = excluded.at",
                action.id(),
                purpose,
                now,
                unsure ? 0 : 1);
        link(tx, action.id(), Keys.of(action.to() == null ? List.of() : List.of(action.to()), performed.profile()));
        forget(tx, now - KEPT);
    }

    private static void link(Tx tx, String action, Set<String> keys) throws SQLException {
        for (String key : keys) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("contact_key") + " (key, action) VALUES (?, ?)"
                            + " ON CONFLICT (key, action) DO NOTHING",
                    key,
                    action);
        }
    }

    private static void forget(Tx tx, long before) throws SQLException {
        for (String old : Sql.list(
                tx,
                row -> row.getString(1),
                "SELECT action FROM " + tx.table("contact") + " WHERE over = 1 AND at < ?",
                before)) {
            Sql.run(tx, "DELETE FROM " + tx.table("contact_key") + " WHERE action = ?", old);
            Sql.run(tx, "DELETE FROM " + tx.table("contact") + " WHERE action = ?", old);
        }
    }

    /** What went to a person since a time, or is on its way, by action; also what was refused since. */
    public static Map<String, Contact> of(Tx tx, Collection<String> keys, Instant since) throws SQLException {
        Map<String, Contact> found = new LinkedHashMap<>();
        for (String key : keys) {
            for (Contact contact : Sql.list(
                    tx,
                    row -> new Contact(
                            row.getString(1),
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            row.getInt(4) == 1,
                            row.getInt(5) == 1),
                    "SELECT c.action, c.purpose, c.at, c.counts, c.over FROM " + tx.table("contact_key") + " k JOIN "
                            + tx.table("contact") + " c ON c.action = k.action"
                            + " WHERE k.key = ? AND (c.at >= ? OR c.over = 0)",
                    key,
                    since.toEpochMilli())) {
                found.put(contact.action(), contact);
            }
        }
        return found;
    }

    /** Whether there is a row of an action. */
    public static boolean knows(Tx tx, String action) throws SQLException {
        return !Sql.list(
                        tx,
                        row -> row.getString(1),
                        "SELECT action FROM " + tx.table("contact") + " WHERE action = ?",
                        action)
                .isEmpty();
    }
}
