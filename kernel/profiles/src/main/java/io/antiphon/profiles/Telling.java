package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes entries into the graph, one after the other, and tells of each whom it concerns as the graph then is. */
final class Telling {

    /** The attribute by which a signal says how it knows that its identities are one person's. */
    static final String EVIDENCE = "evidence";

    /** The attribute by which a signal says on which legal basis they may be linked. */
    static final String BASIS = "legalBasis";

    private static final int LONGEST_BASIS = 64;

    private final Graph graph;
    private final Normaliser normaliser;
    private final Rules rules;

    /**
     * By what is told.
     *
     * @param version of the fold, by which links are told
     * @param basis the legal basis where a signal names none
     * @param accounts schemes of accounts that people belong to
     */
    record Rules(int version, String basis, Set<String> accounts) {}

    Telling(Graph graph, Normaliser normaliser, Rules rules) {
        this.graph = graph;
        this.normaliser = normaliser;
        this.rules = rules;
    }

    /** Whether an entry may change the graph. */
    static boolean changes(Entry entry) {
        return entry instanceof Entry.Heard
                || entry instanceof Entry.Commanded order
                        && (order.command().equals(ProfileFold.LINK)
                                || order.command().equals(ProfileFold.UNLINK));
    }

    /** The id of the profile that an entry names; empty if it names none. */
    static String named(Entry entry) {
        String id = null;
        if (entry instanceof Entry.Performed performed) {
            id = performed.profile();
        } else if (entry instanceof Entry.Commanded order) {
            id = order.subject();
        }
        return id == null || ProfileId.node(id) == 0 ? "" : id;
    }

    /** Takes an entry that may change the graph. @param asked whether anybody wants to know whom it concerns */
    Recognised take(Entry entry, boolean asked) throws SQLException {
        long position = Rows.number(entry.position());
        if (entry instanceof Entry.Heard heard) {
            return hear(heard, position, asked);
        }
        if (entry instanceof Entry.Commanded order) {
            rule(order, position);
        }
        return asked ? concerned(entry) : Recognised.NOBODY;
    }

    /** Whom an entry concerns that is not a signal. */
    Recognised concerned(Entry entry) throws SQLException {
        Node node = graph.find(ProfileId.node(named(entry)));
        return node == null
                ? Recognised.NOBODY
                : Recognised.of(graph.component(node).profile());
    }

    /** Stores what changed, up to and with a position. */
    Totals store(long position) throws SQLException {
        return graph.store(position);
    }

    private Recognised hear(Entry.Heard heard, long position, boolean asked) throws SQLException {
        Set<Node> named = new LinkedHashSet<>();
        for (Identity identity : heard.signal().identities()) {
            named.add(graph.findOrAdd(normaliser.normalise(identity), identity, position));
        }
        if (named.isEmpty()) {
            return Recognised.NOBODY;
        }
        Node giver = giver(named);
        List<Insight> links = new ArrayList<>(0);
        for (Suggestions.Scored linked : graph.hear(giver, heard, position)) {
            links.add(link(linked.other().identity, giver, linked.match(), heard));
        }
        if (named.size() > 1) {
            show(giver, named, heard, position, links);
        }
        return asked ? new Recognised(graph.component(giver).profile(), links) : Recognised.NOBODY;
    }

    /** Links the giver's other identities, the oldest first, and notes to which accounts he belongs. */
    private void show(Node giver, Set<Node> named, Entry.Heard heard, long position, List<Insight> links)
            throws SQLException {
        Proof proof = proof(heard, position);
        List<Node> others = new ArrayList<>(named);
        others.remove(giver);
        others.sort(Comparator.comparingLong(node -> node.id));
        for (Node other : others) {
            if (isAccount(other)) {
                if (!isAccount(giver)) {
                    graph.member(giver, other, position);
                }
            } else if (graph.show(giver, other, proof)) {
                links.add(link(other.identity, giver, proof, heard));
            }
        }
    }

    private boolean isAccount(Node node) {
        return rules.accounts.contains(node.identity.scheme());
    }

    /** Whose the signal is: the first identity that can name one person, or else the first. */
    private Node giver(Set<Node> named) {
        Node giver = null;
        for (Node node : named) {
            if (node.sound && !isAccount(node)) {
                return node;
            }
            giver = giver == null || !giver.sound && node.sound ? node : giver;
        }
        return giver == null ? named.iterator().next() : giver;
    }

    private Proof proof(Entry.Heard heard, long position) {
        Signal signal = heard.signal();
        String rule = Edge.SAME_SIGNAL;
        if (signal.attributes().get(EVIDENCE) instanceof String said
                && (said.equals(Edge.AUTHENTICATED) || said.equals(Edge.CRM))) {
            rule = said;
        }
        String basis = rules.basis;
        if (signal.attributes().get(BASIS) instanceof String said
                && said.length() <= LONGEST_BASIS
                && WellFormed.is(said)) {
            basis = said;
        }
        return new Proof(rule, position, heard.at().toEpochMilli(), 1, basis);
    }

    private Insight link(Identity other, Node giver, Proof proof, Entry.Heard heard) {
        return Insight.of(ProfileFold.LINK, other.toString())
                .about(giver.identity.toString())
                .by(ProfileFold.NAME, Integer.toString(rules.version))
                .details(Map.of(
                        "rule",
                        proof.rule(),
                        "evidence",
                        heard.position().toString(),
                        "score",
                        proof.score(),
                        "basis",
                        proof.basis()));
    }

    private void rule(Entry.Commanded order, long position) throws SQLException {
        Node one = ruledOn(order, ProfileFold.ONE);
        Node other = ruledOn(order, ProfileFold.OTHER);
        if (one != null && other != null) {
            double score = order.command().equals(ProfileFold.LINK) ? 1 : 0;
            long at = order.at().toEpochMilli();
            graph.rule(one, other, new Proof(Edge.PERSON, position, at, score, rules.basis));
        }
    }

    private @Nullable Node ruledOn(Entry.Commanded order, String argument) throws SQLException {
        if (!(order.arguments().get(argument) instanceof String text)) {
            return null;
        }
        try {
            return graph.find(normaliser.normalise(Identity.parse(text)).identity());
        } catch (IllegalArgumentException e) {
            return null; // an order about no identity changes nothing
        }
    }
}
