package io.antiphon.profiles;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All nodes that evidence connects with one, whether it holds or was refused. When evidence is taken away, the profiles of a region
 * are made once more from what is left, in the order in which it came: so what was refused because of it is judged anew, and all is
 * as it would have been without it.
 */
final class Region {

    /** What lies farther off keeps its profiles as they are. */
    private static final int MOST_NODES = 20_000;

    private final Graph graph;
    private final Memory memory;
    private final Map<Long, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<Component> components = new LinkedHashSet<>();

    private record Event(Edge edge, long position, int order) {}

    private static final int MATCH = 0;
    private static final int SHOWN = 1;
    private static final int RULED = 2;

    /**
     * What became of it.
     *
     * @param profiles how many more there are
     * @param links how many more hold
     */
    record Outcome(long profiles, long links) {}

    private Region(Graph graph, Memory memory) {
        this.graph = graph;
        this.memory = memory;
    }

    /** Makes the profiles around two nodes once more; nothing may be waiting to be stored. */
    static Outcome restore(Graph graph, Memory memory, Changes changes, Node one, Node other) throws SQLException {
        Region region = new Region(graph, memory);
        region.explore(one, other);
        return region.rebuild(changes);
    }

    private void explore(Node one, Node other) throws SQLException {
        Deque<Node> next = new ArrayDeque<>(List.of(one, other));
        while (!next.isEmpty() && nodes.size() < MOST_NODES) {
            Component component = memory.component(next.remove());
            if (components.add(component)) {
                component.nodes.forEach(node -> nodes.put(node.id, node));
                for (Edge edge : graph.edges(component)) {
                    if (graph.counts(edge) && edges.add(edge)) {
                        Node neighbour = graph.find(nodes.containsKey(edge.a) ? edge.b : edge.a);
                        if (neighbour != null) {
                            next.add(neighbour);
                        }
                    }
                }
            }
        }
    }

    private Outcome rebuild(Changes changes) {
        edges.removeIf(edge -> !nodes.containsKey(edge.a) || !nodes.containsKey(edge.b));
        Map<Long, Long> before = new HashMap<>();
        nodes.values().forEach(node -> before.put(node.id, node.component));
        Set<Edge> heldBefore = new HashSet<>();
        edges.stream().filter(edge -> edge.held).forEach(heldBefore::add);
        long linksBefore = links();
        components.forEach(memory::dissolve);
        nodes.values().forEach(node -> memory.add(new Component(List.of(node))));
        edges.forEach(edge -> edge.held = false);
        events(heldBefore).forEach(this::happen);
        nodes.values().stream()
                .filter(node -> node.component != before.getOrDefault(node.id, 0L))
                .forEach(changes::moved);
        edges.stream().filter(edge -> edge.held != heldBefore.contains(edge)).forEach(changes::known);
        long profiles = nodes.values().stream()
                .filter(node -> node.component == node.id)
                .count();
        return new Outcome(profiles - components.size(), links() - linksBefore);
    }

    private long links() {
        return edges.stream().filter(Edge::holds).count();
    }

    /**
     * In the order in which they came: what traits suggest before what the same signal shows.
     *
     * @param held what was linked when the score for that may have been a lower one
     */
    private List<Event> events(Set<Edge> held) {
        List<Event> events = new ArrayList<>();
        for (Edge edge : edges) {
            add(
                    events,
                    edge,
                    graph.merges(edge) || held.contains(edge) && edge.byMatchAlone() ? edge.match : null,
                    MATCH);
            add(events, edge, edge.shown, SHOWN);
            add(events, edge, edge.ruled() > 0 ? edge.ruling : null, RULED);
        }
        events.sort(Comparator.comparingLong(Event::position)
                .thenComparingInt(Event::order)
                .thenComparingLong(event -> event.edge.a)
                .thenComparingLong(event -> event.edge.b));
        return events;
    }

    private static void add(List<Event> events, Edge edge, @Nullable Proof proof, int order) {
        if (proof != null) {
            events.add(new Event(edge, proof.position(), order));
        }
    }

    private void happen(Event event) {
        Node one = nodes.get(event.edge.a);
        Node other = nodes.get(event.edge.b);
        if (one == null || other == null) {
            return;
        }
        if (event.order == RULED) {
            memory.join(one, other);
        } else if (!event.edge.held && !graph.objects(one, other, event.position)) {
            event.edge.held = true;
            memory.join(one, other);
        }
    }
}
