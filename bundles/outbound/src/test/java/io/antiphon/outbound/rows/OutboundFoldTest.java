package io.antiphon.outbound.rows;

import io.antiphon.outbound.World;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import io.antiphon.tck.FoldKit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fold keeps to the contract with every kind of entry that concerns it. */
class OutboundFoldTest extends FoldKit {

    @Override
    protected Fold fold() {
        return new OutboundFold();
    }

    @Override
    protected List<Entry> entries() {
        try (World world = new World()) {
            List<Entry.Decided> decided = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                decided.add(world.decide(World.promotion("mail")));
            }
            String first = decided.get(0).action().id();
            order(world, "stop", "stop a", Map.of("unit", "acme", "reason", "wrong price"));
            order(world, "stop", "stop b", Map.of("until", "2026-02-01T00:00:00Z"));
            order(world, "resume", "stop a", Map.of("approve", List.of(first)));
            order(world, "approve", "action " + first, Map.of());
            order(world, "approve", "action " + decided.get(1).action().id(), Map.of());
            order(world, "reserve", "action " + first, Map.of("purpose", "promotion", "keys", List.of("k1", "k2")));
            order(world, "settings", "settings outbound", Map.of("document", "{}"));
            order(world, "consent", "p-1", Map.of("purpose", "promotion", "given", true, "keys", List.of("k1")));
            heard(world, Signal.of("unsubscribe").attribute("channel", "email"));
            heard(world, Signal.of("consent").attribute("purpose", "survey").attribute("given", true));
            heard(world, Signal.of("complaint").text("Late again"));
            order(world, "close", "case 7", Map.of("profile", "p-1"));
            world.performed(decided.get(0), new Outcome.Done("x"));
            world.performed(decided.get(2), new Outcome.Unsure("x"));
            world.performed(decided.get(3), new Outcome.Refused("x"));
            return world.journal.all();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void order(World world, String command, String subject, Map<String, ?> told) throws SQLException {
        world.journal.append(List.of(Entry.Commanded.of("sue", command, subject, told)));
    }

    private static void heard(World world, io.antiphon.spi.SignalBuilder signal) {
        Entry.Heard heard = Entry.Heard.of(
                "mail", signal.identity("email", "ada@example.org").build());
        world.journal.append(List.of(heard));
        List<Entry> all = world.journal.all();
        Entry.Heard there = (Entry.Heard) all.get(all.size() - 1);
        world.journal.append(List.of(Entry.Understood.of(
                there, "p-1", List.of(Insight.of("sentiment", "negative", 0.9)))));
    }
}
