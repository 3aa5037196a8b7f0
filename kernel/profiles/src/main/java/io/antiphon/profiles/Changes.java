package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final Map<Long, Long> latest = new TreeMap<>();

    private record Added(Node node, Identity raw, long position) {}

    private record Said(long position, long node, long before, long signals, long seen) {}

    /** In the order of their index. */
    private final Set<Term> learnt = new TreeSet<>();

    private final Set<Term> unlearnt = new TreeSet<>();

    private record Term(String term, long node) implements Comparable<Term> {
        @Override
        public int compareTo(Term other) {
            int byTerm = term.compareTo(other.term);
            return byTerm != 0 ? byTerm : Long.compare(node, other.node);
        }
    }

    /** A node is new. */
    void added(Node node, Identity raw, long position) {
        added.add(new Added(node, raw, position));
    }

    /** A node that is new, by its id; null if none such is. */
    @Nullable
    Node added(long id) {
        long index = added.isEmpty() ? -1 : id - added.get(0).node.id;
        return index >= 0 && index < added.size() ? added.get((int) index).node : null;
    }

    /** A node's traits or links changed. */
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

    /** A node gave a signal, its latest; before it came another. */
    void said(Node node, long before) {
        said.add(new Said(node.latest, node.id, before, node.signals, node.lastSeen));
        latest.put(node.id, node.latest);
    }

    void clear() {
        added.clear();
        told.clear();
        moved.clear();
        shared.clear();
        shown.clear();
        ruled.clear();
        said.clear();
        latest.clear();
        learnt.clear();
        unlearnt.clear();
    }

    /** Stores all. */
    void store(Schema schema) throws SQLException {
        storeAdded(schema);
        storeTold(schema);
        storeTerms(schema);
        storeMoved(schema);
        storeEdges(schema);
        storeSaid(schema);
        clear();
    }

    private void storeAdded(Schema schema) throws SQLException {
        PreparedStatement insert =
                schema.batch("INSERT INTO {node} (id, scheme, value, raw, sound, position, component, first_seen,"
                        + " degree, shared, traits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (Added one : added) {
            Node node = one.node;
            insert.setLong(1, node.id);
            insert.setString(2, node.identity.scheme());
            insert.setString(3, node.identity.value());
            insert.setString(4, WellFormed.of(one.raw.value()));
            insert.setInt(5, node.sound ? 1 : 0);
            insert.setLong(6, one.position);
            insert.setLong(7, node.component);
            setFirstSeen(insert, 8, node);
            insert.setInt(9, node.degree);
            insert.setInt(10, node.shared ? 1 : 0);
            insert.setString(11, TraitsText.write(node.traits));
            insert.addBatch();
            node.fresh = false;
            changeTerms(node, Set.of());
            told.remove(node);
            moved.remove(node);
            shared.remove(node);
        }
        insert.executeBatch();
    }

    private void storeTold(Schema schema) throws SQLException {
        PreparedStatement update =
                schema.batch("UPDATE {node} SET first_seen = ?, degree = ?, traits = ? WHERE id = ?");
        for (Node node : told) {
            setFirstSeen(update, 1, node);
            update.setInt(2, node.degree);
            update.setString(3, TraitsText.write(node.traits));
            update.setLong(4, node.id);
            update.addBatch();
            if (!node.storedName.equals(node.traits.name())) {
                changeTerms(node, Terms.of(node.identity, node.storedName));
            }
        }
        update.executeBatch();
    }

    private static void setFirstSeen(PreparedStatement statement, int at, Node node) throws SQLException {
        if (node.signals > 0) {
            statement.setLong(at, node.firstSeen);
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    private void changeTerms(Node node, Set<String> before) {
        Set<String> now = Terms.of(node.identity, node.traits.name());
        node.storedName = node.traits.name();
        for (String term : now) {
            if (!before.contains(term)) {
                learnt.add(new Term(term, node.id));
            }
        }
        for (String term : before) {
            if (!now.contains(term)) {
                unlearnt.add(new Term(term, node.id));
            }
        }
    }

    private void storeTerms(Schema schema) throws SQLException {
        storeTerms(schema.batch("DELETE FROM {term} WHERE term = ? AND node = ?"), unlearnt);
        storeTerms(schema.batch("INSERT INTO {term} (term, node) VALUES (?, ?)"), learnt);
    }

    private static void storeTerms(PreparedStatement statement, Set<Term> terms) throws SQLException {
        for (Term term : terms) {
            statement.setString(1, term.term);
            statement.setLong(2, term.node);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void storeMoved(Schema schema) throws SQLException {
        PreparedStatement move = schema.batch("UPDATE {node} SET component = ? WHERE id = ?");
        for (Node node : moved) {
            move.setLong(1, node.component);
            move.setLong(2, node.id);
            move.addBatch();
        }
        move.executeBatch();
        PreparedStatement share = schema.batch("UPDATE {node} SET shared = 1 WHERE id = ?");
        for (Node node : shared) {
            share.setLong(1, node.id);
            share.addBatch();
        }
        share.executeBatch();
    }

    private void storeEdges(Schema schema) throws SQLException {
        PreparedStatement write = schema.batch("INSERT INTO {edge} (a, b, rule, evidence, score) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (a, b, rule) DO UPDATE SET evidence = excluded.evidence, score = excluded.score");
        for (Edge edge : shown) {
            storeEdge(write, edge, Edge.SAME_SIGNAL, edge.evidence, 1);
        }
        for (Edge edge : ruled) {
            storeEdge(write, edge, Edge.PERSON, edge.ruled, edge.ruling > 0 ? 1 : 0);
        }
        write.executeBatch();
    }

    private static void storeEdge(PreparedStatement write, Edge edge, String rule, long evidence, double score)
            throws SQLException {
        write.setLong(1, edge.a);
        write.setLong(2, edge.b);
        write.setString(3, rule);
        write.setLong(4, evidence);
        write.setDouble(5, score);
        write.addBatch();
    }

    private void storeSaid(Schema schema) throws SQLException {
        PreparedStatement insert =
                schema.batch("INSERT INTO {heard} (position, node, before, signals, seen) VALUES (?, ?, ?, ?, ?)");
        for (Said one : said) {
            insert.setLong(1, one.position);
            insert.setLong(2, one.node);
            insert.setLong(3, one.before);
            insert.setLong(4, one.signals);
            insert.setLong(5, one.seen);
            insert.addBatch();
        }
        insert.executeBatch();
        PreparedStatement set = schema.batch("INSERT INTO {latest} (node, position) VALUES (?, ?)"
                + " ON CONFLICT (node) DO UPDATE SET position = excluded.position");
        for (Map.Entry<Long, Long> one : latest.entrySet()) {
            set.setLong(1, one.getKey());
            set.setLong(2, one.getValue());
            set.addBatch();
        }
        set.executeBatch();
    }
}
