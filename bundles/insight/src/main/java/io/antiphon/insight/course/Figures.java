package io.antiphon.insight.course;

import io.antiphon.spi.Position;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the figures of a span of days. */
final class Figures {

    private static final int MOST_VALUES = 500;

    /**
     * What to count.
     *
     * @param type the type of insight, or {@code about} for what feelings were about
     * @param value one value; null for all
     * @param unit a unit and all below it; empty for all
     */
    record Question(String type, @Nullable String value, String unit, LocalDate from, LocalDate to) {}

    private final Tx tx;

    Figures(Tx tx) {
        this.tx = tx;
    }

    /** The types there are, with how many values each has. */
    List<Map<String, Object>> types() throws SQLException {
        List<Map<String, Object>> types = new ArrayList<>();
        try (ResultSet rows = tx.prepare("SELECT type, count(DISTINCT value), sum(signals) FROM "
                        + tx.table(Course.TABLE) + " GROUP BY type ORDER BY type")
                .executeQuery()) {
            while (rows.next()) {
                types.add(Map.of("type", rows.getString(1), "values", rows.getLong(2), "signals", rows.getLong(3)));
            }
        }
        return types;
    }

    /** Each value with its sums, the most frequent first, at most {@value #MOST_VALUES}. */
    List<Map<String, Object>> values(Question question) throws SQLException {
        List<Map<String, Object>> values = new ArrayList<>();
        try (ResultSet rows = asked(
                "value",
                " GROUP BY value HAVING sum(signals) > 0 ORDER BY 2 DESC, value LIMIT " + MOST_VALUES,
                question)) {
            while (rows.next()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("value", rows.getString(1));
                values.add(sums(one, rows));
            }
        }
        return values;
    }

    /** Each day of the span on which there was anything, with its sums. */
    List<Map<String, Object>> days(Question question) throws SQLException {
        List<Map<String, Object>> days = new ArrayList<>();
        try (ResultSet rows = asked("day", " GROUP BY day HAVING sum(signals) > 0 ORDER BY day", question)) {
            while (rows.next()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("day", LocalDate.ofEpochDay(rows.getLong(1)).toString());
                days.add(sums(one, rows));
            }
        }
        return days;
    }

    private static Map<String, Object> sums(Map<String, Object> one, ResultSet rows) throws SQLException {
        one.put("signals", rows.getLong(2));
        one.put("positive", rows.getLong(3));
        one.put("negative", rows.getLong(4));
        one.put("neutral", rows.getLong(5));
        one.put("mixed", rows.getLong(6));
        one.put("latest", Position.of(rows.getLong(7)).toString());
        return one;
    }

    private ResultSet asked(String by, String end, Question question) throws SQLException {
        boolean one = question.value() != null;
        boolean unit = !question.unit().isEmpty();
        PreparedStatement query =
                tx.prepare("SELECT " + by + ", sum(signals), sum(positive), sum(negative), sum(neutral),"
                        + " sum(mixed), max(latest) FROM " + tx.table(Course.TABLE) + " WHERE type = ?"
                        + (one ? " AND value = ?" : "")
                        + " AND day BETWEEN ? AND ?" + (unit ? " AND (unit = ? OR unit >= ? AND unit < ?)" : "") + end);
        int at = 1;
        query.setString(at++, question.type());
        if (one) {
            query.setString(at++, question.value());
        }
        query.setLong(at++, question.from().toEpochDay());
        query.setLong(at++, question.to().toEpochDay());
        if (unit) {
            query.setString(at++, question.unit());
            query.setString(at++, question.unit() + "/");
            query.setString(at, question.unit() + "0"); // the character after '/'
        }
        return query.executeQuery();
    }
}
