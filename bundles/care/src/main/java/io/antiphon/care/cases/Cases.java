package io.antiphon.care.cases;

import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads cases. */
public final class Cases {

    private static final int MOST_MERGES = 64;

    private final Tx tx;

    /** Of the fold's rows. */
    public Cases(Tx tx) {
        this.tx = tx;
    }

    /** A case, or the one it was merged into. */
    public Optional<Case> find(long id) throws SQLException {
        long at = id;
        for (int i = 0; i < MOST_MERGES && at > 0; i++) {
            List<Case> found = list("WHERE id = ?", List.of(at));
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
            at = Found.select(tx, Found.merged(at));
        }
        return Optional.empty();
    }

    /** Cases by the end of a query that begins with WHERE or ORDER. @param values Strings and Longs */
    public List<Case> list(String end, List<?> values) throws SQLException {
        PreparedStatement select = tx.prepare("SELECT " + Columns.NAMES + " FROM " + tx.table(CaseRows.TABLE) + " " + end);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Long number) {
                select.setLong(i + 1, number);
            } else {
                select.setString(i + 1, String.valueOf(values.get(i)));
            }
        }
        List<Case> cases = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                cases.add(Columns.read(rows));
            }
        }
        return cases;
    }

    /** Cases whose clocks have to be looked at by then, the longest overdue first. */
    public List<Case> alarmed(long by, int most) throws SQLException {
        return list("WHERE alarm > 0 AND alarm <= ? ORDER BY alarm, id LIMIT ?", List.of(by, (long) most));
    }

    /** Cases changed after an offset, in the order of their changes. */
    public List<Case> changed(long after, int most) throws SQLException {
        return list("WHERE changed > ? ORDER BY changed LIMIT ?", List.of(after, (long) most));
    }

    /** Open cases of a queue that are nobody's and not asleep, the most urgent first. */
    public List<Case> unassigned(String queue, int most) throws SQLException {
        return list(
                "WHERE is_open = 1 AND queue = ? AND assignee = '' AND snoozed = 0 AND waiting = 0"
                        + " ORDER BY priority, due, id LIMIT ?",
                List.of(queue, (long) most));
    }

    /** How many open cases each person has. */
    public Map<String, Long> loads() throws SQLException {
        Map<String, Long> loads = new TreeMap<>();
        try (ResultSet rows = tx.prepare("SELECT assignee, COUNT(*) FROM " + tx.table(CaseRows.TABLE)
                        + " WHERE is_open = 1 AND assignee <> '' GROUP BY assignee")
                .executeQuery()) {
            while (rows.next()) {
                loads.put(rows.getString(1), rows.getLong(2));
            }
        }
        return loads;
    }

    /** The signals of a case with what became of each, in order. */
    public Map<Long, Disposition> signals(long id) throws SQLException {
        Map<Long, Disposition> signals = new TreeMap<>();
        for (Ledger.Row row : Ledger.ofCase(tx, id)) {
            signals.put(row.position(), row.disposition());
        }
        return signals;
    }

    /** The offsets of the other entries of its history, the latest, in order. */
    public List<Long> history(long id, int most) throws SQLException {
        return Answers.history(tx, id, most);
    }

    /** How far an answer has come, and why not further. */
    public record Sent(Stage stage, String reason) {}

    /** How far its answers have come, by their actions' ids. */
    public Map<String, Sent> answers(long id) throws SQLException {
        Map<String, Sent> answers = new TreeMap<>();
        for (Answers.Answer answer : Answers.ofCase(tx, id)) {
            answers.put(answer.action(), new Sent(answer.stage(), answer.reason()));
        }
        return answers;
    }

    /** The offset of the reply that was ordered under a key; 0 if none was. */
    public long replied(long id, String key) throws SQLException {
        return Found.select(tx, Found.key(id, key));
    }

    /** Figures of a queue in a unit. */
    public record Load(
            String queue,
            String unit,
            String assignee,
            int priority,
            long open,
            long us,
            long customer,
            long snoozed,
            long pending,
            long warned,
            long breached,
            long trouble,
            long oldest,
            long due) {}

    /** Figures of open cases, one by queue, unit, person and priority. */
    public List<Load> figures() throws SQLException {
        List<Load> figures = new ArrayList<>();
        try (ResultSet row = tx.prepare("SELECT queue, unit, assignee, priority, COUNT(*), SUM(CASE WHEN waiting = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN waiting = 1 THEN 1 ELSE 0 END),"
                        + " SUM(CASE WHEN snoozed > 0 THEN 1 ELSE 0 END), SUM(pending), SUM(CASE WHEN first_warned = 1 OR resolution_warned = 1 THEN 1 ELSE 0 END),"
                        + " SUM(CASE WHEN first_breached = 1 OR resolution_breached = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN trouble <> '' THEN 1 ELSE 0 END), MIN(opened), MIN(due) FROM "
                        + tx.table(CaseRows.TABLE) + " WHERE is_open = 1 GROUP BY queue, unit, assignee, priority")
                .executeQuery()) {
            while (row.next()) {
                figures.add(new Load(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14)));
            }
        }
        return figures;
    }

    /** What nobody looks after: open signals of a channel, unit and topic whose cases are in no queue and nobody's. */
    public record Unwatched(String channel, String unit, String topic, long open, long oldest, long caseAt) {}

    /** All of it, the most first. */
    public List<Unwatched> unwatched() throws SQLException {
        List<Unwatched> found = new ArrayList<>();
        try (ResultSet row = tx.prepare("SELECT channel, unit, topics, SUM(unanswered), MIN(opened), MIN(id) FROM "
                        + tx.table(CaseRows.TABLE) + " WHERE is_open = 1 AND queue = '' AND assignee = '' AND unanswered > 0"
                        + " GROUP BY channel, unit, topics ORDER BY 4 DESC, 6 LIMIT 1000")
                .executeQuery()) {
            while (row.next()) {
                String topics = row.getString(3);
                int end = topics.indexOf('\n');
                found.add(new Unwatched(
                        row.getString(1),
                        row.getString(2),
                        end < 0 ? topics : topics.substring(0, end),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return found;
    }
}
