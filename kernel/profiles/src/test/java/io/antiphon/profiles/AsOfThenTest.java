package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whom an entry concerns is told as it was right after that entry, however the entries are put into batches. */
class AsOfThenTest {

    private static final int ROUNDS = 5;
    private static final int ENTRIES = 1_500;
    private static final ProfileSettings SETTINGS = Given.settings("", 4, 8);

    @RepeatedTest(ROUNDS)
    void the_batches_make_no_difference(RepetitionInfo round) throws SQLException {
        List<Entry> history = history(round);
        List<Recognised> singly = recognised(history, 1);
        assertEquals(singly, recognised(history, 7));
        assertEquals(singly, recognised(history, 1_000));
        assertTrue(singly.stream().anyMatch(one -> !one.links().isEmpty()));
    }

    private static List<Recognised> recognised(List<Entry> history, int size) throws SQLException {
        Recognition fold = new ProfileFold(SETTINGS);
        List<Recognised> all = new ArrayList<>();
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            for (int from = 0; from < history.size(); from += size) {
                all.addAll(fold.recognise(history.subList(from, Math.min(history.size(), from + size)), tx));
            }
        }
        return all;
    }

    @RepeatedTest(ROUNDS)
    void each_answer_is_what_is_stored_right_after_the_entry(RepetitionInfo round) throws SQLException {
        Recognition fold = new ProfileFold(SETTINGS);
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            Directory directory = new Directory(new Rows(tx));
            for (Entry entry : history(round)) {
                Profile told = fold.recognise(List.of(entry), tx).get(0).profile();
                if (!(entry instanceof Entry.Heard)) {
                    assertEquals(directory.profile(Telling.named(entry)).orElse(Profile.ANONYMOUS), told);
                } else if (!told.anonymous()) {
                    assertEquals(directory.profile(told.id()).orElseThrow(), told);
                    assertEquals(entry.at(), told.lastSeen());
                }
            }
        }
    }

    @RepeatedTest(ROUNDS)
    void rollbacks_restarts_and_entries_that_are_only_applied_make_no_difference(RepetitionInfo round)
            throws SQLException {
        Random random = new Random(round.getCurrentRepetition());
        List<Entry> history = history(round);
        List<Recognised> expected = recognised(history, 1);
        Recognition fold = new ProfileFold(SETTINGS);
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            tx.commit();
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(120));
                List<Entry> batch = history.subList(from, to);
                if (random.nextInt(4) == 0) {
                    fold.recognise(batch.subList(0, 1 + random.nextInt(batch.size())), tx);
                    tx.rollback();
                }
                fold = random.nextInt(8) == 0 ? fold.another() : fold;
                if (random.nextInt(3) == 0) {
                    fold.apply(batch, tx);
                } else {
                    assertEquals(expected.subList(from, to), fold.recognise(batch, tx));
                }
                tx.commit();
                from = to;
            }
        }
    }

    @Test
    void within_a_batch_a_profile_grows_joins_learns_and_is_parted() throws SQLException {
        String ada = "email:ada@example.org";
        String crm = "crm:1";
        List<Recognised> told = recognised(
                List.of(
                        Given.heard(1, java.util.Map.of("name", "Ada"), ada),
                        Given.heard(2, java.util.Map.of("name", "A. King"), crm),
                        Given.performed(3, "p2"),
                        Given.heard(4, ada, crm),
                        Given.performed(5, "p2"),
                        Given.unlink(6, ada, crm),
                        Given.performed(7, "p2"),
                        Given.order(8, "p1"),
                        Given.order(9, "mail_support"),
                        Given.performed(10, null)),
                1_000);
        List<String> names = told.stream()
                .map(one -> one.profile().id() + " "
                        + one.profile().traits().getOrDefault("name", "") + " "
                        + one.profile().signals())
                .toList();
        assertEquals(
                List.of(
                        "p1 Ada 1",
                        "p2 A. King 1",
                        "p2 A. King 1",
                        "p1 A. King 3",
                        "p1 A. King 3",
                        "p1 Ada 2",
                        "p2 A. King 1",
                        "p1 Ada 2",
                        "  0",
                        "  0"),
                names);
        assertEquals(1, told.get(3).links().size());
    }

    private static List<Entry> history(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        return Histories.concerning(random, ENTRIES, 5 + random.nextInt(60));
    }
}
