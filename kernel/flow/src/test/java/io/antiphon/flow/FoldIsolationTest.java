package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FoldIsolationTest extends IsolatedRoad {

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
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
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
    void aFoldThatComesBackBeforeAnyoneTookItsPlaceLocksNobodyOut() {
        AtomicReference<Thread> stray = new AtomicReference<>();
        roads.registry.add(new Diary("other", 1), "test");
        roads.registry.add(
                new Diary("slow", 1) {
                    @Override
                    public void apply(List<Entry> entries, Tx tx) throws SQLException {
                        super.apply(entries, tx);
                        stray.set(Thread.currentThread());
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                    }
                },
                "test");
        roads.start();
        roads.running().intakes().accept("test", List.of(Roads.signal("0", "ada")));
        Roads.until(() -> stray.get() != null);
        synchronized (roads.running().road()) { // nobody is put in its place yet
            Roads.until(
                    () -> isBlocked("antiphon-road-watchdog") || !stray.get().isAlive());
            over.set(true);
            Roads.until(() -> !stray.get().isAlive());
        }
        roads.settle();
        Roads.until(() -> roads.diary("other").size() == 2);
    }

    private static boolean isBlocked(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(thread) && each.getState() == Thread.State.BLOCKED);
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
        long signals = roads.running()
                .state()
                .read("names", tx -> Names.profile("name:ada", tx).orElseThrow().signals());
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
}
