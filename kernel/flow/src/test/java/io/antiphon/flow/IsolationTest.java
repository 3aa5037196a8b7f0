package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {

    @TempDir
    Path home;

    private final AtomicBoolean over = new AtomicBoolean();
    private Roads roads;

    @BeforeEach
    void build() {
        roads = new Roads(home).knowing().enricher("good", (signal, profile) -> List.of(Insight.of("good", "yes")));
    }

    @AfterEach
    void end() {
        over.set(true);
        roads.close();
    }

    /** Does not return and heeds no interrupt, until the test is over. */
    private List<Insight> hang(Signal signal, Profile profile) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
        return List.of();
    }

    private void hear(int from, int to) {
        List<Signal> signals = new ArrayList<>();
        for (int i = from; i < to; i++) {
            signals.add(Roads.signal("" + i, "p" + i % 7));
        }
        roads.running().intakes().accept("test", signals);
        roads.settle();
    }

    private void othersKeptFlowing(int signals) {
        Roads.until(() -> roads.understood().size() == signals);
        roads.settle();
        assertTrue(
                roads.understood().stream().allMatch(entry -> entry.insights().size() == 1));
        assertEquals("active", roads.plugin("enricher", "good").state());
        assertTrue(roads.running().problems().stream().anyMatch(p -> p.what().contains("quarantined")));
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
    void aFoldThatThrowsOnAnEntryStaysBeforeItAndCatchesUpWhenReleased() {
        AtomicBoolean mended = new AtomicBoolean();
        roads.registry.add(new Diary("other", 1), "test");
        roads.registry.add(
                new Diary("picky", 1) {
                    @Override
                    String line(Entry entry) {
                        if (!mended.get() && entry.position().offset() == 42) {
                            throw new IllegalArgumentException("42 again");
                        }
                        return super.line(entry);
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        assertTrue(roads.quarantined("fold", "picky"));
        assertTrue(
                roads.plugin("fold", "picky").reason().startsWith("threw on the entry 0-42: "),
                roads.plugin("fold", "picky").reason());
        assertEquals(41, roads.diary("picky").size());
        othersKeptFlowing(100);
        assertEquals(200, roads.diary("other").size());
        mended.set(true);
        roads.registry.release("fold", "picky");
        Roads.until(() -> roads.diary("picky").equals(roads.diary("other")));
    }

    @Test
    void aFoldThatHeedsNoInterruptIsLeftBehindWithItsThread() {
        roads.registry.add(new Diary("other", 1), "test");
        roads.registry.add(
                new Diary("hang", 1) {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        super.apply(entries, tx);
                        hang(null, null);
                        super.apply(entries, tx);
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertEquals(200, roads.diary("other").size());
        assertTrue(roads.plugin("fold", "hang").reason().contains("did not return within 500 ms"));
        over.set(true);
        hear(100, 200);
        Roads.until(() -> roads.understood().size() == 200);
        roads.settle();
        assertEquals(400, roads.diary("other").size());
    }

    @Test
    void aFoldWhoseStatementDoesNotEndIsInterrupted() {
        roads.registry.add(new Diary("other", 1), "test");
        roads.registry.add(
                new Diary("endless", 1) {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        try (ResultSet rows = tx.prepare(
                                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                                + " SELECT count(*) FROM n")
                                .executeQuery()) {
                            rows.next();
                        }
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.quarantined("fold", "endless"));
        assertEquals(200, roads.diary("other").size());
    }

    @Test
    void aFoldThatRunsOutOfMemoryIsQuarantinedAtOnce() {
        roads.registry.add(
                new Diary("hungry", 1) {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        super.apply(entries, tx);
                        throw new OutOfMemoryError("as if");
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.quarantined("fold", "hungry"));
        assertEquals(2, roads.plugin("fold", "hungry").calls(), "it made its tables and failed once");
    }

    @Test
    void aFoldThatCannotMakeItsTablesIsBuiltWhenItIsReleased() {
        AtomicBoolean mended = new AtomicBoolean();
        roads.registry.add(
                new Diary("clumsy", 1) {
                    @Override
                    public void create(Tx tx) throws SQLException {
                        super.create(tx);
                        if (!mended.get()) {
                            throw new SQLException("not like this");
                        }
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.plugin("fold", "clumsy").reason().contains("not like this"));
        mended.set(true);
        roads.registry.release("fold", "clumsy");
        Roads.until(() -> {
            try {
                return roads.diary("clumsy").size() == 200;
            } catch (io.antiphon.spi.AntiphonException notYet) {
                return false;
            }
        });
        Roads.until(() -> roads.running().problems().isEmpty());
    }

    @Test
    void theRoadTriesAgainAndAgainToKnowWhoSpeaks() {
        AtomicBoolean mended = new AtomicBoolean();
        AtomicInteger hangs = new AtomicInteger();
        roads.registry.add(
                new Names() {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        super.apply(entries, tx);
                        if (hangs.incrementAndGet() == 1) {
                            java.util.concurrent.locks.LockSupport.park();
                        }
                        if (!mended.get()) {
                            throw new IllegalStateException("who?");
                        }
                    }
                },
                "test");
        roads.start();
        roads.running().intakes().accept("test", List.of(Roads.signal("1", "ada")));
        Roads.until(() -> roads.running().problems().toString().contains("who?"));
        assertEquals(1, roads.running().road().lag());
        mended.set(true);
        roads.settle();
        long signals = roads.running().state().read("names", tx -> new Names()
                .profile("name:ada", tx)
                .orElseThrow()
                .signals());
        assertEquals(1, signals);
        Roads.until(() -> roads.running().problems().isEmpty());
    }

    @Test
    void aFoldMayNotEndTheTransactionNorKeepIt() {
        List<Tx> kept = new ArrayList<>();
        roads.registry.add(
                new Diary("greedy", 1) {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        kept.add(tx);
                        tx.prepare(" commit").executeUpdate();
                    }
                },
                "test");
        roads.start();
        hear(0, 100);
        othersKeptFlowing(100);
        assertTrue(roads.plugin("fold", "greedy").reason().contains("belongs to the kernel"));
        org.junit.jupiter.api.Assertions.assertThrows(
                IllegalStateException.class, () -> kept.get(0).prepare("SELECT 1"));
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
