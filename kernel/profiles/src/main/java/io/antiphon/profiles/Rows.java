package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The graph as it is stored, for reading; within one transaction. */
final class Rows {

    private static final int PARTITION_AT = 48;
    private static final String AROUND = "SELECT m.id, m.scheme, m.value, m.sound, m.component, m.first_seen, m.degree,"
            + " m.shared, m.traits, h.position, h.signals, h.seen FROM {node} n"
            + " JOIN {node} m ON m.component = n.component LEFT JOIN {latest} l ON l.node = m.id"
            + " LEFT JOIN {heard} h ON h.position = l.position WHERE ";

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
                Node node = new Node(row.getLong(1), identity, row.getInt(4) != 0, row.getLong(5), traits);
                node.firstSeen = row.getLong(6);
                node.degree = row.getInt(7);
                node.shared = row.getInt(8) != 0;
                node.latest = row.getLong(10);
                node.signals = row.getLong(11);
                node.lastSeen = row.getLong(12);
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** What is known between two nodes. */
    Edge edge(long one, long other) throws SQLException {
        Edge edge = new Edge(Math.min(one, other), Math.max(one, other));
        PreparedStatement query = schema.prepare("SELECT rule, evidence, score FROM {edge} WHERE a = ? AND b = ?");
        query.setLong(1, edge.a);
        query.setLong(2, edge.b);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                take(edge, row.getString(1), row.getLong(2), row.getDouble(3));
            }
        }
        return edge;
    }

    /** The edges that lead from the nodes of a component to younger nodes, in the order of the nodes. */
    List<Edge> edges(long component) throws SQLException {
        PreparedStatement query = schema.prepare("SELECT e.a, e.b, e.rule, e.evidence, e.score FROM {node} n"
                + " JOIN {edge} e ON e.a = n.id WHERE n.component = ? ORDER BY e.a, e.b, e.rule");
        query.setLong(1, component);
        List<Edge> edges = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            Edge edge = new Edge(0, 0);
            while (row.next()) {
                if (edge.a != row.getLong(1) || edge.b != row.getLong(2)) {
                    edge = new Edge(row.getLong(1), row.getLong(2));
                    edges.add(edge);
                }
                take(edge, row.getString(3), row.getLong(4), row.getDouble(5));
            }
        }
        return edges;
    }

    private static void take(Edge edge, String rule, long evidence, double score) {
        if (rule.equals(Edge.PERSON)) {
            edge.ruling = score > 0 ? 1 : -1;
            edge.ruled = evidence;
        } else {
            edge.evidence = evidence;
        }
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
