package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final Map<String, String> SETTINGS = Map.of("connector", "scripted", "token", "t0ps3cret");

    @TempDir
    Path folder;

    private House house;
    private Watch watch;
    private int said;
    private final Scripted scripted = new Scripted("it");

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        house.plug(scripted);
        watch = new Watch(house.kernel, house.journal, house.supervisors);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void run() {
        house.connections.put("c", SETTINGS, "ada");
        house.await("c", Status.RUNNING);
        watch.look();
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(10)) {
            house.clock.advance(Duration.ofSeconds(10));
            watch.look();
        }
    }

    private void speak() {
        scripted.intake.accept(
                Signal.of("note").externalId("n" + said++).text("x").build());
    }

    private void speakForTwoHours() {
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 2; j++) {
                speak();
                pass(Duration.ofMinutes(5));
            }
        }
        speak();
    }

    private List<Entry.Commanded> told() {
        return house.entries(Entry.Commanded.class).stream()
                .filter(entry -> entry.who().equals("antiphon"))
                .toList();
    }

    private List<String> commands() {
        return told().stream().map(Entry.Commanded::command).toList();
    }

    @Test
    void aFeedGoneQuietIsAProblemInTheJournalTooAndRecoversWithTheNextSignal() {
        run();
        speakForTwoHours();
        assertEquals(List.of(), house.get("c").problems());

        pass(Duration.ofMinutes(17));

        Connection quiet = house.get("c");
        assertEquals(Status.RUNNING, quiet.status());
        assertEquals(
                "It has been silent for 17 min; it usually speaks at least every 5 min.",
                quiet.problems().get(0).what());
        assertEquals(Problem.Severity.WARNING, quiet.problems().get(0).severity());
        assertEquals(List.of("problem"), commands());
        assertEquals("connection c", told().get(0).subject());
        assertTrue(told().get(0).arguments().get("what").toString().startsWith("It has been silent"));

        speak();

        assertEquals(List.of(), house.get("c").problems());
        pass(Duration.ofMinutes(2));
        assertEquals(List.of("problem", "recovered"), commands());
    }

    @Test
    void whatIsOfferedAgainBreaksNoSilence() {
        run();
        speakForTwoHours();
        for (int i = 0; i < 17; i++) {
            pass(Duration.ofMinutes(1));
            scripted.intake.accept(Signal.of("note").externalId("n0").text("x").build());
        }

        assertTrue(house.get("c").problems().get(0).what().startsWith("It has been silent"));
        Gauges gauges = new Gauges(house.supervisors, house.connectors, List.of());
        Map<String, Double> readings = new java.util.TreeMap<>();
        gauges.metrics().stream()
                .filter(metric ->
                        List.of("connections", "connection_silent_seconds").contains(metric.name()))
                .forEach(metric -> readings.merge(
                        metric.name() + metric.labels().getOrDefault("status", ""), metric.value(), Double::sum));
        assertEquals(1020.0, readings.get("connection_silent_seconds"));
        assertEquals(1.0, readings.get("connectionsrunning"));
        assertEquals(0.0, readings.get("connectionsfailing"));
        assertTrue(gauges.metrics().stream().map(Metric::kind).allMatch(kind -> kind != null));
    }

    @Test
    void whatWasLearntSurvivesARestart() {
        run();
        speakForTwoHours();
        watch.keep();
        assertFalse(house.entrance.recall("c", Watch.KEY).isEmpty());

        House later = new House(folder.resolve("later"), House.PATIENT);
        try {
            folder.resolve("later").toFile().mkdir();
            Scripted again = new Scripted("again");
            later.plug(again);
            later.clock.set(house.clock.instant());
            later.entrance.remember(
                    "c", Watch.KEY, house.entrance.recall("c", Watch.KEY).orElseThrow());
            later.connections.put("c", SETTINGS, "ada");
            later.await("c", Status.RUNNING);
            Watch next = new Watch(later.kernel, later.journal, later.supervisors);
            for (int i = 0; i < 100; i++) {
                next.look();
                later.clock.advance(Duration.ofSeconds(10));
            }
            assertTrue(later.get("c").problems().get(0).what().contains("usually speaks at least every 5 min"));
        } finally {
            later.close();
        }
    }

    @Test
    void aPollThatHangsIsToldOfWithinTwoMinutesAndEndsWhenItAnswers() {
        CountDownLatch answer = new CountDownLatch(1);
        house.plug(polling(intake -> {
            intake.alive();
            answer.await();
        }));
        house.connections.put("p", Map.of("connector", "polling"), "ada");
        house.until(() -> house.get("p").lastAlive() != null, () -> "the first answer");
        house.await("p", Status.RUNNING);

        watch.look();
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), house.get("p").problems());
        pass(Duration.ofMinutes(1));
        assertEquals(
                "Its far end has not answered for 2 min; it is asked every 1 s.",
                house.get("p").problems().get(0).what());

        answer.countDown();
        house.until(() -> house.get("p").problems().isEmpty(), () -> "no problems");
    }

    @Test
    void aFailureIsToldOnceItLastsWithTheSecretHiddenAndSoIsItsEnd() {
        scripted.start = intake -> {
            throw new IllegalStateException("token t0ps3cret revoked, request " + System.nanoTime());
        };
        house.connections.put("c", SETTINGS, "ada");
        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        watch.look();
        pass(Duration.ofSeconds(20));
        assertEquals(List.of(), told());

        pass(Duration.ofMinutes(30));
        assertEquals(List.of("problem"), commands());
        assertTrue(told().get(0).arguments().get("what").toString().contains("revoked"));
        assertFalse(told().toString().contains("t0ps3cret"));

        scripted.start = intake -> () -> {};
        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
        pass(Duration.ofMinutes(2));
        assertEquals(List.of("problem", "recovered"), commands());
    }

    @Test
    void aBlipIsNotTold() {
        run();
        for (int i = 0; i < 10; i++) {
            int order = house.plug(scripted);
            house.unplug(order);
            house.supervisors.get("c").warn(List.of(Problem.warning("c", "A blip.", "")));
            house.until(() -> !house.get("c").problems().isEmpty(), () -> "the blip");
            pass(Duration.ofSeconds(20));
            house.supervisors.get("c").warn(List.of());
            house.until(() -> house.get("c").problems().isEmpty(), () -> "its end");
            pass(Duration.ofSeconds(20));
        }
        assertEquals(List.of(), told());
    }

    @Test
    void aPausedConnectionIsNotSaidToHaveRecovered() {
        run();
        house.supervisors.get("c").warn(List.of(Problem.warning("c", "Hm.", "")));
        house.until(() -> !house.get("c").problems().isEmpty(), () -> "the problem");
        pass(Duration.ofMinutes(1));
        assertEquals(List.of("problem"), commands());

        house.supervisors.get("c").warn(List.of());
        house.connections.pause("c", "ada");
        house.await("c", Status.PAUSED);
        house.until(() -> house.get("c").problems().isEmpty(), () -> "its end");
        pass(Duration.ofMinutes(5));
        assertEquals(List.of("problem"), commands());
    }

    private static Connector polling(Source.Poll poll) {
        return new Connector() {
            @Override
            public ConnectorSpec spec() {
                return ConnectorSpec.of("polling", "Polling", "Polls.", "x");
            }

            @Override
            public Optional<Source> source(Settings settings) {
                return Optional.of(Source.poll(Duration.ofSeconds(1), poll));
            }
        };
    }
}
