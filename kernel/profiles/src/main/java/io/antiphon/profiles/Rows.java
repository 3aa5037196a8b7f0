package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The graph as it is stored, for reading; within one transaction. */
final class Rows {

    private static final int PARTITION_AT = 48;
    private static final String AROUND = "SELECT m.id, m.scheme, m.value, m.sound, m.component, m.first_seen, m.degree,"
            + " m.shared, m.traits, m.facts, h.position, h.signals, h.seen FROM {node} n"
            + " JOIN {node} m ON m.component = n.component LEFT JOIN {latest} l ON l.node = m.id"
            + " LEFT JOIN {heard} h ON h.position = l.position WHERE ";

    private static final String EDGE = "SELECT e.a, e.b, e.rule, e.evidence, e.at, e.score, e.basis, e.held ";

    private final Schema schema;

    Rows(Tx tx) {
        schema = new Schema(tx);
    }

    /** A position as one number in the same order. */
    static long number(Position position) {
        return (long) position.partition() << PARTITION_AT | position.offset();
    }

    /** The position with a number. */
    static Position position(long number) {
        return new Position((int) (number >>> PARTITION_AT), number & (1L << PARTITION_AT) - 1);
    }

    Schema schema() {
        return schema;
    }

    /** All nodes connected with that of a normalised identity, oldest first; empty if there is none. */
    List<Node> around(Identity identity) throws SQLException {
        PreparedStatement query = schema.prepare(AROUND + "n.scheme = ? AND n.value = ? ORDER BY m.id");
        query.setString(1, identity.scheme());
        query.setString(2, identity.value());
        return nodes(query);
    }

    /** All nodes connected with a node, oldest first; empty if there is none. */
    List<Node> around(long node) throws SQLException {
        PreparedStatement query = schema.prepare(AROUND + "n.id = ? ORDER BY m.id");
        query.setLong(1, node);
        return nodes(query);
    }

    /** The nodes of a component with nothing but their identities and facts, oldest first. */
    List<Node> told(long component) throws SQLException {
        PreparedStatement query =
                schema.prepare("SELECT id, scheme, value, sound, facts FROM {node} WHERE component = ? ORDER BY id");
        query.setLong(1, component);
        List<Node> nodes = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Identity identity = new Identity(row.getString(2), row.getString(3));
                Facts facts = Facts.read(row.getString(5));
                Traits none = new Traits(new TreeMap<>());
                nodes.add(new Node(row.getLong(1), identity, row.getInt(4) != 0, component, none, facts));
            }
        }
        return nodes;
    }

    /** The identity of a node; null if there is none. */
    @Nullable
    Identity identity(long node) throws SQLException {
        PreparedStatement query = schema.prepare("SELECT scheme, value FROM {node} WHERE id = ?");
        query.setLong(1, node);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new Identity(row.getString(1), row.getString(2)) : null;
        }
    }

    private static List<Node> nodes(PreparedStatement query) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Identity identity = new Identity(row.getString(2), row.getString(3));
                Traits traits = TraitsText.read(row.getString(9));
                Facts facts = Facts.read(row.getString(10));
                Node node = new Node(row.getLong(1), identity, row.getInt(4) != 0, row.getLong(5), traits, facts);
                node.firstSeen = row.getLong(6);
                node.degree = row.getInt(7);
                node.shared = row.getInt(8) != 0;
                node.latest = row.getLong(11);
                node.signals = row.getLong(12);
                node.lastSeen = row.getLong(13);
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** What is known between two nodes. */
    Edge edge(long one, long other) throws SQLException {
        PreparedStatement query = schema.prepare(EDGE + "FROM {edge} e WHERE e.a = ? AND e.b = ?");
        query.setLong(1, Math.min(one, other));
        query.setLong(2, Math.max(one, other));
        List<Edge> known = edges(query);
        return known.isEmpty() ? new Edge(Math.min(one, other), Math.max(one, other)) : known.get(0);
    }

    /** The edges that lead from the nodes of a component to younger nodes, in the order of the nodes. */
    List<Edge> edges(long component) throws SQLException {
        PreparedStatement query = schema.prepare(
                EDGE + "FROM {node} n JOIN {edge} e ON e.a = n.id WHERE n.component = ? ORDER BY e.a, e.b, e.rule");
        query.setLong(1, component);
        return edges(query);
    }

    /** The edges that lead from the nodes of a component to older ones. */
    List<Edge> edgesBack(long component) throws SQLException {
        PreparedStatement query = schema.prepare(
                EDGE + "FROM {node} n JOIN {edge} e ON e.b = n.id WHERE n.component = ? ORDER BY e.a, e.b, e.rule");
        query.setLong(1, component);
        return edges(query);
    }

    /** The edges of a node. */
    List<Edge> edgesOf(long node) throws SQLException {
        PreparedStatement query = schema.prepare(EDGE + "FROM {edge} e WHERE e.a = ? UNION ALL " + EDGE
                + "FROM {edge} e WHERE e.b = ? ORDER BY 1, 2, 3");
        query.setLong(1, node);
        query.setLong(2, node);
        return edges(query);
    }

    private static List<Edge> edges(PreparedStatement query) throws SQLException {
        List<Edge> edges = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            Edge edge = new Edge(0, 0);
            while (row.next()) {
                if (edge.a != row.getLong(1) || edge.b != row.getLong(2)) {
                    edge = new Edge(row.getLong(1), row.getLong(2));
                    edges.add(edge);
                }
                take(edge, proof(row), row.getInt(8) != 0);
            }
        }
        return edges;
    }

    private static Proof proof(ResultSet row) throws SQLException {
        return new Proof(row.getString(3), row.getLong(4), row.getLong(5), row.getDouble(6), row.getString(7));
    }

    private static void take(Edge edge, Proof proof, boolean held) {
        switch (proof.rule()) {
            case Edge.PERSON -> edge.ruling = proof;
            case Edge.MATCH -> edge.match = proof;
            default -> edge.shown = proof;
        }
        edge.held |= held && !proof.rule().equals(Edge.PERSON);
    }

    /** The nodes that have a key, the oldest so many. */
    List<Long> withKey(String key, int most) throws SQLException {
        PreparedStatement query = schema.prepare("SELECT node FROM {key} WHERE key = ? ORDER BY node LIMIT ?");
        query.setString(1, key);
        query.setInt(2, most);
        return numbers(query);
    }

    Totals totals() throws SQLException {
        PreparedStatement query = schema.prepare(
                "SELECT position, nodes, profiles, links, joins, partings, shared, refused FROM {totals} WHERE id = 1");
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new Totals(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(8))
                    : Totals.NONE;
        }
    }

    void store(Totals totals) throws SQLException {
        PreparedStatement update = schema.prepare(
                "UPDATE {totals} SET position = ?, nodes = ?, profiles = ?, links = ?, joins = ?, partings = ?,"
                        + " shared = ?, refused = ? WHERE id = 1");
        update.setLong(1, totals.position());
        update.setLong(2, totals.nodes());
        update.setLong(3, totals.profiles());
        update.setLong(4, totals.links());
        update.setLong(5, totals.joins());
        update.setLong(6, totals.partings());
        update.setLong(7, totals.shared());
        update.setLong(8, totals.refused());
        update.executeUpdate();
    }

    /** The numbers in the first column. */
    static List<Long> numbers(PreparedStatement query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }
}
