package io.antiphon.care.cases;

import io.antiphon.spi.Person;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer ledger of a span of days and of units: what was heard and what became of it.
 *
 * @param total of everything
 * @param reasons why signals were closed, with how many
 * @param days by day
 * @param units by unit
 * @param channels by channel
 */
public record Balance(
        Sum total,
        Map<String, Long> reasons,
        Map<String, Sum> days,
        Map<String, Sum> units,
        Map<String, Sum> channels) {

    private static final int MOST_WRONG = 100;

    /** A line of the ledger. */
    public record Sum(long heard, long answered, long solved, long thanked, long closed, long open) {

        static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0);

        Sum plusHeard(long more) {
            return new Sum(heard + more, answered, solved, thanked, closed, open);
        }

        Sum plus(Disposition what, long more) {
            return new Sum(
                    heard,
                    answered + (what == Disposition.ANSWERED ? more : 0),
                    solved + (what == Disposition.SOLVED ? more : 0),
                    thanked + (what == Disposition.THANKED ? more : 0),
                    closed + (what == Disposition.CLOSED ? more : 0),
                    open + (what == Disposition.OPEN ? more : 0));
        }

        /** Whether every signal that was heard has come to something, or is open. */
        public boolean isBalanced() {
            return heard == answered + solved + thanked + closed + open;
        }
    }

    /** Which part of the ledger. @param unit with all below it; empty for all. @param asks only what this person may see */
    public record Question(LocalDate from, LocalDate to, String unit, Person asks) {
        boolean covers(String other) {
            return asks.covers(other) && (unit.isEmpty() || Person.isWithin(other, unit));
        }
    }

    /** Adds up the days' sums. */
    public static Balance read(Tx tx, Question question) throws SQLException {
        Reading reading = new Reading(question);
        String tables = " s JOIN " + tx.table(Words.TABLE) + " u ON u.id = s.unit JOIN " + tx.table(Words.TABLE)
                + " c ON c.id = s.channel";
        PreparedStatement heard = tx.prepare("SELECT s.day, u.word, c.word, s.signals FROM " + tx.table(Ledger.HEARD)
                + tables + " WHERE s.day BETWEEN ? AND ?");
        span(heard, question);
        try (ResultSet rows = heard.executeQuery()) {
            while (rows.next()) {
                long signals = rows.getLong(4);
                reading.add(rows, sum -> sum.plusHeard(signals));
            }
        }
        PreparedStatement moved = tx.prepare("SELECT s.day, u.word, c.word, s.signals, s.disposition, r.word FROM "
                + tx.table(Ledger.SUMS) + tables + " JOIN " + tx.table(Words.TABLE)
                + " r ON r.id = s.reason WHERE s.day BETWEEN ? AND ? AND s.signals <> 0");
        span(moved, question);
        try (ResultSet rows = moved.executeQuery()) {
            while (rows.next()) {
                long signals = rows.getLong(4);
                Disposition what = Disposition.of(rows.getInt(5));
                if (reading.add(rows, sum -> sum.plus(what, signals)) && what == Disposition.CLOSED) {
                    reading.reasons.merge(rows.getString(6), signals, Long::sum);
                }
            }
        }
        return new Balance(reading.total, reading.reasons, reading.days, reading.units, reading.channels);
    }

    private static void span(PreparedStatement query, Question question) throws SQLException {
        query.setLong(1, question.from().toEpochDay());
        query.setLong(2, question.to().toEpochDay());
    }

    /** What it is added up in. */
    private static final class Reading {
        private final Question question;
        private Sum total = Sum.NONE;
        private final Map<String, Long> reasons = new TreeMap<>();
        private final Map<String, Sum> days = new TreeMap<>();
        private final Map<String, Sum> units = new TreeMap<>();
        private final Map<String, Sum> channels = new TreeMap<>();

        Reading(Question question) {
            this.question = question;
        }

        boolean add(ResultSet row, java.util.function.UnaryOperator<Sum> more) throws SQLException {
            String unit = row.getString(2);
            if (!question.covers(unit)) {
                return false;
            }
            total = more.apply(total);
            String day = LocalDate.ofEpochDay(row.getLong(1)).toString();
            days.put(day, more.apply(days.getOrDefault(day, Sum.NONE)));
            units.put(unit, more.apply(units.getOrDefault(unit, Sum.NONE)));
            String channel = row.getString(3);
            channels.put(channel, more.apply(channels.getOrDefault(channel, Sum.NONE)));
            return true;
        }
    }

    /**
     * Counts the ledger again, row by row.
     *
     * @param rows how many signals it holds
     * @param notUnderstood how many of them wait to be understood, so that no case has them yet
     * @param wrong which sums are not what their rows come to; empty if all are right
     */
    public record Check(long rows, long notUnderstood, List<String> wrong) {
        /** Copies. */
        public Check {
            wrong = List.copyOf(wrong);
        }
    }

    /** Counts the whole ledger again. */
    public static Check check(Tx tx) throws SQLException {
        List<String> wrong = new ArrayList<>();
        String ledger = tx.table(Ledger.TABLE);
        long rows = number(tx, "SELECT COUNT(*) FROM " + ledger);
        compare(tx, wrong, "day, unit, channel, disposition, reason", tx.table(Ledger.SUMS), ledger);
        compare(tx, wrong, "day, unit, channel", tx.table(Ledger.HEARD), ledger);
        long unanswered = number(tx, "SELECT COALESCE(SUM(unanswered), 0) FROM " + tx.table(CaseRows.TABLE));
        String openRows = "SELECT COUNT(*) FROM " + ledger + " WHERE disposition = 0 AND case_at IS ";
        long open = number(tx, openRows + "NOT NULL");
        if (unanswered != open) {
            wrong.add("Cases have " + unanswered + " open signals, the ledger " + open);
        }
        return new Check(rows, number(tx, openRows + "NULL"), wrong);
    }

    private static void compare(Tx tx, List<String> wrong, String key, String sums, String ledger) throws SQLException {
        String counted = "SELECT " + key + ", COUNT(*) AS signals FROM " + ledger + " GROUP BY " + key;
        String told = "SELECT " + key + ", signals FROM " + sums + " WHERE signals <> 0";
        for (String sql : List.of(counted + " EXCEPT " + told, told + " EXCEPT " + counted)) {
            try (ResultSet found = tx.prepare(sql).executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next() && wrong.size() < MOST_WRONG) {
                    StringBuilder line = new StringBuilder("A sum and its rows differ at " + key + ":");
                    for (int i = 1; i <= columns; i++) {
                        line.append(' ').append(found.getLong(i));
                    }
                    wrong.add(line.toString());
                }
            }
        }
    }

    private static long number(Tx tx, String sql) throws SQLException {
        try (ResultSet rows = tx.prepare(sql).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
