package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Intake;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Map<String, String> SETTINGS = Map.of("connector", "scripted", "token", "t0ps3cret");

    @TempDir
    Path folder;

    private House house;
    private final Scripted scripted = new Scripted("it");

    private void open(Limits limits) {
        house = new House(folder, limits);
        house.plug(scripted);
    }

    private void put() {
        assertEquals(List.of(), house.connections.put("c", SETTINGS, "ada"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aSourceThatCannotStartIsTriedAgainUntilItCan() {
        open(House.PATIENT);
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(1);
        scripted.start = intake -> {
            if (attempts.incrementAndGet() == 4) {
                seen.await();
            } else if (attempts.get() < 4) {
                throw new IllegalStateException("no route to host");
            }
            return () -> {};
        };
        put();

        house.until(() -> attempts.get() == 4, () -> "four attempts");
        Connection failing = house.get("c");
        assertEquals(Status.FAILING, failing.status());
        assertTrue(failing.problems().get(0).what().contains("no route to host"), failing::toString);
        assertEquals(3, failing.errors());
        seen.countDown();
        assertEquals(List.of(), house.await("c", Status.RUNNING).problems());
    }

    @Test
    void aFailingConnectionShowsWhenItIsTriedAgain() {
        open(new Limits(
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofHours(1)));
        scripted.start = intake -> {
            throw new IllegalStateException("no");
        };
        put();

        house.until(() -> house.get("c").retryAt() != null, () -> "a time");
        assertEquals(Status.FAILING, house.get("c").status());

        scripted.start = intake -> () -> {};
        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
    }

    @Test
    void aConnectionWaitsForItsConnectorAndComesBackWithIt() {
        open(House.PATIENT);
        put();
        house.await("c", Status.RUNNING);

        house.unplug(1);
        assertEquals(List.of("it starts", "it closes"), scripted.life);
        Connection absent = house.await("c", Status.ABSENT);
        assertTrue(absent.problems().get(0).what().contains("'scripted' is not installed"), absent::toString);

        house.plug(scripted);
        house.await("c", Status.RUNNING);
    }

    @Test
    void aReplacedConnectorClosesBeforeTheNextStarts() {
        open(House.PATIENT);
        put();
        house.await("c", Status.RUNNING);
        Intake former = scripted.intake;

        house.unplug(1);
        Scripted next = new Scripted("next", scripted.life);
        house.plug(next);
        house.await("c", Status.RUNNING);

        assertEquals(List.of("it starts", "it closes", "next starts"), scripted.life);
        AntiphonException closed = assertThrows(
                AntiphonException.class,
                () -> former.accept(Signal.of("note").text("late").build()));
        assertEquals(Code.UNAVAILABLE, closed.code());
        next.intake.accept(Signal.of("note").text("new").build());
        assertEquals(1, house.heard().size());
    }

    @Test
    void aConnectionMadeAnewBeginsAfterTheFormerOneHasEnded() {
        open(House.PATIENT);
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        scripted.start = intake -> () -> {
            closing.countDown();
            release.await();
            scripted.life.add("it is closed");
        };
        put();
        house.await("c", Status.RUNNING);

        house.connections.delete("c", "ada");
        put();
        house.until(() -> closing.getCount() == 0, () -> "the close");
        assertEquals(Status.STARTING, house.get("c").status());
        for (int i = 0; i < 100; i++) {
            house.connections.check("c");
        }
        release.countDown();

        house.await("c", Status.RUNNING);
        assertEquals(List.of("it starts", "it closes", "it is closed", "it starts"), scripted.life);
    }

    @Test
    void aSourceThatFailsIsClosedAndStartedAnew() {
        open(House.PATIENT);
        put();
        house.await("c", Status.RUNNING);

        scripted.intake.failed(new IllegalStateException("token revoked"));

        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        assertEquals(List.of("it starts", "it closes", "it starts"), scripted.life);
        assertEquals(1, house.await("c", Status.RUNNING).errors());
    }

    @Test
    void aFailureWhileStartingIsNotOverheard() {
        open(House.PATIENT);
        AtomicBoolean first = new AtomicBoolean(true);
        scripted.start = intake -> {
            if (first.getAndSet(false)) {
                intake.failed(new IllegalStateException("at once"));
            }
            return () -> {};
        };
        put();

        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
    }

    @Test
    void aCloseThatHangsIsGivenUpAndReportedAndNothingMoreIsTakenFromIt() {
        open(House.SHORT);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean hang = new AtomicBoolean(true);
        scripted.start = intake -> () -> {
            while (hang.get()) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // does not listen
                }
            }
        };
        put();
        house.await("c", Status.RUNNING);
        Intake former = scripted.intake;

        house.connections.pause("c", "ada");

        Connection paused = house.await("c", Status.PAUSED);
        assertTrue(paused.problems().get(0).what().contains("close did not end within"), paused::toString);
        AntiphonException closed = assertThrows(
                AntiphonException.class,
                () -> former.accept(Signal.of("note").text("late").build()));
        assertEquals(Code.UNAVAILABLE, closed.code());
        hang.set(false);
        never.countDown();
    }

    @Test
    void aConnectorThatHangsAgainAndAgainIsQuarantinedUntilItIsResumed() {
        open(House.SHORT);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean hang = new AtomicBoolean(true);
        AtomicInteger closedLate = new AtomicInteger();
        scripted.start = intake -> {
            while (hang.get()) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    // does not listen
                }
            }
            return closedLate::incrementAndGet;
        };
        put();

        Connection quarantined = house.await("c", Status.QUARANTINED);
        assertTrue(quarantined.problems().get(0).what().contains("hang"), quarantined::toString);
        hang.set(false);
        release.countDown();
        house.until(() -> closedLate.get() == 3, () -> "what started too late to be closed, " + closedLate);

        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
    }

    @Test
    void aSecretInAFailuresMessageIsMasked() {
        open(House.PATIENT);
        scripted.start = intake -> {
            throw new IllegalStateException("cannot open ftp://me:t0ps3cret@host/");
        };
        put();

        Connection failing = house.await("c", Status.FAILING);
        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        assertFalse(house.get("c").toString().contains("t0ps3cret"), failing::toString);
        assertTrue(house.get("c").problems().get(0).what().contains(Connections.MASK));
    }

    @Test
    void aPollThatFailsIsTriedAgainAndFailsUntilItSucceeds() {
        open(House.PATIENT);
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger polls = new AtomicInteger();
        house.plug(polling(intake -> {
            polls.incrementAndGet();
            if (broken.get()) {
                throw new java.io.IOException("connection refused");
            }
            intake.alive();
        }));
        house.connections.put("p", Map.of("connector", "polling"), "ada");

        house.until(() -> polls.get() > 2, () -> "three polls");
        assertEquals(Status.FAILING, house.get("p").status());
        broken.set(false);
        assertEquals(List.of(), house.await("p", Status.RUNNING).problems());
        assertNotNull(house.get("p").lastAlive());
        int before = polls.get();
        house.until(() -> polls.get() > before + 2, () -> "more polls");
    }

    @Test
    void aPollIsInterruptedWhenItsConnectionIsPaused() {
        open(House.PATIENT);
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        house.plug(polling(intake -> {
            in.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }));
        house.connections.put("p", Map.of("connector", "polling"), "ada");
        house.until(() -> in.getCount() == 0, () -> "the poll");

        house.connections.pause("p", "ada");

        house.await("p", Status.PAUSED);
        assertEquals(0, interrupted.getCount());
    }

    @Test
    void aPatientSourceWaitsWhileTheKernelIsBusy() {
        open(House.PATIENT);
        house.entrance.busy = true;
        house.plug(polling(intake -> intake.acceptPatiently(
                List.of(Signal.of("note").externalId("1").text("x").build()))));
        house.connections.put("p", Map.of("connector", "polling"), "ada");
        house.until(() -> house.entrance.turnedAway.get() > 2, () -> "offers");
        assertEquals(List.of(), house.heard());

        house.entrance.busy = false;

        house.until(() -> house.heard().size() == 1, () -> "the signal");
        assertEquals(0, house.get("p").errors());
    }

    @Test
    void whatTheCheckFindsKeepsAConnectionFromGoingLive() {
        open(House.PATIENT);
        AtomicBoolean wrong = new AtomicBoolean(true);
        AtomicInteger starts = new AtomicInteger();
        house.plug(new Connector() {
            @Override
            public ConnectorSpec spec() {
                return ConnectorSpec.of("checked", "Checked", "Is checked.", "x");
            }

            @Override
            public Optional<Source> source(Settings settings) {
                starts.incrementAndGet();
                return Optional.of(intake -> () -> {});
            }

            @Override
            public List<Problem> check(Settings settings) {
                return wrong.get()
                        ? List.of(Problem.error("folder", "There is no such folder.", "Make it."))
                        : List.of();
            }
        });
        house.connections.put("k", Map.of("connector", "checked"), "ada");

        house.until(() -> !house.get("k").problems().isEmpty(), () -> "problems");
        assertEquals(
                "There is no such folder.", house.get("k").problems().get(0).what());
        assertEquals(0, starts.get());
        assertEquals("folder", house.connections.check("k").get(0).where());
        wrong.set(false);
        house.await("k", Status.RUNNING);
        assertEquals(List.of(), house.connections.check("k"));
    }

    private static Connector polling(Source.Poll poll) {
        return new Connector() {
            @Override
            public ConnectorSpec spec() {
                return ConnectorSpec.of("polling", "Polling", "Polls.", "x");
            }

            @Override
            public Optional<Source> source(Settings settings) {
                return Optional.of(Source.poll(Duration.ofMillis(1), poll));
            }
        };
    }
}
