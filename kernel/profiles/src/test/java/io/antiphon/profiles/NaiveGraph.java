package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The graph by the letter: no rows, every component walked anew when an edge has changed. */
final class NaiveGraph {

    private static final String HOLDS_BY_SIGNAL = "signal";
    private static final String HOLDS_BY_PERSON = "together";
    private static final String APART = "apart";

    private final Normaliser normaliser = new Normaliser(Given.settings());
    private final int mostLinks;
    private final int mostIdentities;

    /** Oldest first. */
    final List<Identity> nodes = new ArrayList<>();

    private final List<Boolean> sound = new ArrayList<>();
    private final Map<List<Integer>, String> edges = new HashMap<>();
    private final Map<Integer, Integer> degrees = new HashMap<>();
    private final Map<Integer, List<Position>> said = new HashMap<>();
    private final TreeMap<Long, Map.Entry<Integer, Object>> names = new TreeMap<>();
    private final Map<Integer, TreeSet<Integer>> walked = new HashMap<>();

    NaiveGraph(int mostLinks, int mostIdentities) {
        this.mostLinks = mostLinks;
        this.mostIdentities = mostIdentities;
    }

    void apply(Entry entry) {
        if (entry instanceof Entry.Heard heard) {
            hear(heard);
        } else if (entry instanceof Entry.Commanded order) {
            rule(order);
        }
    }

    private void hear(Entry.Heard heard) {
        List<Integer> named = new ArrayList<>();
        for (Identity given : heard.signal().identities()) {
            Normalised normalised = normaliser.normalise(given);
            if (!nodes.contains(normalised.identity())) {
                nodes.add(normalised.identity());
                sound.add(normalised.sound());
            }
            named.add(nodes.indexOf(normalised.identity()));
        }
        if (named.isEmpty()) {
            return;
        }
        int giver = named.stream().filter(sound::get).findFirst().orElse(named.get(0));
        said.computeIfAbsent(giver, g -> new ArrayList<>()).add(0, heard.position());
        Object name = ((Map<?, ?>) heard.signal().attributes().get("profile")).get("name");
        Object before = names.values().stream()
                .filter(told -> told.getKey() == giver)
                .map(Map.Entry::getValue)
                .reduce((a, b) -> b)
                .orElse(null);
        if (name != null && !name.equals(before)) {
            names.put(heard.position().offset(), Map.entry(giver, name));
        }
        for (int other : named) {
            show(giver, other);
        }
    }

    private void show(int one, int other) {
        if (one == other || !sound.get(one) || !sound.get(other) || edges.containsKey(pair(one, other))) {
            return;
        }
        TreeSet<Integer> together = new TreeSet<>(component(one));
        together.addAll(component(other));
        boolean joins = !component(one).contains(other);
        if (degrees.getOrDefault(one, 0) < mostLinks
                && degrees.getOrDefault(other, 0) < mostLinks
                && !(joins && together.size() > mostIdentities)) {
            edges.put(pair(one, other), HOLDS_BY_SIGNAL);
            walked.clear();
            degrees.merge(one, 1, Integer::sum);
            degrees.merge(other, 1, Integer::sum);
        }
    }

    private void rule(Entry.Commanded order) {
        walked.clear();
        int one = nodes.indexOf(normaliser
                .normalise(Identity.parse((String) order.arguments().get("one")))
                .identity());
        int other = nodes.indexOf(normaliser
                .normalise(Identity.parse((String) order.arguments().get("other")))
                .identity());
        if (one < 0 || other < 0 || one == other) {
            return;
        }
        if (order.command().equals("link") && !holds(pair(one, other))) {
            edges.put(pair(one, other), HOLDS_BY_PERSON);
        } else if (order.command().equals("unlink") && holds(pair(one, other))) {
            edges.put(pair(one, other), APART);
        }
    }

    private static List<Integer> pair(int one, int other) {
        return List.of(Math.min(one, other), Math.max(one, other));
    }

    private boolean holds(List<Integer> pair) {
        return edges.containsKey(pair) && !edges.get(pair).equals(APART);
    }

    TreeSet<Integer> component(int node) {
        return walked.computeIfAbsent(node, this::walk);
    }

    private TreeSet<Integer> walk(int node) {
        TreeSet<Integer> reached = new TreeSet<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(node));
        while (!next.isEmpty()) {
            int at = next.remove();
            if (reached.add(at)) {
                for (List<Integer> pair : edges.keySet()) {
                    if (holds(pair) && pair.contains(at)) {
                        next.add(pair.get(0) == at ? pair.get(1) : pair.get(0));
                    }
                }
            }
        }
        return reached;
    }

    String profile(int node) {
        return ProfileId.of(component(node).first() + 1L);
    }

    long profiles() {
        return IntStream.range(0, nodes.size())
                .mapToObj(this::profile)
                .distinct()
                .count();
    }

    List<Identity> identities(int node) {
        return component(node).stream().map(nodes::get).toList();
    }

    /** Newest first. */
    List<Position> timeline(int node) {
        return component(node).stream()
                .flatMap(each -> said.getOrDefault(each, List.of()).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The name that was told last; null if none was. */
    Object name(int node) {
        for (Map.Entry<Integer, Object> told : names.descendingMap().values()) {
            if (component(node).contains(told.getKey())) {
                return told.getValue();
            }
        }
        return null;
    }

    long links() {
        return edges.keySet().stream().filter(this::holds).count();
    }

    /** All profiles, those never heard at the end and there the newest first. */
    List<String> lastHeardFirst() {
        return IntStream.range(0, nodes.size())
                .filter(node -> component(node).first() == node)
                .boxed()
                .sorted(Comparator.comparing((Integer node) -> timeline(node).isEmpty()
                                ? Position.START
                                : timeline(node).get(0))
                        .thenComparing(node -> node)
                        .reversed())
                .map(this::profile)
                .toList();
    }
}
