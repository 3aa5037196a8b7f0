package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Recognition.Recognised;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes entries into the graph, one after the other, and tells of each whom it concerns as the graph then is. */
final class Telling {

    private final Graph graph;
    private final Normaliser normaliser;
    private final int version;

    /** @param version of the fold, by which links are told */
    Telling(Graph graph, Normaliser normaliser, int version) {
        this.graph = graph;
        this.normaliser = normaliser;
        this.version = version;
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
        graph.hear(giver, heard, position);
        List<Insight> links = named.size() == 1 ? List.of() : new ArrayList<>();
        for (Node other : named) {
            if (other != giver && graph.show(giver, other, position)) {
                links.add(link(giver, other, heard));
            }
        }
        return asked ? new Recognised(graph.component(giver).profile(), links) : Recognised.NOBODY;
    }

    /** Whose the signal is: the first identity that can name one person, or else the first. */
    private static Node giver(Set<Node> named) {
        for (Node node : named) {
            if (node.sound) {
                return node;
            }
        }
        return named.iterator().next();
    }

    private Insight link(Node giver, Node other, Entry.Heard heard) {
        return Insight.of(ProfileFold.LINK, other.identity.toString())
                .about(giver.identity.toString())
                .by(ProfileFold.NAME, Integer.toString(version))
                .details(Map.of(
                        "rule", Edge.SAME_SIGNAL, "evidence", heard.position().toString(), "score", 1.0));
    }

    private void rule(Entry.Commanded order, long position) throws SQLException {
        Node one = ruledOn(order, ProfileFold.ONE);
        Node other = ruledOn(order, ProfileFold.OTHER);
        if (one != null && other != null) {
            if (order.command().equals(ProfileFold.LINK)) {
                graph.link(one, other, position);
            } else {
                graph.unlink(one, other, position);
            }
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
