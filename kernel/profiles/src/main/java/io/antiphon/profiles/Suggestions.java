package io.antiphon.profiles;

import io.antiphon.profiles.matching.Person;
import io.antiphon.profiles.matching.SearchKeys;
import io.antiphon.profiles.matching.Weights;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Suggests who may be one from what is told about them. Only what is new is compared, node with node and never profile with
 * profile: so what is suggested does not depend on who has been joined.
 */
final class Suggestions {

    /** A key that more have in common tells nothing. */
    private static final int MOST_WITH_KEY = 24;

    private static final int MOST_COMPARED = 48;
    private static final double STEPS = 10_000;

    private final Rows rows;
    private final Changes changes;
    private final Matchmaking matchmaking;

    /**
     * By what is judged.
     *
     * @param weights of agreements
     * @param ask from which score on two are suggested
     * @param merge from which score on they are linked; above 1 never
     * @param acrossNetworks whether accounts on two social networks are compared
     * @param basis on which that is done
     * @param networks schemes of accounts on social networks
     * @param accounts schemes of companies and households, which are not compared
     */
    record Matchmaking(
            Weights weights,
            double ask,
            double merge,
            boolean acrossNetworks,
            String basis,
            Descriptions descriptions,
            Set<String> networks,
            Set<String> accounts) {}

    Suggestions(Rows rows, Changes changes, Matchmaking matchmaking) {
        this.rows = rows;
        this.changes = changes;
        this.matchmaking = matchmaking;
    }

    /** Whether a score is enough to link two. */
    boolean merges(Edge edge) {
        Proof match = edge.match;
        return match != null && match.score() >= matchmaking.merge;
    }

    /** A pair that is compared anew, and its score, which may be none. */
    record Scored(Edge edge, Node other, Proof match) {}

    /** Something new was told of a node, which was described otherwise before. */
    List<Scored> told(Graph graph, Node node, Map<String, Trait> before, long position, long at) throws SQLException {
        Person now = matchmaking.descriptions.of(node, node.traits.all());
        if (node.facts.hear(now, position)) {
            changes.told(node);
        }
        boolean isAccount = matchmaking.accounts.contains(node.identity.scheme());
        if (!node.sound || isAccount || matchmaking.ask > 1 && matchmaking.merge > 1) {
            return List.of();
        }
        Set<String> keys = SearchKeys.of(now);
        changes.keys().replace(SearchKeys.of(matchmaking.descriptions.of(node, before)), keys, node.id);
        List<Scored> scored = new ArrayList<>();
        for (long id : compared(graph, node, keys)) {
            Node other = graph.find(id);
            if (other != null && mayBeCompared(node, other)) {
                Person person = matchmaking.descriptions.of(other, other.traits.all());
                Edge edge = graph.edge(node, other);
                double score = Math.round(matchmaking.weights.sure(now, person) * STEPS) / STEPS;
                Proof match = edge.match;
                if (score >= Math.min(matchmaking.ask, matchmaking.merge) || match != null) {
                    scored.add(new Scored(edge, other, new Proof(Edge.MATCH, position, at, score, matchmaking.basis)));
                }
            }
        }
        return scored;
    }

    /** The nodes to compare with one: those with a key in common, and those it was found to be like before; oldest first. */
    private List<Long> compared(Graph graph, Node node, Set<String> keys) throws SQLException {
        Set<Long> found = new LinkedHashSet<>();
        for (String key : keys) {
            int most = MOST_WITH_KEY + 1;
            List<Long> stored = rows.withKey(key, most + changes.keys().unlearnt(key));
            List<Long> same = changes.keys().found(key, stored, most);
            if (same.size() < most) {
                found.addAll(same);
            }
        }
        found.remove(node.id);
        TreeSet<Long> compared = new TreeSet<>();
        found.stream().limit(MOST_COMPARED).forEach(compared::add);
        graph.suggested(node).stream()
                .filter(this::matters)
                .map(edge -> edge.a == node.id ? edge.b : edge.a)
                .sorted()
                .limit(MOST_COMPARED)
                .forEach(compared::add);
        return List.copyOf(compared);
    }

    private boolean matters(Edge edge) {
        Proof match = edge.match;
        return match != null && match.score() >= Math.min(matchmaking.ask, matchmaking.merge);
    }

    private boolean mayBeCompared(Node one, Node other) {
        String scheme = one.identity.scheme();
        String otherScheme = other.identity.scheme();
        boolean across = !scheme.equals(otherScheme)
                && matchmaking.networks.contains(scheme)
                && matchmaking.networks.contains(otherScheme);
        boolean ofOne = !one.shared && !other.shared && other.sound && !matchmaking.accounts.contains(otherScheme);
        return ofOne && (matchmaking.acrossNetworks || !across);
    }
}
