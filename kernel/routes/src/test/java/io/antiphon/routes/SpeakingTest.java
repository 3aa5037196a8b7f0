package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Sinks.Voice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeakingTest {

    @TempDir
    Path folder;

    private House house;
    private final Spoke spoke = new Spoke("it");
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    private void open(Limits limits, String... settings) {
        house = new House(folder, limits);
        house.plug(spoke);
        Map<String, String> all = new HashMap<>(Map.of("connector", "spoke", "token", "t0ps3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        assertEquals(List.of(), house.connections.put("c", all, "ada"));
    }

    private void run(Limits limits, String... settings) {
        open(limits, settings);
        house.await("c", Status.RUNNING);
    }

    @AfterEach
    void close() {
        end.countDown();
        callers.shutdownNow();
        house.close();
    }

    private static Action action(String id) {
        return Action.of("reply", "c").withId(id);
    }

    private Outcome perform(String id) throws Exception {
        return house.sinks.perform("c", action(id));
    }

    private Future<Outcome> begin(String id) {
        Future<Outcome> outcome = callers.submit(() -> perform(id));
        house.until(() -> spoke.performed.contains(id), () -> id + " to be with the sink");
        return outcome;
    }

    private AntiphonException unavailable() {
        AntiphonException away = assertThrows(AntiphonException.class, () -> perform("x"));
        assertEquals(Code.UNAVAILABLE, away.code());
        assertFalse(away.retryAfter().isZero());
        assertFalse(house.sinks.find("c").orElseThrow().ready());
        assertFalse(spoke.performed.contains("x"));
        return away;
    }

    @Test
    void aConnectionWithOnlyASinkRunsAndSpeaks() throws Exception {
        run(House.PATIENT);

        assertEquals(new Outcome.Done("ref-a"), perform("a"));

        Connection c = house.get("c");
        assertEquals(List.of(), c.problems());
        assertEquals(List.of(false, true, 1L, 0L), List.of(c.hears(), c.speaks(), c.performed(), c.refused()));
        assertEquals(house.clock.instant(), c.lastPerformed());
        assertEquals(Optional.of(new Voice(true, false, "")), house.sinks.find("c"));
    }

    @Test
    void aConnectionWithBothHalvesHearsAndSpeaks() throws Exception {
        spoke.idempotent = true;
        run(House.PATIENT, "hear", "true");
        spoke.intake.accept(List.of(Signal.of("note").text("hi").build()));

        assertEquals(new Outcome.Done("ref-a"), perform("a"));

        Connection c = house.get("c");
        assertEquals(List.of(true, true, 1L, 1L), List.of(c.hears(), c.speaks(), c.heard(), c.performed()));
        assertEquals(Optional.of(new Voice(true, true, "")), house.sinks.find("c"));
    }

    @Test
    void aConnectionThatOnlyHearsCannotBeAskedToSpeak() {
        spoke.mute = true;
        run(House.PATIENT, "hear", "true");

        assertTrue(unavailable().getMessage().contains("only hears"));
        assertFalse(house.get("c").speaks());
    }

    @Test
    void aConnectionWithNeitherHalfFails() {
        spoke.mute = true;
        open(House.PATIENT);

        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        assertTrue(house.get("c").problems().get(0).what().contains("neither hears nor speaks"));
        assertTrue(unavailable().getMessage().contains("neither"));
    }

    @Test
    void nothingIsPushedAtOneThatOnlySpeaks() {
        run(House.PATIENT);

        AntiphonException none =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("c", House.post("{}")));
        assertEquals(Code.NOT_FOUND, none.code());
    }

    @Test
    void nobodyIsThereOfAnUnknownName() {
        run(House.PATIENT);
        assertEquals(Optional.empty(), house.sinks.find("nobody"));
        assertThrows(AntiphonException.class, () -> house.sinks.perform("nobody", action("a")));
    }

    @Test
    void whatTheSinkSaysAndThrowsComesThroughAndIsCounted() throws Exception {
        run(House.PATIENT);

        spoke.says = action -> new Outcome.Refused("no such person");
        assertEquals(new Outcome.Refused("no such person"), perform("a"));
        spoke.says = action -> new Outcome.Later(Duration.ofMinutes(3));
        assertEquals(new Outcome.Later(Duration.ofMinutes(3)), perform("b"));
        spoke.says = action -> {
            throw new java.io.IOException("no route to host");
        };
        assertEquals(
                "no route to host",
                assertThrows(java.io.IOException.class, () -> perform("c")).getMessage());

        Connection c = house.get("c");
        assertEquals(List.of(0L, 1L, 1L), List.of(c.performed(), c.refused(), c.errors()));
    }

    @Test
    void aSinkThatFailsIsAProblemUntilItPerformsAgain() throws Exception {
        run(House.PATIENT);
        spoke.says = action -> {
            throw new java.io.IOException("t0ps3cret is no longer valid");
        };
        Exception failure = assertThrows(Exception.class, () -> perform("a"));
        assertFalse(failure.toString().contains("t0ps3cret"), failure::toString);

        Connection failing = house.get("c");
        assertEquals(Status.RUNNING, failing.status());
        assertTrue(failing.problems().get(0).what().contains("is no longer valid"), failing::toString);
        assertFalse(failing.toString().contains("t0ps3cret"), failing::toString);

        spoke.says = action -> new Outcome.Done("");
        perform("a");
        assertEquals(List.of(), house.get("c").problems());
    }

    @Test
    void ofWhatASinkLeavesUnsaidNobodyKnows() throws Exception {
        run(House.PATIENT);
        spoke.says = action -> null;
        assertInstanceOf(Outcome.Unsure.class, perform("a"));
        spoke.says = action -> new Outcome.Later(null);
        assertEquals(new Outcome.Later(Duration.ZERO), perform("b"));
        spoke.says = action -> new Outcome.Refused("because of t0ps3cret " + "x".repeat(9_000));
        String reason = ((Outcome.Refused) perform("c")).reason();
        assertTrue(reason.length() <= 2_000 && !reason.contains("t0ps3cret"), reason);
    }

    @Test
    void anErrorOfItsClassesIsAFailureLikeOthers() {
        run(House.PATIENT);
        spoke.says = action -> {
            throw new NoClassDefFoundError("org/example/Gone");
        };
        AntiphonException broken = assertThrows(AntiphonException.class, () -> perform("a"));
        assertEquals(Code.BROKEN, broken.code());
        assertTrue(broken.getMessage().contains("org/example/Gone"), broken::getMessage);
    }

    @Test
    void aSinkThatTakesTooLongIsInterruptedAndNobodyKnowsWhatItDid() {
        run(House.SHORT);
        spoke.says = Spoke.waiting(end);

        TimeoutException late = assertThrows(TimeoutException.class, () -> perform("a"));

        assertTrue(late.getMessage().contains("did not end within 0.3 s"), late::getMessage);
        house.until(() -> spoke.interrupted.contains("a"), () -> "the interrupt");
        assertEquals(Status.RUNNING, house.get("c").status());
    }

    @Test
    void whatASinkSaysAfterTheInterruptStillCounts() throws Exception {
        run(House.SHORT);
        spoke.says = action -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                return new Outcome.Done("just in time");
            }
            return new Outcome.Done("never");
        };
        assertEquals(new Outcome.Done("just in time"), perform("a"));
    }

    @Test
    void sinksThatHearNoInterruptAreGivenUpAndTheThirdIsTooMany() {
        run(House.SHORT);
        spoke.says = Spoke.deaf(end);
        assertThrows(TimeoutException.class, () -> perform("a"));
        assertThrows(TimeoutException.class, () -> perform("b"));
        assertEquals(Status.RUNNING, house.get("c").status());

        assertThrows(TimeoutException.class, () -> perform("d"));

        Connection bad = house.await("c", Status.QUARANTINED);
        assertTrue(bad.problems().get(0).what().contains("3 calls"), bad::toString);
        assertTrue(unavailable().getMessage().contains("quarantined"));

        spoke.says = action -> new Outcome.Done("");
        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
        assertTrue(house.sinks.find("c").orElseThrow().ready());
    }

    @Test
    void whoWaitsMayBeCalledOffAndSoIsTheSink() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                perform("a");
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        house.until(() -> spoke.performed.contains("a"), () -> "the action to be with the sink");

        caller.interrupt();
        caller.join();

        assertInstanceOf(InterruptedException.class, thrown.get());
        house.until(() -> spoke.interrupted.contains("a"), () -> "the sink's interrupt");
    }

    @Test
    void thirtyTwoArePerformedAtATimeAndNoMore() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < Speaking.MOST_AT_ONCE; i++) {
            outcomes.add(begin("a" + i));
        }

        AntiphonException full = assertThrows(AntiphonException.class, () -> perform("x"));

        assertEquals(Code.UNAVAILABLE, full.code());
        assertTrue(house.sinks.find("c").orElseThrow().ready());
        end.countDown();
        for (Future<Outcome> outcome : outcomes) {
            assertEquals(new Outcome.Done("late"), outcome.get());
        }
        spoke.says = action -> new Outcome.Done("");
        assertEquals(new Outcome.Done(""), perform("y"));
    }

    @Test
    void aPausedConnectionRefusesAtOnceAndLetsItsSinkFinish() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        Future<Outcome> inFlight = begin("a");

        house.connections.pause("c", "ada");

        assertTrue(unavailable().getMessage().contains("is paused"));
        house.await("c", Status.DRAINING);
        assertEquals(List.of(), spoke.closed);
        end.countDown();
        assertEquals(new Outcome.Done("late"), inFlight.get());
        house.await("c", Status.PAUSED);
        assertEquals(List.of("it"), spoke.closed);
        assertTrue(house.get("c").speaks());

        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
        assertEquals(new Outcome.Done("late"), perform("b"));
    }

    @Test
    void aDeletedConnectionIsNoLongerThere() throws Exception {
        run(House.PATIENT);
        house.connections.delete("c", "ada");
        assertEquals(Optional.empty(), house.sinks.find("c"));
        assertThrows(AntiphonException.class, () -> perform("x"));
        house.until(() -> spoke.closed.equals(List.of("it")), () -> "the sink to be closed");
    }

    @Test
    void aConnectionWithoutItsConnectorIsAway() {
        run(House.PATIENT);
        house.unplug(1);
        assertTrue(unavailable().getMessage().contains("is absent"));
    }

    @Test
    void aSinkWhoseFarEndHangsIsExchangedAndTheNewOneServes() throws Exception {
        run(House.SHORT);
        spoke.says = Spoke.waiting(end);
        Future<Outcome> inFlight = begin("a");
        Spoke next = new Spoke("next");
        house.plug(next);

        house.unplug(1);

        TimeoutException unknown = assertInstanceOf(
                TimeoutException.class,
                assertThrows(ExecutionException.class, inFlight::get).getCause());
        assertTrue(unknown.getMessage().contains("when the connection closed"), unknown::getMessage);
        assertEquals(List.of("a"), spoke.interrupted);
        assertEquals(List.of(), house.await("c", Status.RUNNING).problems());
        assertEquals(new Outcome.Done("ref-b"), perform("b"));
        assertEquals(List.of("b"), next.performed);
        assertEquals(List.of("it"), spoke.closed);
    }

    @Test
    void aSinkThatLetsNobodyGoIsLeftBehindAndTheNewOneServes() throws Exception {
        run(House.SHORT);
        spoke.says = Spoke.deaf(end);
        List<Future<Outcome>> inFlight = List.of(begin("a"), begin("b"), begin("d"), begin("e"));
        Spoke next = new Spoke("next");
        house.plug(next);

        house.unplug(1);

        for (Future<Outcome> each : inFlight) {
            assertInstanceOf(
                    TimeoutException.class,
                    assertThrows(ExecutionException.class, each::get).getCause());
        }
        Connection running = house.await("c", Status.RUNNING);
        assertTrue(running.problems().get(0).what().contains("has not let go of 4 actions"), running::toString);
        assertEquals(new Outcome.Done("ref-f"), perform("f"));
        assertEquals(List.of("f"), next.performed);
    }

    @Test
    void connectorsAreExchangedWhileActionsArePerformedAndEachIsPerformedOnce() throws Exception {
        run(House.PATIENT);
        List<Spoke> all = new ArrayList<>(List.of(spoke));
        Future<Integer> speaking = callers.submit(() -> {
            int done = 0;
            while (done < 2_000) {
                try {
                    assertEquals(new Outcome.Done("ref-" + done), perform(Integer.toString(done)));
                    done++;
                } catch (AntiphonException e) {
                    assertEquals(Code.UNAVAILABLE, e.code());
                    Thread.onSpinWait();
                }
            }
            return done;
        });
        int former = 1;
        while (!speaking.isDone()) {
            Spoke next = new Spoke("next");
            all.add(next);
            int order = house.plug(next);
            house.unplug(former);
            former = order;
            house.await("c", Status.RUNNING);
        }

        assertEquals(2_000, speaking.get());
        assertTrue(all.size() > 2, "there were exchanges");
        assertEquals(2_000, all.stream().mapToInt(each -> each.performed.size()).sum());
        assertEquals(2_000, house.get("c").performed());
    }
}
