package io.antiphon.outbox;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The actions that name a connection and have no outcome yet: a fold like any other. */
@Component(service = Fold.class)
public final class Pending implements Fold {

    static final String NAME = "outbox";
    static final String SUBJECT = "action ";
    static final String RESOLVE = "resolve";
    static final String HAPPENED = "happened";

    private static final String SELECT = "SELECT position, id, connection, chain, at, due, doubt, outcomes FROM ";

    /** What is known about whether an action has left. */
    enum Doubt {
        /** It has not. */
        NONE,
        /** Its sink, or a crash, left that open. */
        UNSURE,
        /** A person said that it has not. */
        RESOLVED
    }

    /**
     * An action that waits.
     *
     * @param position of its decision
     * @param chain what it has to keep its place in; unique if there is no such thing
     * @param at when it was decided, in milliseconds of the epoch
     * @param due when it may leave, in milliseconds of the epoch
     * @param outcomes how many outcomes were journaled already
     */
    record Row(
            long position, String id, String connection, String chain, long at, long due, Doubt doubt, int outcomes) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        String pending = tx.table("pending");
        tx.prepare("CREATE TABLE " + pending + " (position BIGINT NOT NULL PRIMARY KEY, id TEXT NOT NULL,"
                        + " connection TEXT NOT NULL, chain TEXT NOT NULL, at BIGINT NOT NULL, due BIGINT NOT NULL, doubt INTEGER NOT NULL,"
                        + " outcomes INTEGER NOT NULL)")
                .executeUpdate();
        tx.prepare("CREATE UNIQUE INDEX " + tx.table("by_id") + " ON " + pending + " (id)")
                .executeUpdate();
        tx.prepare("CREATE INDEX " + tx.table("by_connection") + " ON " + pending + " (connection, position)")
                .executeUpdate();
        tx.prepare("CREATE TABLE " + tx.table("mark") + " (name TEXT NOT NULL PRIMARY KEY, position BIGINT NOT NULL)")
                .executeUpdate();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Decided decided) {
                if (leaves(decided.action())) {
                    add(decided, tx);
                }
            } else if (entry instanceof Entry.Performed performed) {
                if (leaves(performed.action())) {
                    performed(performed, tx);
                }
            } else if (entry instanceof Entry.Commanded commanded
                    && commanded.command().equals(RESOLVE)) {
                resolved(commanded, tx);
            }
        }
        PreparedStatement mark = tx.prepare("INSERT INTO " + tx.table("mark") + " (name, position) VALUES ('seen', ?)"
                + " ON CONFLICT (name) DO UPDATE SET position = excluded.position");
        mark.setLong(1, entries.get(entries.size() - 1).position().offset());
        mark.executeUpdate();
    }

    /** Whether an action is for the outbox. */
    static boolean leaves(Action action) {
        return !action.connection().isBlank() && !action.type().equals(Action.WAKE);
    }

    private static void add(Entry.Decided decided, Tx tx) throws SQLException {
        Action action = decided.action();
        PreparedStatement insert = tx.prepare("INSERT INTO " + tx.table("pending")
                + " (position, id, connection, chain, at, due, doubt, outcomes) VALUES (?, ?, ?, ?, ?, ?, 0, 0)");
        insert.setLong(1, decided.position().offset());
        insert.setString(2, decided.id());
        insert.setString(3, action.connection());
        insert.setString(4, chain(decided));
        insert.setLong(5, millis(decided.at()));
        insert.setLong(6, millis(action.notBefore()));
        insert.executeUpdate();
    }

    /** Actions of one chain leave one after the other: those of a conversation, or else those to somebody. */
    private static String chain(Entry.Decided decided) {
        Action action = decided.action();
        if (action.conversation() != null) {
            return "c:" + action.conversation();
        }
        return action.to() == null ? "p:" + decided.position().offset() : "t:" + action.to();
    }

    private static long millis(@org.jspecify.annotations.Nullable Instant when) {
        if (when == null || when.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return when.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1)) ? Long.MAX_VALUE : when.toEpochMilli();
    }

    private static void performed(Entry.Performed performed, Tx tx) throws SQLException {
        boolean unsure = performed.outcome() instanceof Outcome.Unsure;
        PreparedStatement change = tx.prepare(
                unsure
                        ? "UPDATE " + tx.table("pending") + " SET doubt = 1, outcomes = outcomes + 1 WHERE position = ?"
                        : "DELETE FROM " + tx.table("pending") + " WHERE position = ?");
        change.setLong(1, performed.cause().offset());
        change.executeUpdate();
    }

    /** A person said that it did not happen. That it happened they say by an outcome. */
    private static void resolved(Entry.Commanded commanded, Tx tx) throws SQLException {
        if (commanded.subject().startsWith(SUBJECT)
                && Boolean.FALSE.equals(commanded.arguments().get(HAPPENED))) {
            PreparedStatement change = tx.prepare("UPDATE " + tx.table("pending") + " SET doubt = 2 WHERE id = ?");
            change.setString(1, commanded.subject().substring(SUBJECT.length()));
            change.executeUpdate();
        }
    }

    /** Up to which offset the rows are complete; 0 before the first entry. */
    static long seen(Tx tx) throws SQLException {
        try (ResultSet rows = tx.prepare("SELECT position FROM " + tx.table("mark") + " WHERE name = 'seen'")
                .executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Actions decided after an offset, of all connections. */
    static List<Row> after(Tx tx, long position, int limit) throws SQLException {
        PreparedStatement find =
                tx.prepare(SELECT + tx.table("pending") + " WHERE position > ? ORDER BY position LIMIT ?");
        find.setLong(1, position);
        find.setInt(2, limit);
        return rows(find);
    }

    /** Actions of a connection decided after an offset and up to another. */
    static List<Row> of(Tx tx, String connection, long after, long upTo, int limit) throws SQLException {
        PreparedStatement find = tx.prepare(SELECT + tx.table("pending")
                + " WHERE connection = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?");
        find.setString(1, connection);
        find.setLong(2, after);
        find.setLong(3, upTo);
        find.setInt(4, limit);
        return rows(find);
    }

    private static List<Row> rows(PreparedStatement find) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        Doubt.values()[rows.getInt(7)],
                        rows.getInt(8)));
            }
        }
        return found;
    }
}
