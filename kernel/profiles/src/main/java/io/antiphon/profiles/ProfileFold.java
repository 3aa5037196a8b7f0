package io.antiphon.profiles;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Folds signals, and what people rule, into the graph. Owned by the road's thread.
 *
 * <p>What it remembers from the batch before counts only if the stored totals are those it left there; so after a
 * rollback, or after somebody else's writing, it starts from the rows.
 */
@Component(service = Recognition.class, configurationPid = ProfileSettings.PID)
@Designate(ocd = ProfileSettings.class)
public final class ProfileFold implements Recognition {

    static final String NAME = "profiles";
    static final String LINK = "link";
    static final String UNLINK = "unlink";
    static final String ONE = "one";
    static final String OTHER = "other";

    private static final int VERSION = 1;
    private static final int REBUILDS = 1_000;

    private final Normaliser normaliser;
    private final Graph.Limits limits;
    private final int version;

    private final Memory memory = new Memory();
    private Totals remembered = Totals.NONE;
    private String home = "";
    private boolean whole;

    /** Called by the container. */
    @Activate
    public ProfileFold(ProfileSettings settings) {
        normaliser = new Normaliser(settings);
        limits = new Graph.Limits(settings.mostLinks(), settings.mostIdentities());
        version = VERSION * REBUILDS + Math.floorMod(settings.rebuild(), REBUILDS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Tx tx) throws SQLException {
        new Schema(tx).create();
    }

    @Override
    public void apply(List<Entry> entries, Tx tx) throws SQLException {
        Graph graph = null;
        long position = 0;
        for (Entry entry : entries) {
            boolean concerns =
                    entry instanceof Entry.Heard || entry instanceof Entry.Commanded order && isRuling(order);
            if (concerns) {
                if (graph == null) {
                    graph = open(tx);
                    whole = false;
                }
                position = Rows.number(entry.position());
                fold(entry, position, graph);
            }
        }
        if (graph != null) {
            remembered = graph.store(position);
            memory.trim();
            whole = true;
        }
    }

    private static boolean isRuling(Entry.Commanded order) {
        return order.command().equals(LINK) || order.command().equals(UNLINK);
    }

    private Graph open(Tx tx) throws SQLException {
        Rows rows = new Rows(tx);
        Totals stored = rows.totals();
        String place = tx.table("node");
        if (!whole || !stored.equals(remembered) || !place.equals(home)) {
            memory.clear();
            remembered = stored;
            home = place;
            whole = true;
        }
        return new Graph(rows, memory, limits, stored);
    }

    private void fold(Entry entry, long position, Graph graph) throws SQLException {
        if (entry instanceof Entry.Heard heard) {
            hear(heard, position, graph);
        } else if (entry instanceof Entry.Commanded order) {
            Node one = named(order, ONE, graph);
            Node other = named(order, OTHER, graph);
            if (one != null && other != null) {
                if (order.command().equals(LINK)) {
                    graph.link(one, other, position);
                } else {
                    graph.unlink(one, other, position);
                }
            }
        }
    }

    private void hear(Entry.Heard heard, long position, Graph graph) throws SQLException {
        Set<Node> named = new LinkedHashSet<>();
        for (Identity identity : heard.signal().identities()) {
            named.add(graph.findOrAdd(normaliser.normalise(identity), identity, position));
        }
        if (named.isEmpty()) {
            return;
        }
        Node giver = giver(named);
        graph.hear(giver, heard, position);
        for (Node other : named) {
            if (other != giver) {
                graph.show(giver, other, position);
            }
        }
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

    private @Nullable Node named(Entry.Commanded order, String argument, Graph graph) throws SQLException {
        if (!(order.arguments().get(argument) instanceof String text)) {
            return null;
        }
        try {
            return graph.find(normaliser.normalise(Identity.parse(text)).identity());
        } catch (IllegalArgumentException e) {
            return null; // an order about no identity changes nothing
        }
    }

    @Override
    public List<Recognised> recognise(List<Entry.Heard> signals, Tx tx) throws SQLException {
        Graph graph = open(tx);
        List<Recognised> recognised = new ArrayList<>(signals.size());
        for (Entry.Heard heard : signals) {
            recognised.add(recognise(heard, graph));
        }
        return recognised;
    }

    private Recognised recognise(Entry.Heard heard, Graph graph) throws SQLException {
        Set<Node> named = new LinkedHashSet<>();
        for (Identity identity : heard.signal().identities()) {
            Node node = graph.find(normaliser.normalise(identity).identity());
            if (node != null) {
                named.add(node);
            }
        }
        if (named.isEmpty()) {
            return new Recognised(Profile.ANONYMOUS, List.of());
        }
        Node giver = giver(named);
        List<Insight> links = new ArrayList<>();
        for (Node other : named) {
            if (other != giver && graph.edge(giver, other).evidence == Rows.number(heard.position())) {
                links.add(link(giver, other, heard));
            }
        }
        return new Recognised(graph.component(giver).profile(), links);
    }

    private Insight link(Node giver, Node other, Entry.Heard heard) {
        return Insight.of(LINK, other.identity.toString())
                .about(giver.identity.toString())
                .by(NAME, Integer.toString(version))
                .details(Map.of(
                        "rule", Edge.SAME_SIGNAL, "evidence", heard.position().toString(), "score", 1.0));
    }

    @Override
    public Optional<Profile> profile(String id, Tx tx) throws SQLException {
        List<Node> around = new Rows(tx).around(ProfileId.node(id));
        return around.isEmpty() ? Optional.empty() : Optional.of(new io.antiphon.profiles.Component(around).profile());
    }
}
