package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IsolationTest extends IsolatedRoad {

    /** Does not return and heeds no interrupt, until the test is over. */
    private List<Insight> hang(Signal signal, Profile profile) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
        return List.of();
    }

    @Test
    void anEnricherThatHeedsNoInterruptIsLeftBehind() {
        roads.enricher("hang", this::hang).start();
        hear(0, 100);
        hear(100, 200);
        othersKeptFlowing(200);
        String reason = roads.plugin("enricher", "hang").reason();
        assertTrue(
                reason.startsWith("did not return within 300 ms, in io.antiphon.flow.IsolationTest.hang(…)"), reason);
        assertTrue(metric("road_threads_given_up") >= 1);
    }

    private double metric(String name) {
        return roads.running().metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(metric -> metric.value())
                .sum();
    }

    @Test
    void aThreadThatIsLeftBehindIsStoppedByForceWhereThePlatformCan() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Runtime.version().feature() < 20);
        List<Thread> hanging = java.util.Collections.synchronizedList(new ArrayList<>());
        roads.enricher("hang", (signal, profile) -> {
                    hanging.add(Thread.currentThread());
                    return hang(signal, profile);
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        Roads.until(() -> hanging.stream().noneMatch(Thread::isAlive));
        assertFalse(hanging.isEmpty());
    }

    @Test
    void anEnricherThatSleepsIsInterruptedAndItsThreadGoesOn() {
        roads.enricher("sleep", (signal, profile) -> {
                    new CountDownLatch(1).await();
                    return List.of();
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertEquals(0, metric("road_threads_given_up"));
        assertTrue(roads.quarantined("enricher", "sleep"));
    }

    @Test
    void anEnricherThatKeepsThrowingIsQuarantinedWithItsWords() {
        roads.enricher("throw", (signal, profile) -> {
                    throw new IllegalStateException("no dictionary");
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        String reason = roads.plugin("enricher", "throw").reason();
        assertTrue(
                reason.startsWith("threw 10 times in a row, lastly java.lang.IllegalStateException: no dict"), reason);
    }

    @Test
    void anEnricherThatThrowsNowAndThenHasNothingToSayThen() {
        AtomicInteger calls = new AtomicInteger();
        roads.enricher("moody", (signal, profile) -> {
                    if (calls.incrementAndGet() % 10 == 0) {
                        throw new IllegalStateException("not now");
                    }
                    return List.of(Insight.of("mood", "fine"));
                })
                .start();
        hear(0, 100);
        hear(100, 200);
        Roads.until(() -> roads.understood().size() == 200);
        assertEquals(
                180,
                roads.understood().stream()
                        .filter(entry -> entry.insights().size() == 2)
                        .count());
        assertEquals("active", roads.plugin("enricher", "moody").state());
        assertEquals(20, roads.plugin("enricher", "moody").errors());
    }

    @Test
    void anEnricherThatThrowsEveryFourthTimeIsQuarantined() {
        AtomicInteger calls = new AtomicInteger();
        roads.enricher("worse", (signal, profile) -> {
                    if (calls.incrementAndGet() % 4 == 0) {
                        throw new IllegalStateException("not now");
                    }
                    return List.of();
                })
                .start();
        hear(0, 200);
        othersKeptFlowing(200);
        assertTrue(roads.plugin("enricher", "worse").reason().startsWith("threw 20 times in 100"));
    }

    @Test
    void anEnricherThatAllocatesTooMuchInOneCallIsQuarantined() {
        roads.enricher("hungry", (signal, profile) -> {
                    int sum = 0;
                    for (int i = 0; i < 100; i++) {
                        sum += new byte[1 << 20].length;
                    }
                    return sum == 0 ? List.of(Insight.of("x", "y")) : List.of();
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.plugin("enricher", "hungry").reason().contains("MB in one call"));
    }

    @Test
    void anEnricherThatDevoursTheHeapIsStoppedBeforeItIsGone() {
        roads.enricher("devour", (signal, profile) -> {
                    List<byte[]> all = new ArrayList<>();
                    while (!Thread.interrupted()) {
                        all.add(new byte[1 << 20]);
                    }
                    return List.of();
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.quarantined("enricher", "devour"));
    }

    @Test
    void anEnricherThatRunsOutOfMemoryOrStackIsQuarantinedAtOnce() {
        roads.enricher("memory", (signal, profile) -> List.of(Insight.of("x", "" + new long[Integer.MAX_VALUE].length)))
                .enricher("stack", new Object() {
                    List<Insight> deep(Signal signal, Profile profile) {
                        return over.get() ? List.of() : deep(signal, profile).subList(0, 0);
                    }
                }::deep)
                .enricher("linkage", (signal, profile) -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                })
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        for (String name : List.of("memory", "stack", "linkage")) {
            assertEquals("quarantined", roads.plugin("enricher", name).state());
            assertTrue(roads.plugin("enricher", name).calls() <= 2);
        }
    }

    @Test
    void answersBeyondTheBoundsAreRefused() {
        roads.enricher("chatty", (signal, profile) -> java.util.Collections.nCopies(257, Insight.of("x", "y")))
                .policy("eager", (entry, profile) -> java.util.Collections.nCopies(65, Action.of("x", "y")))
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.plugin("enricher", "chatty").reason().contains("more than 256 insights"));
        assertTrue(roads.plugin("policy", "eager").reason().contains("more than 64 actions"));
    }

    @Test
    void policiesThatHangOrThrowAreQuarantinedWhileOthersDecide() {
        roads.policy("hang", (entry, profile) -> {
                    hang(null, null);
                    return List.of();
                })
                .policy("throw", (entry, profile) -> {
                    throw new IllegalStateException("no rule");
                })
                .policy("good", (entry, profile) -> List.of(Action.of("note", "")))
                .start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertEquals(100, roads.decided().size());
        assertTrue(roads.quarantined("policy", "hang"));
        assertTrue(roads.quarantined("policy", "throw"));
    }

    @Test
    void aReleasedPluginRunsAgain() {
        AtomicBoolean mended = new AtomicBoolean();
        roads.enricher("throw", (signal, profile) -> {
                    if (!mended.get()) {
                        throw new IllegalStateException("no dictionary");
                    }
                    return List.of(Insight.of("mended", "yes"));
                })
                .start();
        hear(0, 20);
        assertTrue(roads.quarantined("enricher", "throw"));
        assertFalse(roads.registry.release("enricher", "good"));
        mended.set(true);
        assertTrue(roads.registry.release("enricher", "throw"));
        hear(20, 21);
        Roads.until(() -> roads.understood().size() == 21);
        assertEquals(2, roads.understood().get(20).insights().size());
    }

    @Test
    void aPluginIsNotCalledAfterItHasBeenTakenAway() {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean gone = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        io.antiphon.spi.Enricher enricher = (signal, profile) -> {
            inside.incrementAndGet();
            Thread.sleep(1);
            if (gone.get()) {
                late.incrementAndGet();
            }
            return List.of();
        };
        roads.enricher("going", enricher).start();
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            signals.add(Roads.signal("" + i, "p" + i % 7));
        }
        roads.running().intakes().accept("test", signals);
        Roads.until(() -> inside.get() > 50);
        roads.registry.remove(enricher);
        gone.set(true);
        roads.settle();
        assertTrue(inside.get() < 1000);
        assertEquals(0, late.get());
    }
}
