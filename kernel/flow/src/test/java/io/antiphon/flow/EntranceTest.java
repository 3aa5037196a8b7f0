package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntranceTest {

    @TempDir
    Path home;

    private static Limits limits(long lag, int callers, long offered) {
        Limits usual = Roads.LIMITS;
        return new Limits(
                usual.batch(),
                usual.callTime(),
                usual.foldTime(),
                usual.grace(),
                usual.callMemory(),
                lag,
                callers,
                offered,
                usual.heap(),
                usual.threads(),
                usual.readers(),
                usual.patience(),
                Duration.ZERO,
                Duration.ZERO);
    }

    private Roads roads(long lag, int callers, long offered) {
        return new Roads(
                home, limits(lag, callers, offered), io.antiphon.tck.SettableClock.at("2026-01-31T12:00:00Z"), null);
    }

    @Test
    void receiptsTellPositionsAndRepeats() {
        try (Roads roads = new Roads(home).knowing().start()) {
            List<Receipt> first =
                    roads.running().intakes().accept("test", List.of(Roads.signal("1", "a"), Roads.signal("2", "b")));
            List<Receipt> second =
                    roads.running().intakes().accept("test", List.of(Roads.signal("2", "b"), Roads.signal("3", "c")));
            assertEquals(
                    List.of(false, false), first.stream().map(Receipt::repeated).toList());
            assertEquals(
                    List.of(true, false), second.stream().map(Receipt::repeated).toList());
            assertEquals(first.get(1).position(), second.get(0).position());
        }
    }

    @Test
    void moreThanMayWaitIsRefusedUntilTheRoadHasCaughtUp() {
        try (Roads roads = roads(100, 64, 8 << 20).start()) {
            for (int i = 0; i < 101; i++) {
                roads.hear("" + i, "ada");
            }
            AntiphonException busy = assertThrows(AntiphonException.class, () -> roads.hear("more", "ada"));
            assertEquals(Code.BUSY, busy.code());
            assertTrue(busy.retryAfter().toSeconds() >= 1);
            assertThrows(
                    AntiphonException.class, () -> roads.running().intakes().admit());
            assertEquals(101, roads.journal.end().offset());
            roads.knowing();
            roads.settle();
            roads.running().intakes().admit();
            roads.hear("more", "ada");
            assertEquals(102, roads.journal.end().offset());
        }
    }

    @Test
    void moreCallersThanAllowedAreRefused() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        Roads roads = roads(1000, 4, 8 << 20).knowing();
        roads.recordingBy(entries -> {
            try {
                disk.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return roads.journal.append(entries);
        });
        try (roads) {
            roads.start();
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String id = "" + i;
                waiting.add(callers.submit(() -> roads.hear(id, "ada")));
            }
            Roads.until(() -> {
                try {
                    roads.running().intakes().admit();
                    return false;
                } catch (AntiphonException busy) {
                    return true;
                }
            });
            assertEquals(
                    Code.BUSY,
                    assertThrows(AntiphonException.class, () -> roads.hear("x", "ada"))
                            .code());
            disk.countDown();
            for (Future<?> caller : waiting) {
                caller.get();
            }
            roads.hear("x", "ada");
            assertEquals(5, roads.journal.end().offset());
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anOfferLargerThanTheBoundIsLetInAlone() {
        try (Roads roads = roads(1000, 4, 1_000).knowing().start()) {
            Signal large = Signal.of("message").text("x".repeat(5_000)).build();
            roads.running().intakes().accept("test", List.of(large));
            assertEquals(1, roads.journal.end().offset());
        }
    }

    @Test
    void tooManySignalsAtOnceAreRefusedWhole() {
        try (Roads roads = new Roads(home).knowing().start()) {
            List<Signal> many = Collections.nCopies(10_001, Roads.signal("1", "ada"));
            AntiphonException refused = assertThrows(
                    AntiphonException.class, () -> roads.running().intakes().accept("test", many));
            assertEquals(Code.TOO_LARGE, refused.code());
            assertEquals(0, roads.journal.end().offset());
        }
    }

    @Test
    void whatAConnectionRemembersSurvivesARestartAndIsItsOwn() {
        Roads roads = new Roads(home).knowing().start();
        roads.running().intakes().remember("a", "k", "v");
        roads.running().intakes().remember("b", "k", "w");
        roads.running().intakes().remember("b", "gone", "x");
        roads.running().intakes().remember("b", "gone", "");
        roads.close();
        try (Roads again = roads.again().knowing().start()) {
            assertEquals("v", again.running().intakes().recall("a", "k").orElseThrow());
            assertEquals("w", again.running().intakes().recall("b", "k").orElseThrow());
            assertTrue(again.running().intakes().recall("b", "gone").isEmpty());
            assertThrows(
                    AntiphonException.class,
                    () -> again.running().intakes().remember("a", "big", "x".repeat((64 << 10) + 1)));
            for (int i = 1; i < 1_000; i++) {
                again.running().intakes().remember("a", "key" + i, "v");
            }
            assertThrows(
                    AntiphonException.class, () -> again.running().intakes().remember("a", "key1000", "v"));
            again.running().intakes().remember("a", "key7", "changed");
        }
    }

    @Test
    void theRoadTellsItsPosition() throws Exception {
        try (Roads roads = new Roads(home).knowing().start()) {
            List<Long> reached = Collections.synchronizedList(new ArrayList<>());
            AutoCloseable watching = roads.running().road().watch(position -> reached.add(position.offset()));
            roads.hear("1", "ada");
            Roads.until(() -> reached.contains(1L));
            watching.close();
            assertTrue(roads.running().metrics().stream()
                    .anyMatch(m -> m.name().equals("road_position") && m.value() == 1));
        }
    }
}
