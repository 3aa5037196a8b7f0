package io.antiphon.rules.memory;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words that signals have had so far, for people who write rules to choose from. Used for one batch. */
public final class Choices {

    private static final String TABLE = "words";
    private static final int MOST_OF_ONE = 300;
    private static final int MOST_LENGTH = 100;

    private record Word(String what, String value) implements Comparable<Word> {
        @Override
        public int compareTo(Word other) {
            int first = what.compareTo(other.what);
            return first != 0 ? first : value.compareTo(other.value);
        }
    }

    private final Map<Word, Long> seen = new TreeMap<>();

    static void create(Tx tx) throws SQLException {
        RulesFold.make(
                tx,
                "TABLE",
                TABLE,
                " (what TEXT NOT NULL, value TEXT NOT NULL, seen BIGINT NOT NULL, PRIMARY KEY (what, value))");
    }

    void see(Entry entry) {
        if (entry instanceof Entry.Heard heard) {
            Signal signal = heard.signal();
            add("kind", signal.kind());
            add("channel", signal.channel());
            add("connection", heard.connection());
            add("unit", signal.unit());
            for (Identity identity : signal.identities()) {
                add("from", identity.scheme());
            }
            signal.attributes().keySet().forEach(name -> add("attribute", name));
            if (signal.attributes().get("profile") instanceof Map<?, ?> traits) {
                traits.keySet().forEach(name -> add("trait", String.valueOf(name)));
            }
        } else if (entry instanceof Entry.Understood understood) {
            for (Insight insight : understood.insights()) {
                add("insight", insight.type());
                if (!insight.type().equals("link") && !insight.type().equals("pii")) {
                    add("insight:" + insight.type(), insight.value());
                }
            }
        } else if (entry instanceof Entry.Decided decided
                && decided.action().attributes().get("queue") instanceof String queue) {
            add("queue", queue);
        } else if (entry instanceof Entry.Commanded order && order.arguments().get("queue") instanceof String queue) {
            add("queue", queue);
        }
    }

    private void add(String what, String value) {
        if (!value.isEmpty() && value.length() <= MOST_LENGTH && what.length() <= MOST_LENGTH) {
            seen.merge(new Word(what, value), 1L, Long::sum);
        }
    }

    void store(Tx tx) throws SQLException {
        String table = tx.table(TABLE);
        for (Map.Entry<Word, Long> each : seen.entrySet()) {
            Word word = each.getKey();
            int known = RulesFold.run(
                    tx,
                    "UPDATE " + table + " SET seen = seen + ? WHERE what = ? AND value = ?",
                    each.getValue(),
                    word.what(),
                    word.value());
            if (known == 0) {
                RulesFold.run(
                        tx,
                        "INSERT INTO " + table + " SELECT ?, ?, ? WHERE (SELECT count(*) FROM " + table
                                + " WHERE what = ?) < " + MOST_OF_ONE,
                        word.what(),
                        word.value(),
                        each.getValue(),
                        word.what());
            }
        }
    }

    /** The words by what they are of, the most frequent first. */
    public static Map<String, List<String>> read(Tx tx) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        PreparedStatement select =
                tx.prepare("SELECT what, value FROM " + tx.table(TABLE) + " ORDER BY what, seen DESC, value");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.computeIfAbsent(rows.getString(1), any -> new ArrayList<>()).add(rows.getString(2));
            }
        }
        return all;
    }
}
