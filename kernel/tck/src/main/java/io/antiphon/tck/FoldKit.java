package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What every fold must keep to: the same entries give the same rows, however they are cut into batches. A test extends
 * it and names the fold.
 */
public abstract class FoldKit {

    private static final int SPLITS = 20;

    /** The fold under test; a new one at each call. */
    protected abstract Fold fold();

    /** Entries that leave rows behind, in the order of a journal; a stretch with everything in it, unless overridden. */
    protected List<Entry> entries() {
        return Samples.entries();
    }

    @Test
    void itsNameAndVersionAreFitForTables() {
        Fold fold = fold();
        assertTrue(fold.name().matches("[a-z0-9_]+"), fold.name());
        assertTrue(fold.version() >= 1, "The first version is 1");
        assertEquals(fold.name(), fold().name());
        assertEquals(fold.version(), fold().version());
    }

    @Test
    void entriesLeaveRowsBehind() throws SQLException {
        assertFalse(rows(List.of(entries())).isEmpty(), "No rows");
    }

    @Test
    void oneByOneGivesTheSameRowsAsAllAtOnce() throws SQLException {
        List<List<Entry>> singly = entries().stream().map(List::of).toList();
        assertEquals(rows(List.of(entries())), rows(singly));
    }

    @RepeatedTest(SPLITS)
    void anySplitGivesTheSameRows(RepetitionInfo repetition) throws SQLException {
        assertEquals(rows(List.of(entries())), rows(split(new Random(repetition.getCurrentRepetition()))));
    }

    private List<List<Entry>> split(Random random) {
        List<Entry> all = entries();
        List<List<Entry>> batches = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(Math.max(1, all.size() / 2)));
            batches.add(all.subList(from, to));
            from = to;
        }
        return batches;
    }

    @Test
    void aBatchThatIsRolledBackAndAppliedAgainCountsOnce() throws SQLException {
        List<Entry> all = entries();
        List<Entry> first = all.subList(0, all.size() / 2);
        List<Entry> second = all.subList(all.size() / 2, all.size());
        Fold fold = fold();
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            fold.apply(first, tx);
            tx.commit();
            fold.apply(second, tx);
            tx.rollback();
            fold.apply(second, tx);
            tx.commit();
            assertEquals(rows(List.of(all)), tx.dump(), "It remembers something outside of the transaction");
        }
    }

    @Test
    void aNewInstanceGoesOnWhereTheOldOneStopped() throws SQLException {
        List<Entry> all = entries();
        Fold old = fold();
        try (MemoryTx tx = MemoryTx.of(old)) {
            old.create(tx);
            old.apply(all.subList(0, all.size() / 2), tx);
            fold().apply(all.subList(all.size() / 2, all.size()), tx);
            assertEquals(rows(List.of(all)), tx.dump(), "It remembers something that dies with the process");
        }
    }

    @Test
    void twoVersionsLiveSideBySide() throws SQLException {
        Fold fold = fold();
        try (MemoryTx one = MemoryTx.of("kit_1")) {
            fold.create(one);
            MemoryTx other = one.beside("kit_2");
            fold().create(other);
            fold.apply(entries(), one);
            fold().apply(entries(), other);
            assertEquals(one.dump(), other.dump(), "The versions mix");
            for (String name : one.names()) {
                assertTrue(
                        name.startsWith("kit_1_") || name.startsWith("kit_2_"),
                        () -> name + " is not named by Tx.table");
            }
        }
    }

    private List<String> rows(List<List<Entry>> batches) throws SQLException {
        Fold fold = fold();
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            tx.commit();
            for (List<Entry> batch : batches) {
                fold.apply(batch, tx);
                tx.commit();
            }
            return tx.dump();
        }
    }
}
