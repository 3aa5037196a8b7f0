package io.antiphon.profiles;

import io.antiphon.profiles.Limits.Objection;
import io.antiphon.profiles.Suggestions.Scored;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evidence graph, for changing it within one transaction. Nothing is stored before {@link #store}. */
final class Graph {

    private final Rows rows;
    private final Memory memory;
    private final Limits limits;
    private final Counts counts;
    private final Changes changes = new Changes();
    private final Suggestions suggestions;

    /**
     * @param memory of the graph as it is stored
     * @param totals as stored
     */
    Graph(Rows rows, Memory memory, Limits limits, Suggestions.Matchmaking matchmaking, Totals totals) {
        this.rows = rows;
        this.memory = memory;
        this.limits = limits;
        counts = new Counts(totals);
        suggestions = new Suggestions(rows, changes, matchmaking);
    }

    /** The node of a normalised identity; null if there is none. */
    @Nullable
    Node find(Identity identity) throws SQLException {
        Node known = memory.node(identity);
        if (known != null) {
            return known;
        }
        List<Node> around = rows.around(identity);
        if (around.isEmpty()) {
            return null;
        }
        memory.add(new Component(around));
        return memory.node(identity);
    }

    /** The node with an id; null if there is none. */
    @Nullable
    Node find(long id) throws SQLException {
        Component oldestOf = memory.component(id);
        if (oldestOf != null) {
            return oldestOf.nodes.get(0);
        }
        Node added = changes.added(id);
        if (added != null) {
            return added;
        }
        Identity stored = rows.identity(id);
        return stored == null ? null : find(stored);
    }

    /** The node of an identity, made if there is none. */
    Node findOrAdd(Normalised normalised, Identity raw, long position) throws SQLException {
        Node known = find(normalised.identity());
        if (known != null) {
            return known;
        }
        Node node = new Node(++counts.nodes, normalised.identity(), normalised.sound());
        memory.add(new Component(List.of(node)));
        counts.profiles++;
        changes.added(node, raw, position);
        return node;
    }

    /** The component of a node that was found. */
    Component component(Node node) {
        return memory.component(node);
    }

    /** What is known between two nodes. */
    Edge edge(Node one, Node other) throws SQLException {
        Edge known = memory.edge(one.id, other.id);
        if (known == null) {
            known = one.fresh || other.fresh
                    ? new Edge(Math.min(one.id, other.id), Math.max(one.id, other.id))
                    : rows.edge(one.id, other.id);
            memory.add(known);
        }
        return known;
    }

    /** The edges that touch a component that is stored. */
    List<Edge> edges(Component component) throws SQLException {
        List<Edge> edges = new ArrayList<>();
        for (Edge stored : rows.edges(component.id)) {
            edges.add(memory.known(stored));
        }
        for (Edge stored : rows.edgesBack(component.id)) {
            edges.add(memory.known(stored));
        }
        return edges;
    }

    /** The edges by which a node was found to be like others. */
    List<Edge> suggested(Node node) throws SQLException {
        List<Edge> edges = new ArrayList<>(changes.matches(node.id));
        for (Edge stored : node.fresh ? List.<Edge>of() : rows.edgesOf(node.id)) {
            edges.add(memory.known(stored));
        }
        edges.removeIf(edge -> edge.match == null);
        return edges;
    }

    /** A node gave a signal. @return the links that what it tells is enough for */
    List<Scored> hear(Node node, Entry.Heard heard, long position) throws SQLException {
        long before = node.latest;
        node.latest = position;
        node.lastSeen = heard.at().toEpochMilli();
        node.signals++;
        changes.said(node, before, heard.signal());
        boolean news = node.traits.hear(heard.signal(), position);
        if (node.signals == 1) {
            node.firstSeen = node.lastSeen;
            news = true;
        }
        if (news) {
            changes.told(node);
        }
        component(node).heard(node, news);
        Map<String, Trait> known = node.traits.before();
        return known == null ? List.of() : suggest(node, known, position);
    }

    private List<Scored> suggest(Node node, Map<String, Trait> known, long position) throws SQLException {
        List<Scored> linked = new ArrayList<>();
        for (Scored scored : suggestions.told(this, node, known, position, node.lastSeen)) {
            Edge edge = scored.edge();
            Proof match = edge.match;
            if (match == null || match.score() != scored.match().score()) {
                boolean did = suggestions.merges(edge);
                edge.match = scored.match();
                boolean does = suggestions.merges(edge);
                changes.known(edge);
                if (match != null && did && does) {
                    edge.match = match.scored(scored.match().score());
                } else if (did && edge.held) {
                    release(edge, node, scored.other());
                } else if (does && admit(edge, node, scored.other(), position)) {
                    linked.add(scored);
                }
            }
        }
        return linked;
    }

    /** An edge no longer holds by what traits suggest. */
    private void release(Edge edge, Node one, Node other) throws SQLException {
        counts.links -= edge.holds() ? 1 : 0;
        edge.held = false;
        counts.links += edge.holds() ? 1 : 0;
        restore(one, other);
    }

    /** Whether a match of an edge is enough to link. */
    boolean merges(Edge edge) {
        return suggestions.merges(edge);
    }

    /** Whether an edge is evidence that may link. */
    boolean counts(Edge edge) {
        return edge.ruled() > 0
                || edge.ruled() == 0 && (edge.shown != null || merges(edge) || edge.held && edge.byMatchAlone());
    }

    /** A signal carried both identities. @return whether it is what links them */
    boolean show(Node one, Node other, Proof proof) throws SQLException {
        if (!one.sound || !other.sound) {
            return false;
        }
        Edge edge = edge(one, other);
        if (edge.shown != null) {
            return false;
        }
        if (isFull(one) | isFull(other)) {
            counts.refused++;
            return false;
        }
        edge.shown = proof;
        changes.known(edge);
        for (Node node : List.of(one, other)) {
            node.degree++;
            changes.told(node);
        }
        return admit(edge, one, other, proof.position());
    }

    private boolean isFull(Node node) {
        if (node.degree < limits.links()) {
            return false;
        }
        if (!node.shared) {
            node.shared = true;
            counts.shared++;
            changes.shared(node);
        }
        return true;
    }

    /** Links two by evidence of a position, unless a person or what is known of them objects. @return whether they are linked */
    private boolean admit(Edge edge, Node one, Node other, long position) {
        if (edge.ruled() < 0) {
            return false;
        }
        if (!edge.held) {
            if (objects(one, other, position)) {
                counts.refused++;
                return false;
            }
            counts.links += edge.holds() ? 0 : 1;
            edge.held = true;
            changes.known(edge);
            join(one, other);
        }
        return true;
    }

    /** Whether anything speaks against making one profile of those of two nodes. */
    boolean objects(Node one, Node other, long position) {
        return limits.objection(one, component(one), other, component(other), position) != Objection.NONE;
    }

    private void join(Node one, Node other) {
        List<Node> moved = memory.join(one, other);
        if (!moved.isEmpty()) {
            moved.forEach(changes::moved);
            counts.profiles--;
            counts.joins++;
        }
    }

    /** A person says that two nodes are the same, or are not; nothing if that was the last word on it. */
    void rule(Node one, Node other, Proof ruling) throws SQLException {
        if (one == other) {
            return;
        }
        Edge edge = edge(one, other);
        int before = edge.ruled();
        boolean held = edge.holds();
        boolean together = ruling.score() > 0;
        if (together ? before > 0 : before < 0) {
            return;
        }
        edge.ruling = ruling;
        edge.held &= together;
        changes.known(edge);
        counts.links += (edge.holds() ? 1 : 0) - (held ? 1 : 0);
        if (together && before == 0) {
            join(one, other);
        } else if (together || held) {
            restore(one, other);
        }
    }

    /** Makes the profiles around two nodes once more. */
    private void restore(Node one, Node other) throws SQLException {
        changes.store(rows.schema());
        Region.Outcome outcome = Region.restore(this, memory, changes, one, other);
        counts.profiles += outcome.profiles();
        counts.links += outcome.links();
        counts.joins += Math.max(0, -outcome.profiles());
        counts.partings += Math.max(0, outcome.profiles());
    }

    /** Stores what changed, up to and with a position. */
    Totals store(long position) throws SQLException {
        changes.store(rows.schema());
        Totals totals = counts.at(position);
        rows.store(totals);
        return totals;
    }

    /** A signal said that somebody belongs to an account. */
    void member(Node person, Node account, long position) {
        changes.member(person, account, position);
    }
}
