package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadTest {

    @TempDir
    Path home;

    @Test
    void aSignalIsUnderstoodAndDecidedAboutAndFolded() {
        try (Roads roads = new Roads(home)
                .knowing()
                .enricher("zeal", (signal, profile) -> List.of(Insight.of("zeal", signal.text())))
                .enricher("age", (signal, profile) -> List.of(Insight.of("signals", "" + profile.signals())))
                .policy(
                        "greet",
                        (entry, profile) -> entry instanceof Entry.Understood understood
                                ? List.of(Action.reply("out", understood.heard().signal(), "Hello " + profile.id()))
                                : List.of())) {
            roads.registry.add(new Diary("diary", 1), "test");
            roads.start();
            roads.hear("1", "ada");
            roads.settle();
            Roads.until(() -> roads.journal.end().offset() == 3);
            roads.settle();

            Entry.Understood understood = roads.understood().get(0);
            assertEquals(Position.of(1), understood.cause());
            assertEquals("name:ada", understood.profile());
            assertEquals(
                    List.of("age: signals 1", "zeal: zeal This is 1"),
                    understood.insights().stream()
                            .map(insight -> insight.enricher() + ": " + insight.type() + " " + insight.value())
                            .toList());
            Entry.Decided decided = roads.decided().get(0);
            assertEquals(Position.of(1), decided.cause());
            assertEquals("0-1.greet.0", decided.action().id());
            assertEquals("Hello name:ada", decided.action().text());
            assertEquals(
                    List.of("1 v1 Heard 0-1", "2 v1 Understood 0-1.understood", "3 v1 Decided 0-1.greet.0"),
                    roads.diary("diary"));
        }
    }

    @Test
    void whatSaysNothingIsNotWrittenDown() {
        try (Roads roads = new Roads(home).knowing().enricher("silent", (signal, profile) -> List.of())) {
            roads.start();
            roads.hear("1", "ada");
            roads.settle();
            assertEquals(1, roads.journal.end().offset());
        }
    }

    @Test
    void linksComeBeforeInsights() {
        try (Roads roads =
                new Roads(home).knowing().enricher("aaa", (signal, profile) -> List.of(Insight.of("aaa", "x")))) {
            roads.start();
            roads.running()
                    .intakes()
                    .accept(
                            "test",
                            List.of(Signal.of("message")
                                    .identities(List.of(new Identity("name", "ada"), new Identity("email", "a@b")))
                                    .text("x")
                                    .build()));
            Roads.until(() -> roads.understood().size() == 1);
            assertEquals(
                    List.of("link", "aaa"),
                    roads.understood().get(0).insights().stream()
                            .map(Insight::type)
                            .toList());
        }
    }

    @Test
    void policiesAreAskedAboutOrdersAndOutcomesButNotAboutWhatTheyDecided() {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        try (Roads roads = new Roads(home).knowing().policy("ask", (entry, profile) -> {
            asked.add(entry.getClass().getSimpleName() + " " + profile.id());
            return List.of(Action.of("note", ""));
        })) {
            roads.start();
            roads.hear("1", "ada");
            Roads.until(() -> roads.decided().size() == 1);
            roads.settle();
            Entry.Decided decided = roads.decided().get(0);
            roads.journal.append(List.of(Entry.Performed.of(decided, new io.antiphon.spi.Outcome.Refused("no"), 0)));
            roads.journal.append(List.of(Entry.Commanded.of("eve", "greet", "name:ada", Map.of())));
            Roads.until(() -> roads.decided().size() == 3);
            roads.settle();
            assertEquals(List.of("Understood name:ada", "Performed name:ada", "Commanded name:ada"), asked);
        }
    }

    @Test
    void anEntrysTimeIsThatOfItsSignal() {
        List<Instant> times = Collections.synchronizedList(new ArrayList<>());
        try (Roads roads = new Roads(home).knowing().policy("ask", (entry, profile) -> {
            times.add(entry.at());
            return List.of();
        })) {
            roads.start();
            roads.hear("1", "ada");
            roads.settle();
            assertEquals(List.of(roads.clock.instant()), times);
        }
    }

    @Test
    void anonymousSignalsPass() {
        try (Roads roads =
                new Roads(home).knowing().policy("ask", (entry, profile) -> List.of(Action.of("note", "")))) {
            roads.start();
            roads.running()
                    .intakes()
                    .accept("test", List.of(Signal.of("visit").text("x").build()));
            Roads.until(() -> roads.decided().size() == 1);
            assertNull(roads.decided().get(0).profile());
        }
    }

    @Test
    void theRoadWaitsForSomebodyWhoKnowsWhoSpeaksAndSaysSo() {
        try (Roads roads = new Roads(home).start()) {
            roads.hear("1", "ada");
            Roads.until(() -> roads.running().problems().toString().contains("knows who speaks"));
            assertEquals(1, roads.running().road().lag());
            roads.knowing();
            roads.settle();
            assertTrue(roads.running().problems().isEmpty());
        }
    }

    @Test
    void orderHoldsForEachProfileWhateverIsParallel() {
        Map<String, List<Integer>> asked = new java.util.concurrent.ConcurrentHashMap<>();
        try (Roads roads = new Roads(home).knowing().policy("order", (entry, profile) -> {
            Entry.Heard heard = ((Entry.Understood) entry).heard();
            asked.computeIfAbsent(profile.id(), id -> Collections.synchronizedList(new ArrayList<>()))
                    .add(Integer.valueOf(heard.signal().externalId()));
            return List.of();
        })) {
            roads.start();
            int number = 0;
            for (int call = 0; call < 40; call++) {
                List<Signal> signals = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    signals.add(Roads.signal("" + number, "p" + (number * 7919 % 13)));
                    number++;
                }
                roads.running().intakes().accept("test", signals);
            }
            roads.settle();
            assertEquals(13, asked.size());
            assertEquals(2000, asked.values().stream().mapToInt(List::size).sum());
            asked.forEach((who, order) -> assertEquals(order.stream().sorted().toList(), order, who));
        }
    }
}
