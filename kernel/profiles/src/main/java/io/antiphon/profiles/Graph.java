package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence graph, for changing it within one transaction. Nothing is stored before {@link #store}. */
final class Graph {

    private final Rows rows;
    private final Memory memory;
    private final Limits limits;
    private final Changes changes = new Changes();

    private long nodes;
    private long profiles;
    private long links;
    private long joins;
    private long partings;
    private long shared;
    private long refused;

    /**
     * How far signals may link.
     *
     * @param links to how many others an identity
     * @param identities how many into one profile
     */
    record Limits(int links, int identities) {}

    /**
     * @param memory of the graph as it is stored
     * @param totals as stored
     */
    Graph(Rows rows, Memory memory, Limits limits, Totals totals) {
        this.rows = rows;
        this.memory = memory;
        this.limits = limits;
        nodes = totals.nodes();
        profiles = totals.profiles();
        links = totals.links();
        joins = totals.joins();
        partings = totals.partings();
        shared = totals.shared();
        refused = totals.refused();
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
        Node node = new Node(++nodes, normalised.identity(), normalised.sound());
        memory.add(new Component(List.of(node)));
        profiles++;
        changes.added(node, raw, position);
        return node;
    }

    /** The component of a node that was found. */
    Component component(Node node) {
        Component component = memory.component(node.component);
        if (component == null) {
            throw new IllegalStateException("Node " + node.id + " is in no component");
        }
        return component;
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

    /** A node gave a signal. */
    void hear(Node node, Entry.Heard heard, long position) {
        long before = node.latest;
        node.latest = position;
        node.lastSeen = heard.at().toEpochMilli();
        node.signals++;
        changes.said(node, before);
        boolean news = node.traits.hear(heard.signal(), position);
        if (node.signals == 1) {
            node.firstSeen = node.lastSeen;
            news = true;
        }
        if (news) {
            changes.told(node);
        }
        component(node).heard(node, news);
    }

    /** A signal carried both identities. @return whether it is what links them */
    boolean show(Node one, Node other, long position) throws SQLException {
        if (!one.sound || !other.sound) {
            return false;
        }
        Edge edge = edge(one, other);
        if (edge.evidence > 0 || edge.ruling != 0) {
            return false;
        }
        boolean full = isFull(one) | isFull(other);
        if (full || wouldBeTooMany(one, other)) {
            refused++;
            return false;
        }
        edge.evidence = position;
        changes.shown(edge);
        links++;
        for (Node node : List.of(one, other)) {
            node.degree++;
            changes.told(node);
        }
        join(one, other);
        return true;
    }

    private boolean isFull(Node node) {
        if (node.degree < limits.links) {
            return false;
        }
        if (!node.shared) {
            node.shared = true;
            shared++;
            changes.shared(node);
        }
        return true;
    }

    private boolean wouldBeTooMany(Node one, Node other) {
        return one.component != other.component
                && component(one).nodes.size() + component(other).nodes.size() > limits.identities;
    }

    private void join(Node one, Node other) {
        if (one.component == other.component) {
            return;
        }
        boolean oneIsOlder = one.component < other.component;
        Component older = component(oneIsOlder ? one : other);
        Component younger = component(oneIsOlder ? other : one);
        List<Node> all = new ArrayList<>(older.nodes);
        all.addAll(younger.nodes);
        Component joined = new Component(all);
        memory.dissolve(older);
        memory.dissolve(younger);
        memory.add(joined);
        younger.nodes.forEach(changes::moved);
        profiles--;
        joins++;
    }

    /** A person says that two nodes are the same; nothing if a link between them holds. */
    void link(Node one, Node other, long position) throws SQLException {
        Edge edge = edge(one, other);
        if (one != other && !edge.holds()) {
            edge.ruling = 1;
            edge.ruled = position;
            changes.ruled(edge);
            links++;
            join(one, other);
        }
    }

    /** A person says that two nodes are not the same; nothing if no link between them holds. */
    void unlink(Node one, Node other, long position) throws SQLException {
        Edge edge = edge(one, other);
        if (one == other || !edge.holds()) {
            return;
        }
        edge.ruling = -1;
        edge.ruled = position;
        changes.ruled(edge);
        links--;
        storeChanges();
        Set<Long> side = new Bonds(rows.edges(one.component)).reach(one.id);
        if (!side.contains(other.id)) {
            part(component(one), side);
        }
    }

    private void part(Component whole, Set<Long> side) {
        List<Node> here = new ArrayList<>();
        List<Node> there = new ArrayList<>();
        for (Node node : whole.nodes) {
            (side.contains(node.id) ? here : there).add(node);
        }
        memory.dissolve(whole);
        for (List<Node> half : List.of(here, there)) {
            Component component = new Component(half);
            memory.add(component);
            if (component.id != whole.id) {
                half.forEach(changes::moved);
            }
        }
        profiles++;
        partings++;
    }

    /** Stores what changed, up to and with a position. */
    Totals store(long position) throws SQLException {
        storeChanges();
        Totals totals = new Totals(position, nodes, profiles, links, joins, partings, shared, refused);
        PreparedStatement update = rows.schema()
                .prepare(
                        "UPDATE {totals} SET position = ?, nodes = ?, profiles = ?, links = ?, joins = ?, partings = ?,"
                                + " shared = ?, refused = ? WHERE id = 1");
        update.setLong(1, position);
        update.setLong(2, nodes);
        update.setLong(3, profiles);
        update.setLong(4, links);
        update.setLong(5, joins);
        update.setLong(6, partings);
        update.setLong(7, shared);
        update.setLong(8, refused);
        update.executeUpdate();
        return totals;
    }

    private void storeChanges() throws SQLException {
        changes.store(rows.schema());
    }
}
