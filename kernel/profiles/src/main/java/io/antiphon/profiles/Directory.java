package io.antiphon.profiles;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.Link;
import io.antiphon.spi.Profiles.ProfileQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Answers questions about profiles from the rows of one moment. */
final class Directory {

    /** Behind every character that a search word may hold. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private final Rows rows;

    Directory(Rows rows) {
        this.rows = rows;
    }

    Optional<Profile> profile(Identity identity) throws SQLException {
        return profile(rows.around(identity));
    }

    Optional<Profile> profile(String id) throws SQLException {
        return profile(rows.around(ProfileId.node(id)));
    }

    private static Optional<Profile> profile(List<Node> nodes) {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(new Component(nodes).profile());
    }

    /**
     * A page, last seen first. Each word of the text must begin an identity's value, what follows the @ in it, or a word of a name;
     * upper and lower case are the same. {@code scheme:} before a word of an identity is left out.
     */
    List<Profile> page(ProfileQuery query) throws SQLException {
        List<String> words = query.text() == null ? List.of() : Terms.sought(query.text());
        String after = query.after();
        PreparedStatement page = rows.schema().prepare(pageOf(words.size(), after != null));
        int at = 1;
        for (String word : words) {
            page.setString(at++, word);
            page.setString(at++, word + BEHIND_ALL);
        }
        if (after != null) {
            long last = component(after);
            page.setLong(at++, seen(last));
            page.setLong(at++, last);
        }
        page.setInt(at, query.limit());
        List<Long> ids = numbers(page);
        List<Profile> profiles = new ArrayList<>(ids.size());
        for (long id : ids) {
            profile(rows.around(id)).ifPresent(profiles::add);
        }
        return profiles;
    }

    private static String pageOf(int words, boolean after) {
        return "SELECT p.id FROM {profile} p WHERE 1 = 1"
                + (" AND p.id IN (SELECT n.component FROM {term} t JOIN {node} n ON n.id = t.node"
                                + " WHERE t.term >= ? AND t.term < ?)")
                        .repeat(words)
                + (after ? " AND (p.seen, p.id) < (?, ?)" : "")
                + " ORDER BY p.seen DESC, p.id DESC LIMIT ?";
    }

    /** The oldest node of the profile that an id names. */
    private long component(String id) throws SQLException {
        PreparedStatement query = rows.schema().prepare("SELECT component FROM {node} WHERE id = ?");
        query.setLong(1, ProfileId.node(id));
        List<Long> found = numbers(query);
        if (found.isEmpty()) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no profile '" + id + "'");
        }
        return found.get(0);
    }

    private long seen(long profile) throws SQLException {
        PreparedStatement query = rows.schema().prepare("SELECT seen FROM {profile} WHERE id = ?");
        query.setLong(1, profile);
        return numbers(query).get(0);
    }

    /** The positions of a profile's signals, newest first: its nodes' own timelines, merged. */
    List<Position> timeline(String id, @Nullable Position before, int limit) throws SQLException {
        PreparedStatement query = rows.schema()
                .prepare("SELECT position FROM {heard} WHERE node = ? AND position < ? ORDER BY position DESC LIMIT ?");
        PriorityQueue<Long> newest = new PriorityQueue<>();
        for (Node node : rows.around(ProfileId.node(id))) {
            if (node.signals > 0) {
                query.setLong(1, node.id);
                query.setLong(2, before == null ? Long.MAX_VALUE : Rows.number(before));
                query.setInt(3, limit);
                newest.addAll(numbers(query));
                while (newest.size() > limit) {
                    newest.remove();
                }
            }
        }
        List<Position> timeline = new ArrayList<>(newest.size());
        while (!newest.isEmpty()) {
            timeline.add(0, Rows.position(newest.remove()));
        }
        return timeline;
    }

    Map<Position, String> of(List<Position> signals) throws SQLException {
        PreparedStatement query = rows.schema()
                .prepare("SELECT n.component FROM {heard} h JOIN {node} n ON n.id = h.node WHERE h.position = ?");
        Map<Position, String> ids = new LinkedHashMap<>();
        for (Position signal : signals) {
            query.setLong(1, Rows.number(signal));
            for (long component : numbers(query)) {
                ids.put(signal, ProfileId.of(component));
            }
        }
        return ids;
    }

    List<Link> links(String id) throws SQLException {
        Map<Long, Identity> identities = new HashMap<>();
        List<Node> nodes = rows.around(ProfileId.node(id));
        nodes.forEach(node -> identities.put(node.id, node.identity));
        List<Link> links = new ArrayList<>();
        for (Edge edge : nodes.isEmpty() ? List.<Edge>of() : rows.edges(nodes.get(0).component)) {
            Identity one = identities.get(edge.a);
            Identity other = identities.get(edge.b);
            if (edge.holds() && one != null && other != null) {
                links.add(new Link(one, other, edge.rule(), Rows.position(edge.shownBy()), 1));
            }
        }
        return links;
    }

    /**
     * How two identities stand to each other.
     *
     * @throws AntiphonException NOT_FOUND if one is unknown
     */
    Standing between(Identity one, Identity other) throws SQLException {
        List<Node> around = rows.around(one);
        Node a = in(around, one);
        Node b = in(rows.around(other), other);
        Edge edge = rows.edge(a.id, b.id);
        List<Identity> way = new ArrayList<>();
        if (a.component == b.component) {
            List<Edge> others = rows.edges(a.component);
            others.removeIf(each -> each.a == edge.a && each.b == edge.b);
            for (long node : new Bonds(others).path(a.id, b.id)) {
                around.stream().filter(each -> each.id == node).forEach(each -> way.add(each.identity));
            }
        }
        return new Standing(ProfileId.of(a.component), edge.holds(), way);
    }

    private static Node in(List<Node> around, Identity identity) {
        return around.stream()
                .filter(node -> node.identity.equals(identity))
                .findFirst()
                .orElseThrow(() ->
                        new AntiphonException(Code.NOT_FOUND, "There is no profile with the identity '" + identity + "'"));
    }

    /**
     * How two identities stand to each other.
     *
     * @param profile the first one's
     * @param linked whether a link between the two holds
     * @param way the shortest way from one to the other along other links; empty if there is none
     */
    record Standing(String profile, boolean linked, List<Identity> way) {}

    Totals totals() throws SQLException {
        return rows.totals();
    }

    /** The profile of the identity that was last found to be shared. */
    Optional<String> lastShared() throws SQLException {
        PreparedStatement query = rows.schema()
                .prepare("SELECT component FROM {node} WHERE shared = 1 ORDER BY id DESC LIMIT 1");
        return numbers(query).stream().findFirst().map(ProfileId::of);
    }

    private static List<Long> numbers(PreparedStatement query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }
}
