package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What changed in the graph and is not yet stored: each row is written once, however often it changed. */
final class Changes {

    private final List<Added> added = new ArrayList<>();
    private final Set<Node> told = new LinkedHashSet<>();
    private final Set<Node> moved = new LinkedHashSet<>();
    private final Set<Node> shared = new LinkedHashSet<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Map<Long, Set<Edge>> matches = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final Map<Long, Long> latest = new TreeMap<>();

    private record Added(Node node, Identity raw, long position) {}

    private record Said(
            long position, long node, long before, long signals, long seen, String channel, String language) {}

    private final Words terms = new Words("term");
    private final Words keys = new Words("key");
    private final Set<Membership> members = new LinkedHashSet<>();

    private record Membership(long person, long account, long position) {}

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

    /** What is known of an edge changed. */
    void known(Edge edge) {
        edges.add(edge);
        if (edge.match != null) {
            matches.computeIfAbsent(edge.a, first -> new LinkedHashSet<>()).add(edge);
            matches.computeIfAbsent(edge.b, first -> new LinkedHashSet<>()).add(edge);
        }
    }

    /** The edges of a node that changed by what its traits suggest. */
    Set<Edge> matches(long node) {
        return matches.getOrDefault(node, Set.of());
    }

    /** The keys under which nodes are looked for that may be one. */
    Words keys() {
        return keys;
    }

    /** A signal said that somebody belongs to an account. */
    void member(Node person, Node account, long position) {
        members.add(new Membership(person.id, account.id, position));
    }

    /** A node gave a signal, its latest; before it came another. */
    void said(Node node, long before, Signal signal) {
        String language = signal.language() == null ? "" : signal.language();
        said.add(new Said(
                node.latest,
                node.id,
                before,
                node.signals,
                node.lastSeen,
                WellFormed.of(signal.channel()),
                WellFormed.of(language)));
        latest.put(node.id, node.latest);
    }

    void clear() {
        added.clear();
        told.clear();
        moved.clear();
        shared.clear();
        edges.clear();
        matches.clear();
        said.clear();
        latest.clear();
        terms.clear();
        keys.clear();
        members.clear();
    }

    /** Stores all. */
    void store(Schema schema) throws SQLException {
        storeAdded(schema);
        storeTold(schema);
        terms.store(schema);
        keys.store(schema);
        storeMoved(schema);
        storeEdges(schema);
        storeMembers(schema);
        storeSaid(schema);
        clear();
    }

    private void storeAdded(Schema schema) throws SQLException {
        PreparedStatement insert =
                schema.batch("INSERT INTO {node} (id, scheme, value, raw, sound, position, component, first_seen,"
                        + " degree, shared, traits, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
            insert.setString(12, node.facts.write());
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
                schema.batch("UPDATE {node} SET first_seen = ?, degree = ?, traits = ?, facts = ? WHERE id = ?");
        for (Node node : told) {
            setFirstSeen(update, 1, node);
            update.setInt(2, node.degree);
            update.setString(3, TraitsText.write(node.traits));
            update.setString(4, node.facts.write());
            update.setLong(5, node.id);
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
        terms.replace(before, now, node.id);
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
        PreparedStatement write = schema.batch(
                "INSERT INTO {edge} (a, b, rule, evidence, at, score, basis, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (a, b, rule) DO UPDATE SET evidence = excluded.evidence, at = excluded.at,"
                        + " score = excluded.score, basis = excluded.basis, held = excluded.held");
        for (Edge edge : edges) {
            storeProof(write, edge, edge.shown, edge.held);
            storeProof(write, edge, edge.match, edge.held);
            storeProof(write, edge, edge.ruling, true);
        }
        write.executeBatch();
    }

    private static void storeProof(PreparedStatement write, Edge edge, @Nullable Proof proof, boolean held)
            throws SQLException {
        if (proof != null) {
            write.setLong(1, edge.a);
            write.setLong(2, edge.b);
            write.setString(3, proof.rule());
            write.setLong(4, proof.position());
            write.setLong(5, proof.at());
            write.setDouble(6, proof.score());
            write.setString(7, proof.basis());
            write.setInt(8, held ? 1 : 0);
            write.addBatch();
        }
    }

    private void storeMembers(Schema schema) throws SQLException {
        PreparedStatement write = schema.batch(
                "INSERT INTO {member} (person, account, position) VALUES (?, ?, ?) ON CONFLICT (person, account) DO NOTHING");
        for (Membership one : members) {
            write.setLong(1, one.person);
            write.setLong(2, one.account);
            write.setLong(3, one.position);
            write.addBatch();
        }
        write.executeBatch();
    }

    private void storeSaid(Schema schema) throws SQLException {
        PreparedStatement insert =
                schema.batch("INSERT INTO {heard} (position, node, before, signals, seen, channel, language)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (Said one : said) {
            insert.setLong(1, one.position);
            insert.setLong(2, one.node);
            insert.setLong(3, one.before);
            insert.setLong(4, one.signals);
            insert.setLong(5, one.seen);
            insert.setString(6, one.channel);
            insert.setString(7, one.language);
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
