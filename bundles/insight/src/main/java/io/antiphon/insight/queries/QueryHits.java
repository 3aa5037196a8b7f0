package io.antiphon.insight.queries;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/** How often each listening query matched, by the hour in which the signal was given. */
@Component(service = Fold.class)
public final class QueryHits implements Fold {

    static final String NAME = "query_hits";

    private static final String TABLE = "hits";
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private record Key(String query, long hour) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byQuery = query.compareTo(other.query);
            return byQuery != 0 ? byQuery : Long.compare(hour, other.hour);
        }
    }

    /** A number of hits. @param from the beginning of the hour or day */
    record Count(String query, Instant from, long hits) {}

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
        tx.prepare(
                        "CREATE TABLE " + tx.table(TABLE)
                                + " (query TEXT NOT NULL, hour BIGINT NOT NULL, hits BIGINT NOT NULL, PRIMARY KEY (query, hour))")
                .execute();
        tx.prepare("CREATE INDEX " + tx.table("by_hour") + " ON " + tx.table(TABLE) + " (hour)")
                .execute();
    }

    private static void count(List<Insight> insights, long hour, long times, Map<Key, Long> counts) {
        for (Insight insight : insights) {
            if (insight.type().equals("query")) {
                counts.merge(new Key(insight.value(), hour), times, Long::sum);
            }
        }
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        Map<Key, Long> counts = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Understood understood) {
                long hour = Math.floorDiv(understood.heard().occurredAt().getEpochSecond(), HOUR);
                count(understood.insights(), hour, 1, counts);
                count(understood.replaced(), hour, -1, counts);
            }
        }
        PreparedStatement add = tx.prepare("INSERT INTO " + tx.table(TABLE) + " AS known VALUES (?, ?, ?)"
                + " ON CONFLICT (query, hour) DO UPDATE SET hits = known.hits + excluded.hits");
        for (Map.Entry<Key, Long> each : counts.entrySet()) {
            add.setString(1, each.getKey().query());
            add.setLong(2, each.getKey().hour());
            add.setLong(3, each.getValue());
            add.executeUpdate();
        }
    }

    /**
     * The hits of a query, or of all queries of a set, by hour or day.
     *
     * @param query {@code SET/NAME}; {@code SET/} for all of a set; empty for all
     * @param step in hours
     * @param most at most so many, the latest; the earliest of them first
     */
    static List<Count> read(Tx tx, String query, Instant from, Instant to, int step, int most) throws SQLException {
        boolean one = !query.isEmpty() && !query.endsWith("/");
        PreparedStatement select = tx.prepare("SELECT query, hour / ? AS step, SUM(hits) FROM " + tx.table(TABLE)
                + " WHERE hour >= ? AND hour < ? AND query >= ? AND query " + (one ? "<=" : "<") + " ?"
                + " GROUP BY query, hour / ? ORDER BY 2 DESC, 1 DESC LIMIT ?");
        select.setLong(1, step);
        select.setLong(2, Math.floorDiv(from.getEpochSecond(), HOUR));
        select.setLong(3, Math.floorDiv(to.getEpochSecond() + HOUR - 1, HOUR));
        select.setString(4, query);
        select.setString(5, one ? query : query.isEmpty() ? "\uFFFF" : query.substring(0, query.length() - 1) + "0");
        select.setLong(6, step);
        select.setInt(7, most);
        List<Count> counts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Instant begin = Instant.ofEpochSecond(rows.getLong(2) * step * HOUR);
                counts.add(new Count(rows.getString(1), begin, rows.getLong(3)));
            }
        }
        Collections.reverse(counts);
        return counts;
    }
}
