package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profiles.Portrait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Draws profiles in full, from the rows of one moment. */
final class Portraits {

    private static final int MOST_WORDS = 256;

    /** So many of the latest signals tell which channels and languages somebody prefers. */
    private static final int MOST_SIGNALS = 1_000;

    private static final int MOST_RELATED = 1_000;
    private static final String ACCOUNTS =
            "SELECT DISTINCT y.scheme, y.value FROM {node} x JOIN {member} m ON m.person = x.id"
                    + " JOIN {node} y ON y.id = m.account WHERE x.component = ? ORDER BY 1, 2 LIMIT ?";
    private static final String MEMBERS =
            "SELECT DISTINCT y.scheme, y.value FROM {node} x JOIN {member} m ON m.account = x.id"
                    + " JOIN {node} y ON y.id = m.person WHERE x.component = ? ORDER BY 1, 2 LIMIT ?";

    private final Rows rows;
    private final Survivorship survivorship;

    private record Said(long position, long before, String channel, String language) {}

    Portraits(Rows rows, Survivorship survivorship) {
        this.rows = rows;
        this.survivorship = survivorship;
    }

    Optional<Portrait> of(String id) throws SQLException {
        List<Node> nodes = rows.around(ProfileId.node(id));
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> channels = new TreeMap<>();
        Map<String, Long> languages = new TreeMap<>();
        for (Said said : latest(nodes)) {
            count(said.channel, channels);
            count(said.language, languages);
        }
        long component = nodes.get(0).component;
        return Optional.of(new Portrait(
                new Component(nodes).profile(),
                survivorship.counting(nodes, MOST_WORDS),
                mostFirst(channels),
                mostFirst(languages),
                related(ACCOUNTS, component),
                related(MEMBERS, component)));
    }

    private static void count(String name, Map<String, Long> counts) {
        if (!name.isEmpty()) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> sorted.put(count.getKey(), count.getValue()));
        return sorted;
    }

    private List<Said> latest(List<Node> nodes) throws SQLException {
        PriorityQueue<Said> newest = new PriorityQueue<>(Comparator.comparingLong(said -> -said.position));
        for (Node node : nodes) {
            add(node.latest, newest);
        }
        List<Said> latest = new ArrayList<>();
        while (!newest.isEmpty() && latest.size() < MOST_SIGNALS) {
            Said said = newest.remove();
            latest.add(said);
            add(said.before, newest);
        }
        return latest;
    }

    private void add(long position, PriorityQueue<Said> newest) throws SQLException {
        if (position == 0) {
            return;
        }
        PreparedStatement query =
                rows.schema().prepare("SELECT before, channel, language FROM {heard} WHERE position = ?");
        query.setLong(1, position);
        try (ResultSet row = query.executeQuery()) {
            if (row.next()) {
                newest.add(new Said(position, row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
    }

    private List<Identity> related(String which, long component) throws SQLException {
        PreparedStatement query = rows.schema().prepare(which);
        query.setLong(1, component);
        query.setInt(2, MOST_RELATED);
        List<Identity> related = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                related.add(new Identity(row.getString(1), row.getString(2)));
            }
        }
        return related;
    }
}
