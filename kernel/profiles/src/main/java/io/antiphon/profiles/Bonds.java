package io.antiphon.profiles;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The links that hold, to be walked along. */
final class Bonds {

    private final Map<Long, List<Long>> neighbours = new HashMap<>();

    Bonds(List<Edge> edges) {
        for (Edge edge : edges) {
            if (edge.holds()) {
                neighbours.computeIfAbsent(edge.a, a -> new ArrayList<>()).add(edge.b);
                neighbours.computeIfAbsent(edge.b, b -> new ArrayList<>()).add(edge.a);
            }
        }
    }

    /** All nodes that can be reached from one, itself too. */
    Set<Long> reach(long from) {
        return new HashSet<>(walk(from, -1).keySet());
    }

    /** The nodes on a shortest way from one to another, both too; empty if there is none. */
    List<Long> path(long from, long to) {
        Map<Long, Long> cameFrom = walk(from, to);
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        List<Long> path = new ArrayList<>();
        for (long at = to; at != from; at = cameFrom.getOrDefault(at, from)) {
            path.add(at);
        }
        path.add(from);
        Collections.reverse(path);
        return path;
    }

    /** Breadth first, until a node is found: each node reached, and from where. */
    private Map<Long, Long> walk(long from, long until) {
        Map<Long, Long> cameFrom = new HashMap<>();
        Deque<Long> next = new ArrayDeque<>();
        cameFrom.put(from, from);
        next.add(from);
        while (!next.isEmpty() && !cameFrom.containsKey(until)) {
            long at = next.remove();
            for (long neighbour : neighbours.getOrDefault(at, List.of())) {
                if (cameFrom.putIfAbsent(neighbour, at) == null) {
                    next.add(neighbour);
                }
            }
        }
        return cameFrom;
    }
}
