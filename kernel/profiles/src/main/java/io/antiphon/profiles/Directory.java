package io.antiphon.profiles;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.Link;
import io.antiphon.spi.Profiles.ProfileQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Answers questions about profiles from the rows of one moment. */
final class Directory {

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

    /** A page; see {@link Pages}. */
    List<Profile> page(ProfileQuery query) throws SQLException {
        List<Profile> page = new ArrayList<>();
        for (long id : new Pages(rows).page(query)) {
            profile(rows.around(id)).ifPresent(page::add);
        }
        return page;
    }

    /** The positions of a profile's signals, newest first: the chains of its nodes, merged. */
    List<Position> timeline(String id, @Nullable Position before, int limit) throws SQLException {
        long end = before == null ? Long.MAX_VALUE : Rows.number(before);
        PriorityQueue<Long> newest = new PriorityQueue<>(Comparator.reverseOrder());
        for (Node node : rows.around(ProfileId.node(id))) {
            newest.add(startOf(node, end));
        }
        PreparedStatement next = rows.schema().prepare("SELECT before FROM {heard} WHERE position = ?");
        List<Position> timeline = new ArrayList<>();
        while (timeline.size() < limit && !newest.isEmpty() && newest.element() > 0) {
            long position = newest.remove();
            if (position < end) {
                timeline.add(Rows.position(position));
            }
            next.setLong(1, position);
            newest.addAll(Rows.numbers(next));
        }
        return timeline;
    }

    /** Where in a node's chain to begin to look for what is before an end: behind the end itself if it is in the chain. */
    private long startOf(Node node, long end) throws SQLException {
        PreparedStatement query = rows.schema().prepare("SELECT before FROM {heard} WHERE position = ? AND node = ?");
        query.setLong(1, end);
        query.setLong(2, node.id);
        List<Long> behind = Rows.numbers(query);
        return behind.isEmpty() ? node.latest : behind.get(0);
    }

    Map<Position, String> of(List<Position> signals) throws SQLException {
        PreparedStatement query = rows.schema()
                .prepare("SELECT n.component FROM {heard} h JOIN {node} n ON n.id = h.node WHERE h.position = ?");
        Map<Position, String> ids = new LinkedHashMap<>();
        for (Position signal : signals) {
            query.setLong(1, Rows.number(signal));
            for (long component : Rows.numbers(query)) {
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
            Proof proof = edge.proof();
            if (edge.holds() && proof != null && one != null && other != null) {
                Instant at = Instant.ofEpochMilli(proof.at());
                links.add(new Link(
                        one, other, proof.rule(), Rows.position(proof.position()), proof.score(), at, proof.basis()));
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
        boolean open = edge.ruled() == 0 && !edge.holds() && (edge.shown != null || edge.match != null);
        return new Standing(ProfileId.of(a.component), edge.holds(), open, way);
    }

    private static Node in(List<Node> around, Identity identity) {
        return around.stream()
                .filter(node -> node.identity.equals(identity))
                .findFirst()
                .orElseThrow(() -> new AntiphonException(
                        Code.NOT_FOUND, "There is no profile with the identity '" + identity + "'"));
    }

    /**
     * How two identities stand to each other.
     *
     * @param profile the first one's
     * @param linked whether a link between the two holds
     * @param open whether none does, but something suggests one and no person has ruled on it
     * @param way the shortest way from one to the other along other links; empty if there is none
     */
    record Standing(String profile, boolean linked, boolean open, List<Identity> way) {}

    Totals totals() throws SQLException {
        return rows.totals();
    }

    /** The profile of the identity that was last found to be shared. */
    Optional<String> lastShared() throws SQLException {
        PreparedStatement query =
                rows.schema().prepare("SELECT component FROM {node} WHERE shared = 1 ORDER BY id DESC LIMIT 1");
        return Rows.numbers(query).stream().findFirst().map(ProfileId::of);
    }
}
