package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the graph that was spoken of lately: whole components, and what is known between pairs of nodes. Within a batch
 * it only grows, so that what has changed and is not yet stored stays in it.
 */
final class Memory {

    private static final int MOST_NODES = 50_000;
    private static final int MOST_EDGES = 50_000;

    private final Map<Identity, Node> nodes = new HashMap<>();
    private final LinkedHashMap<Long, Component> components = new LinkedHashMap<>(1_024, 0.75f, true);
    private final LinkedHashMap<Pair, Edge> edges = new LinkedHashMap<>(1_024, 0.75f, true);

    private record Pair(long a, long b) {}

    @Nullable
    Node node(Identity identity) {
        return nodes.get(identity);
    }

    @Nullable
    Component component(long id) {
        return components.get(id);
    }

    /** The component of a node that is here. */
    Component component(Node node) {
        Component component = components.get(node.component);
        if (component == null) {
            throw new IllegalStateException("Node " + node.id + " is in no component");
        }
        return component;
    }

    /** Makes one component of those of two nodes. @return the nodes that are in another now: those of the younger one */
    List<Node> join(Node one, Node other) {
        if (one.component == other.component) {
            return List.of();
        }
        boolean oneIsOlder = one.component < other.component;
        Component older = component(oneIsOlder ? one : other);
        Component younger = component(oneIsOlder ? other : one);
        List<Node> all = new ArrayList<>(older.nodes);
        all.addAll(younger.nodes);
        dissolve(older);
        dissolve(younger);
        add(new Component(all));
        return younger.nodes;
    }

    void add(Component component) {
        components.put(component.id, component);
        for (Node node : component.nodes) {
            node.component = component.id;
            nodes.put(node.identity, node);
        }
    }

    /** Forgets a component whose nodes are about to be in another. */
    void dissolve(Component component) {
        components.remove(component.id);
    }

    @Nullable
    Edge edge(long one, long other) {
        return edges.get(new Pair(Math.min(one, other), Math.max(one, other)));
    }

    void add(Edge edge) {
        edges.put(new Pair(edge.a, edge.b), edge);
    }

    /** The edge as it is known here, if it is; else as it is stored. */
    Edge known(Edge stored) {
        Edge known = edge(stored.a, stored.b);
        if (known == null) {
            add(stored);
            return stored;
        }
        return known;
    }

    void clear() {
        nodes.clear();
        components.clear();
        edges.clear();
    }

    /** Forgets what was spoken of longest ago. */
    void trim() {
        Iterator<Component> eldest = components.values().iterator();
        while (nodes.size() > MOST_NODES && eldest.hasNext()) {
            for (Node node : eldest.next().nodes) {
                nodes.remove(node.identity);
            }
            eldest.remove();
        }
        Iterator<Edge> eldestEdge = edges.values().iterator();
        while (edges.size() > MOST_EDGES && eldestEdge.hasNext()) {
            eldestEdge.next();
            eldestEdge.remove();
        }
    }
}
