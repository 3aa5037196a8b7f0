package io.antiphon.outbound.rows;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who complained and has not been answered to the end: a complaint opens with a signal of kind {@code complaint} or one felt negative
 * as a whole, and is over when its case is closed.
 */
public final class ComplaintRows {

    private static final double SURE = 0.6;
    private static final Set<String> CASES = Set.of("close", "reopen", "reply", "take", "assess", "acknowledge");

    private ComplaintRows() {}

    static void create(Tx tx) throws SQLException {
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("complaint") + " (key TEXT NOT NULL PRIMARY KEY, opened BIGINT NOT NULL,"
                        + " opened_at BIGINT NOT NULL, closed BIGINT NOT NULL)");
        Sql.run(
                tx,
                "CREATE TABLE " + tx.table("case_of")
                        + " (case_id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (case_id, key))");
    }

    static void heard(Entry.Heard heard, Tx tx) throws SQLException {
        Signal signal = heard.signal();
        if (signal.kind().equals("complaint") && signal.direction() != Direction.OUTBOUND) {
            open(tx, Keys.of(signal.identities(), null), heard.position().offset(), heard.at());
        }
    }

    static void understood(Entry.Understood understood, Tx tx) throws SQLException {
        Entry.Heard heard = understood.heard();
        Signal signal = heard.signal();
        boolean bad = signal.kind().equals("complaint")
                || understood.insights().stream().anyMatch(ComplaintRows::isBad);
        if (bad && !understood.isAgain() && signal.direction() != Direction.OUTBOUND) {
            open(
                    tx,
                    Keys.of(signal.identities(), understood.profile()),
                    heard.position().offset(),
                    heard.at());
        }
    }

    private static boolean isBad(Insight insight) {
        return insight.type().equals("sentiment")
                && insight.value().equals("negative")
                && insight.about() == null
                && insight.confidence() >= SURE;
    }

    /** A decision may close the case of its signal's giver, and tells whose case a reply belongs to. */
    static void decided(Entry.Decided decided, Tx tx) throws SQLException {
        Action action = decided.action();
        if (!action.type().equals("case") && !action.attributes().containsKey("case")) {
            return;
        }
        Set<String> keys = Keys.of(action.to() == null ? List.of() : List.of(action.to()), decided.profile());
        String op = Words.text(action.attributes(), "op");
        if (action.type().equals("case") && (op.equals("close") || op.equals("thank"))) {
            close(tx, keys, decided.position().offset());
        }
        String id = Words.text(action.attributes(), "case");
        if (!id.isEmpty()) {
            know(tx, id, keys);
        }
    }

    static void ordered(Entry.Commanded order, Tx tx) throws SQLException {
        String id = Words.subject(order, "case ");
        if (id.isEmpty() || !CASES.contains(order.command())) {
            return;
        }
        know(tx, id, Keys.of(List.of(), Words.text(order.arguments(), "profile")));
        Set<String> keys = new LinkedHashSet<>(Sql.list(
                tx, row -> row.getString(1), "SELECT key FROM " + tx.table("case_of") + " WHERE case_id = ?", id));
        if (order.command().equals("close")) {
            close(tx, keys, order.position().offset());
        } else if (order.command().equals("reopen")) {
            open(tx, keys, order.position().offset(), order.at());
        }
    }

    private static void know(Tx tx, String id, Set<String> keys) throws SQLException {
        for (String key : keys) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("case_of") + " (case_id, key) VALUES (?, ?)"
                            + " ON CONFLICT (case_id, key) DO NOTHING",
                    id,
                    key);
        }
    }

    private static void open(Tx tx, Set<String> keys, long position, Instant at) throws SQLException {
        for (String key : keys) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("complaint") + " AS known (key, opened, opened_at, closed)"
                            + " VALUES (?, ?, ?, 0) ON CONFLICT (key) DO UPDATE SET opened = excluded.opened,"
                            + " opened_at = excluded.opened_at WHERE excluded.opened > known.opened",
                    key,
                    position,
                    at.toEpochMilli());
        }
    }

    private static void close(Tx tx, Set<String> keys, long position) throws SQLException {
        for (String key : keys) {
            Sql.run(
                    tx,
                    "INSERT INTO " + tx.table("complaint") + " AS known (key, opened, opened_at, closed)"
                            + " VALUES (?, 0, 0, ?) ON CONFLICT (key) DO UPDATE SET closed = excluded.closed"
                            + " WHERE excluded.closed > known.closed",
                    key,
                    position);
        }
    }

    /** Since when a person's latest complaint is open; empty if none is. */
    public static Optional<Instant> open(Tx tx, Collection<String> keys) throws SQLException {
        long opened = 0;
        long at = 0;
        long closed = 0;
        for (String key : keys) {
            for (Map.Entry<Long, List<Long>> row : Sql.list(
                    tx,
                    found -> Map.entry(found.getLong(1), List.of(found.getLong(2), found.getLong(3))),
                    "SELECT opened, opened_at, closed FROM " + tx.table("complaint") + " WHERE key = ?",
                    key)) {
                if (row.getKey() > opened) {
                    opened = row.getKey();
                    at = row.getValue().get(0);
                }
                closed = Math.max(closed, row.getValue().get(1));
            }
        }
        return opened > closed ? Optional.of(Instant.ofEpochMilli(at)) : Optional.empty();
    }
}
