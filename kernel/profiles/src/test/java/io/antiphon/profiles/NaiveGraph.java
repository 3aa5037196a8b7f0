package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The graph by the letter: no rows, all evidence judged anew when any has changed. */
final class NaiveGraph {

    private final Normaliser normaliser = new Normaliser(Given.settings());
    private final int mostLinks;
    private final int mostIdentities;

    /** Oldest first. */
    final List<Identity> nodes = new ArrayList<>();

    private final List<Boolean> sound = new ArrayList<>();
    private final Map<List<Integer>, Long> shown = new HashMap<>();
    private final Map<List<Integer>, Long> together = new HashMap<>();
    private final Set<List<Integer>> apart = new HashSet<>();
    private final List<Told> born = new ArrayList<>();
    private final Map<Integer, Integer> degrees = new HashMap<>();
    private final Map<Integer, List<Position>> said = new HashMap<>();
    private final TreeMap<Long, Map.Entry<Integer, Object>> names = new TreeMap<>();
    private final Map<Integer, TreeSet<Integer>> parts = new HashMap<>();
    private final Set<List<Integer>> held = new HashSet<>();
    private boolean stale = true;

    private record Told(int node, String value, long offset) {}

    private record Event(long offset, List<Integer> pair, boolean ruled) {}

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
                stale = true;
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
        Object date = ((Map<?, ?>) heard.signal().attributes().get("profile")).get("born");
        if (date != null && born.stream().noneMatch(told -> told.node == giver && told.value.equals(date))) {
            born.add(new Told(giver, (String) date, heard.position().offset()));
        }
        for (int other : named) {
            show(giver, other, heard.position().offset());
        }
    }

    private void show(int one, int other, long offset) {
        if (one != other
                && sound.get(one)
                && sound.get(other)
                && !shown.containsKey(pair(one, other))
                && degrees.getOrDefault(one, 0) < mostLinks
                && degrees.getOrDefault(other, 0) < mostLinks) {
            shown.put(pair(one, other), offset);
            degrees.merge(one, 1, Integer::sum);
            degrees.merge(other, 1, Integer::sum);
            stale = true;
        }
    }

    private void rule(Entry.Commanded order) {
        int one = nodes.indexOf(normaliser
                .normalise(Identity.parse((String) order.arguments().get("one")))
                .identity());
        int other = nodes.indexOf(normaliser
                .normalise(Identity.parse((String) order.arguments().get("other")))
                .identity());
        if (one < 0 || other < 0 || one == other) {
            return;
        }
        stale = true;
        List<Integer> pair = pair(one, other);
        if (order.command().equals("link")) {
            apart.remove(pair);
            together.putIfAbsent(pair, order.position().offset());
        } else {
            together.remove(pair);
            apart.add(pair);
        }
    }

    private static List<Integer> pair(int one, int other) {
        return List.of(Math.min(one, other), Math.max(one, other));
    }

    /** All evidence once more, in the order in which it came. */
    private void replay() {
        parts.clear();
        held.clear();
        stale = false;
        IntStream.range(0, nodes.size()).forEach(node -> parts.put(node, new TreeSet<>(List.of(node))));
        List<Event> events = new ArrayList<>();
        shown.forEach((pair, offset) -> events.add(new Event(offset, pair, false)));
        together.forEach((pair, offset) -> events.add(new Event(offset, pair, true)));
        events.removeIf(event -> apart.contains(event.pair));
        events.sort(Comparator.comparingLong(Event::offset)
                .thenComparingInt(event -> event.pair.get(0))
                .thenComparingInt(event -> event.pair.get(1)));
        for (Event event : events) {
            TreeSet<Integer> one = part(event.pair.get(0));
            TreeSet<Integer> other = part(event.pair.get(1));
            if (event.ruled || one == other || mayJoin(event, one, other)) {
                held.add(event.pair);
                TreeSet<Integer> all = new TreeSet<>(one);
                all.addAll(other);
                all.forEach(node -> parts.put(node, all));
            }
        }
    }

    private TreeSet<Integer> part(int node) {
        TreeSet<Integer> part = parts.get(node);
        if (part == null) {
            throw new IllegalStateException("No node " + node);
        }
        return part;
    }

    private boolean mayJoin(Event event, TreeSet<Integer> one, TreeSet<Integer> other) {
        if (one.size() + other.size() > mostIdentities) {
            return false;
        }
        for (int node : event.pair) {
            List<String> itself = born(new TreeSet<>(List.of(node)), event.offset);
            if (itself.stream().anyMatch(a -> itself.stream().anyMatch(b -> !agree(a, b)))) {
                return false;
            }
        }
        List<String> ofOne = born(one, event.offset);
        List<String> ofOther = born(other, event.offset);
        return ofOne.isEmpty()
                || ofOther.isEmpty()
                || ofOne.stream().anyMatch(a -> ofOther.stream().anyMatch(b -> agree(a, b)));
    }

    private List<String> born(TreeSet<Integer> part, long offset) {
        List<String> dates = new ArrayList<>();
        for (int node : part) {
            born.stream()
                    .filter(told -> told.node == node)
                    .limit(3)
                    .filter(told -> told.offset <= offset)
                    .forEach(told -> dates.add(told.value));
        }
        return dates;
    }

    /** In the histories two dates are either the same, or a slip of the day, or wholly different. */
    private static boolean agree(String one, String other) {
        return one.substring(0, 7).equals(other.substring(0, 7));
    }

    TreeSet<Integer> component(int node) {
        if (stale) {
            replay();
        }
        return part(node);
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
        if (stale) {
            replay();
        }
        return held.size();
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
