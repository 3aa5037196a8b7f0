package io.antiphon.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route for a path, segment by segment. Immutable. A last segment {@code {name…}} takes the whole rest. */
final class Router {

    private static final String REST = "…}";

    private final Node root = new Node();
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        routes.forEach(this::add);
    }

    /** All routes, in the order they were given. */
    List<Route> routes() {
        return routes;
    }

    private void add(Route route) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : segments(route.template())) {
            if (segment.startsWith("{")) {
                boolean rest = segment.endsWith(REST);
                names.add(segment.substring(1, segment.length() - (rest ? REST.length() : 1)));
                node = node.parameter(rest);
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        node.ends.putIfAbsent(route.method(), new End(route, List.copyOf(names)));
    }

    /** Whether there is a route of this method and the same form of template. */
    boolean has(String method, String template) {
        Node node = root;
        for (String segment : segments(template)) {
            Node next = segment.startsWith("{") ? node.any : node.literals.get(segment);
            if (next == null) {
                return false;
            }
            node = next;
        }
        return node.ends.containsKey(method);
    }

    /** The route of a path; null if there is none. A HEAD is a GET. */
    @Nullable
    Match match(String method, String path) {
        String[] segments = segments(path);
        List<String> values = new ArrayList<>(4);
        Node node = find(root, segments, 0, values);
        if (node == null) {
            return null;
        }
        End end = node.ends.get(method.equals("HEAD") ? "GET" : method);
        return new Match(end == null ? null : end.route, end == null ? Map.of() : end.named(values), node.methods());
    }

    private static @Nullable Node find(Node node, String[] segments, int from, List<String> values) {
        if (from == segments.length) {
            return node.ends.isEmpty() ? null : node;
        }
        Node literal = node.literals.get(segments[from]);
        Node found = literal == null ? null : find(literal, segments, from + 1, values);
        if (found != null || node.any == null || segments[from].isEmpty()) {
            return found;
        }
        int size = values.size();
        if (node.any.rest) {
            values.add(String.join("/", java.util.Arrays.asList(segments).subList(from, segments.length)));
            return node.any;
        }
        values.add(segments[from]);
        found = find(node.any, segments, from + 1, values);
        while (found == null && values.size() > size) {
            values.remove(values.size() - 1);
        }
        return found;
    }

    /** The parts between slashes; one trailing slash does not count. */
    private static String[] segments(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        int parts = 0;
        for (int i = 0; i < end; i++) {
            if (path.charAt(i) == '/') {
                parts++;
            }
        }
        String[] segments = new String[parts];
        int start = 1;
        for (int i = 0; i < parts; i++) {
            int slash = path.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            segments[i] = path.substring(start, stop);
            start = stop + 1;
        }
        return segments;
    }

    /**
     * What a path leads to.
     *
     * @param route null if the path is there but not with this method
     * @param parameters the parts named in the template
     * @param methods those the path has
     */
    record Match(@Nullable Route route, Map<String, String> parameters, Set<String> methods) {}

    private record End(Route route, List<String> names) {

        Map<String, String> named(List<String> values) {
            if (names.isEmpty()) {
                return Map.of();
            }
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), values.get(i));
            }
            return named;
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, End> ends = new TreeMap<>();
        private boolean rest;
        private @Nullable Node any;

        private Node parameter(boolean isRest) {
            Node node = any;
            if (node == null) {
                node = new Node();
                any = node;
            }
            node.rest |= isRest;
            return node;
        }

        private Set<String> methods() {
            Set<String> methods = new TreeSet<>(ends.keySet());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            return methods;
        }
    }
}
