package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed in the graph and is not yet stored: each row is written once, however often it changed. */
final class Changes {

    private final List<Added> added = new ArrayList<>();
    private final Set<Node> told = new LinkedHashSet<>();
    private final Set<Node> moved = new LinkedHashSet<>();
    private final Set<Node> shared = new LinkedHashSet<>();
    private final List<Edge> shown = new ArrayList<>();
    private final Set<Edge> ruled = new LinkedHashSet<>();
    private final List<Said> said = new ArrayList<>();
    private final Set<Long> gone = new LinkedHashSet<>();
    private final Set<Long> profiles = new LinkedHashSet<>();

    private record Added(Node node, Identity raw, long position) {}

    private record Said(long position, long node) {}

    /** A node is new. */
    void added(Node node, Identity raw, long position) {
        added.add(new Added(node, raw, position));
    }

    /** A node's counts or traits changed. */
    void told(Node node) {
        told.add(node);
    }

    /** A node is in another component. */
    void moved(Node node) {
        moved.add(node);
    }

    /** A node was found to be shared. */
    void shared(Node node) {
        shared.add(node);
    }

    /** A signal showed an edge. */
    void shown(Edge edge) {
        shown.add(edge);
    }

    /** A person ruled on an edge. */
    void ruled(Edge edge) {
        ruled.add(edge);
    }

    /** A node gave a signal. */
    void said(long position, Node node) {
        said.add(new Said(position, node.id));
    }

    /** A profile was joined to an older one. */
    void gone(long profile) {
        gone.add(profile);
    }

    /** A profile is new, or something was heard of it. */
    void profile(long id) {
        profiles.add(id);
    }

    void clear() {
        added.clear();
        told.clear();
        moved.clear();
        shared.clear();
        shown.clear();
        ruled.clear();
        said.clear();
        gone.clear();
        profiles.clear();
    }

    /** Stores all. */
    void store(Schema schema, Memory memory) throws SQLException {
        storeAdded(schema);
        storeTold(schema);
        storeMoved(schema);
        storeEdges(schema);
        storeSaid(schema);
        storeProfiles(schema, memory);
        clear();
    }

    private void storeAdded(Schema schema) throws SQLException {
        PreparedStatement insert =
                schema.prepare("INSERT INTO {node} (id, scheme, value, raw, sound, position, component, first_seen,"
                        + " last_seen, signals, degree, shared, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (Added one : added) {
            Node node = one.node;
            insert.setLong(1, node.id);
            insert.setString(2, node.identity.scheme());
            insert.setString(3, node.identity.value());
            insert.setString(4, one.raw.value());
            insert.setInt(5, node.sound ? 1 : 0);
            insert.setLong(6, one.position);
            insert.setLong(7, node.component);
            insert.setLong(8, node.firstSeen);
            insert.setLong(9, node.lastSeen);
            insert.setLong(10, node.signals);
            insert.setInt(11, node.degree);
            insert.setInt(12, node.shared ? 1 : 0);
            insert.setString(13, TraitsText.write(node.traits));
            insert.executeUpdate();
            storeTerms(schema, node, null);
            told.remove(node);
            moved.remove(node);
            shared.remove(node);
        }
    }

    private void storeTold(Schema schema) throws SQLException {
        PreparedStatement update = schema.prepare("UPDATE {node} SET first_seen = ?, last_seen = ?, signals = ?,"
                + " degree = ?, traits = ? WHERE id = ?");
        for (Node node : told) {
            update.setLong(1, node.firstSeen);
            update.setLong(2, node.lastSeen);
            update.setLong(3, node.signals);
            update.setInt(4, node.degree);
            update.setString(5, TraitsText.write(node.traits));
            update.setLong(6, node.id);
            update.executeUpdate();
            if (!node.storedName.equals(node.traits.name())) {
                storeTerms(schema, node, node.storedName);
            }
        }
    }

    private static void storeTerms(Schema schema, Node node, @Nullable String nameBefore) throws SQLException {
        Set<String> now = Terms.of(node.identity, node.traits.name());
        Set<String> before = nameBefore == null ? Set.of() : Terms.of(node.identity, nameBefore);
        change(schema.prepare("INSERT INTO {term} (term, node) VALUES (?, ?)"), now, before, node);
        change(schema.prepare("DELETE FROM {term} WHERE term = ? AND node = ?"), before, now, node);
        node.storedName = node.traits.name();
    }

    private static void change(PreparedStatement statement, Set<String> these, Set<String> butNot, Node node)
            throws SQLException {
        Set<String> terms = new HashSet<>(these);
        terms.removeAll(butNot);
        for (String term : terms) {
            statement.setString(1, term);
            statement.setLong(2, node.id);
            statement.executeUpdate();
        }
    }

    private void storeMoved(Schema schema) throws SQLException {
        PreparedStatement move = schema.prepare("UPDATE {node} SET component = ? WHERE id = ?");
        for (Node node : moved) {
            move.setLong(1, node.component);
            move.setLong(2, node.id);
            move.executeUpdate();
        }
        PreparedStatement share = schema.prepare("UPDATE {node} SET shared = 1 WHERE id = ?");
        for (Node node : shared) {
            share.setLong(1, node.id);
            share.executeUpdate();
        }
    }

    private void storeEdges(Schema schema) throws SQLException {
        PreparedStatement write = schema.prepare("INSERT INTO {edge} (a, b, rule, evidence, score) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (a, b, rule) DO UPDATE SET evidence = excluded.evidence, score = excluded.score");
        for (Edge edge : shown) {
            storeEdge(write, edge, Edge.SAME_SIGNAL, edge.evidence, 1);
        }
        for (Edge edge : ruled) {
            storeEdge(write, edge, Edge.PERSON, edge.ruled, edge.ruling > 0 ? 1 : 0);
        }
    }

    private static void storeEdge(PreparedStatement write, Edge edge, String rule, long evidence, double score)
            throws SQLException {
        write.setLong(1, edge.a);
        write.setLong(2, edge.b);
        write.setString(3, rule);
        write.setLong(4, evidence);
        write.setDouble(5, score);
        write.executeUpdate();
    }

    private void storeSaid(Schema schema) throws SQLException {
        PreparedStatement insert = schema.prepare("INSERT INTO {heard} (position, node) VALUES (?, ?)");
        for (Said one : said) {
            insert.setLong(1, one.position);
            insert.setLong(2, one.node);
            insert.executeUpdate();
        }
    }

    private void storeProfiles(Schema schema, Memory memory) throws SQLException {
        PreparedStatement delete = schema.prepare("DELETE FROM {profile} WHERE id = ?");
        for (long id : gone) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
        PreparedStatement insert = schema.prepare("INSERT INTO {profile} (seen, id) VALUES (?, ?)");
        PreparedStatement update = schema.prepare("UPDATE {profile} SET seen = ? WHERE id = ?");
        for (long id : profiles) {
            Component component = memory.component(id);
            if (component != null) {
                PreparedStatement write = component.stored ? update : insert;
                write.setLong(1, component.lastSeen());
                write.setLong(2, id);
                write.executeUpdate();
                component.stored = true;
            }
        }
    }
}
