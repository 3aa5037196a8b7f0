package io.antiphon.connector.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final Instant NOW = Instant.parse(MemoryKernel.DAWN);
    private static final int CUSTOMERS = 100;

    private static List<Signal> play(long seed, int events) {
        World world = new World(seed, CUSTOMERS, 0);
        return LongStream.range(0, events).mapToObj(n -> world.event(n, NOW)).toList();
    }

    private static Set<Object> all(List<Signal> signals, Function<Signal, Object> what) {
        return signals.stream().map(what).filter(found -> found != null).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theSameSeedPlaysTheSameWorldAndAnotherSeedAnother() {
        assertEquals(play(7, 1000), play(7, 1000));
        assertNotEquals(
                play(7, 1000).stream().map(Signal::text).toList(),
                play(8, 1000).stream().map(Signal::text).toList());
    }

    @Test
    void everyLanguageChannelAndKindOccursAndEverythingIsMarked() {
        List<Signal> signals = play(1, 6_000);
        assertEquals(Set.of("de", "en", "es", "fr", "ru", "zh"), all(signals, Signal::language));
        assertEquals(
                Set.of("carrier", "email", "phone", "shop", "social", "store", "survey", "webchat"),
                all(signals, Signal::channel));
        assertEquals(
                Set.of(
                        "complaint",
                        "mention",
                        "message",
                        "order",
                        "refund",
                        "review",
                        "shipment",
                        "survey-response",
                        "visit"),
                all(signals, Signal::kind));
        for (Signal signal : signals) {
            assertEquals(true, signal.attributes().get("simulated"));
            assertFalse(signal.identities().isEmpty());
            assertFalse(String.valueOf(signal.text()).matches(".*[{}].*"), signal::text);
        }
        assertEquals(6_000, all(signals, Signal::externalId).size());
    }

    @Test
    void aConversationIsOneCustomersStoryInOrder() {
        Map<String, List<Signal>> stories =
                play(1, 6_000).stream().collect(Collectors.groupingBy(Signal::conversation));
        for (List<Signal> story : stories.values()) {
            assertTrue(story.size() <= Story.BEATS);
            assertEquals(
                    1,
                    story.stream()
                            .map(s -> s.attributes().get("order"))
                            .distinct()
                            .count());
            assertEquals(
                    1,
                    story.stream()
                            .map(s -> s.attributes().get("profile"))
                            .distinct()
                            .count());
            for (int i = 1; i < story.size(); i++) {
                assertEquals(story.get(i - 1).externalId(), story.get(i).inReplyTo());
                boolean answers = story.get(i).direction() == Direction.OUTBOUND;
                assertTrue(!answers || story.get(i - 1).direction() == Direction.INBOUND);
            }
        }
    }

    @Test
    void aCustomerOfManyNamesIsOneProfile() {
        MemoryKernel kernel = new MemoryKernel();
        List<Signal> signals = play(1, 3_000);
        Map<Object, Set<String>> schemes = new HashMap<>();
        signals.forEach(signal -> signal.identities()
                .forEach(identity -> schemes.computeIfAbsent(signal.attributes().get("profile"), who -> new TreeSet<>())
                        .add(identity.scheme())));
        assertTrue(schemes.values().stream().anyMatch(Set.of("chat", "email", "loyalty", "phone")::equals));
        kernel.intakes().accept("demo", signals);
        long profiles = kernel.profiles().count();
        assertTrue(profiles >= CUSTOMERS && profiles <= CUSTOMERS * 1.3, () -> profiles + " profiles");
    }

    @Test
    void itGoesOnAfterARestartAndTheUnreadableCanBeReadWhenMended() {
        MemoryKernel kernel = new MemoryKernel();
        ByHand stage = new ByHand();
        DemoConnector connector = new DemoConnector(kernel.clock(), stage);
        Map<String, String> settings = new HashMap<>(Map.of("history", "1000", "pace", "0", "broken", "20"));
        MemoryConnection connection = kernel.connect(connector, settings);
        stage.play();
        int broken = connection.deadLetters().size();
        assertTrue(broken > 5 && broken < 50, () -> broken + " broken");
        assertEquals(1000 - broken, connection.signals().size());
        assertThrows(
                AntiphonException.class,
                () -> connection.retry(connection.deadLetters().get(0)));
        settings.put("history", "1500");
        settings.put("mended", "true");
        MemoryConnection restarted = connection.restart(settings);
        stage.play();
        restarted.deadLetters().forEach(restarted::retry);
        assertEquals(1500, restarted.signals().size());
        assertEquals(List.of(), restarted.deadLetters());
        assertEquals(
                1500,
                restarted.signals().stream().map(Signal::externalId).distinct().count());
        assertEquals(
                Instant.parse("2026-01-01T12:00:00Z"),
                restarted.signals().get(0).occurredAt());
    }

    @Test
    void onItsOwnThreadItPlaysUntilItIsClosed() throws Exception {
        MemoryKernel kernel = new MemoryKernel();
        MemoryConnection connection = kernel.connect(new DemoConnector(), Map.of("history", "10", "pace", "1000"));
        try (AutoCloseable following = kernel.journal().follow(io.antiphon.spi.Position.of(100), entries -> {
            synchronized (this) {
                notifyAll();
            }
        })) {
            synchronized (this) {
                while (connection.signals().size() <= 100) {
                    wait(10_000);
                }
            }
        }
        connection.close();
        int heard = connection.signals().size();
        assertTrue(heard > 100);
        assertEquals(0, connection.offeredAfterClose());
        assertEquals(List.of(), connection.failures());
    }
}
