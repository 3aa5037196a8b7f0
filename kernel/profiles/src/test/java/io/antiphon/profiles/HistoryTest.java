package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles.ProfileQuery;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random histories, compared with the naive graph and with themselves in other batches. */
class HistoryTest {

    private static final int ROUNDS = 30;
    private static final int ENTRIES = 300;

    @RepeatedTest(ROUNDS)
    void every_profile_is_as_a_naive_graph_has_it(RepetitionInfo round) throws SQLException {
        Random random = new Random(round.getCurrentRepetition());
        int mostLinks = random.nextBoolean() ? 50 : 3;
        int mostIdentities = random.nextBoolean() ? 1_000 : 6;
        List<Entry> history = Histories.random(random, ENTRIES, 3 + random.nextInt(30));
        NaiveGraph naive = new NaiveGraph(mostLinks, mostIdentities);
        ProfileFold fold = new ProfileFold(Given.settings("", mostLinks, mostIdentities));
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            for (List<Entry> batch : batches(history, random)) {
                fold.apply(batch, tx);
                batch.forEach(naive::apply);
                if (random.nextInt(4) == 0) {
                    compare(naive, tx);
                }
            }
            compare(naive, tx);
        }
    }

    private static void compare(NaiveGraph naive, MemoryTx tx) throws SQLException {
        Directory directory = new Directory(new Rows(tx));
        assertEquals(naive.nodes.size(), directory.totals().nodes());
        assertEquals(naive.profiles(), directory.totals().profiles());
        assertEquals(naive.links(), directory.totals().links());
        Set<String> ids = new HashSet<>();
        for (int node = 0; node < naive.nodes.size(); node++) {
            Profile profile = directory.profile(naive.nodes.get(node)).orElseThrow();
            assertEquals(naive.profile(node), profile.id());
            assertEquals(naive.identities(node), profile.identities());
            List<Position> timeline = naive.timeline(node);
            assertEquals(timeline, directory.timeline(profile.id(), null, 1_000));
            assertEquals(timeline.size(), profile.signals());
            assertEquals(naive.name(node), profile.traits().get("name"));
            assertEquals(profile, directory.profile(ProfileId.of(node + 1L)).orElseThrow());
            if (ids.add(profile.id())) {
                Set<String> of = new HashSet<>(directory.of(timeline).values());
                assertEquals(timeline.isEmpty() ? Set.of() : Set.of(profile.id()), of);
            }
        }
        assertEquals(naive.lastHeardFirst(), paged(directory, null));
        assertEquals(naive.lastHeardFirst(), paged(directory, ""));
        List<String> found = paged(directory, "person");
        assertEquals(naive.lastHeardFirst().stream().filter(found::contains).toList(), found);
    }

    private static List<String> paged(Directory directory, String text) throws SQLException {
        List<String> ids = new ArrayList<>();
        String after = null;
        for (List<Profile> page = directory.page(new ProfileQuery(text, null, 7));
                !page.isEmpty();
                page = directory.page(new ProfileQuery(text, after, 7))) {
            page.forEach(profile -> ids.add(profile.id()));
            after = ids.get(ids.size() - 1);
        }
        return ids;
    }

    @RepeatedTest(ROUNDS)
    void batches_rollbacks_and_restarts_leave_the_same_rows(RepetitionInfo round) throws SQLException {
        Random random = new Random(round.getCurrentRepetition());
        ProfileSettings settings = Given.settings("", 4, 8);
        List<Entry> history = Histories.random(random, ENTRIES, 3 + random.nextInt(30));
        List<String> expected = rows(List.of(history), settings);
        Recognition fold = new ProfileFold(settings);
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            tx.commit();
            for (List<Entry> batch : batches(history, random)) {
                while (random.nextInt(4) == 0) {
                    fold.apply(batch.subList(0, 1 + random.nextInt(batch.size())), tx);
                    tx.rollback();
                }
                if (random.nextInt(8) == 0) {
                    fold = new ProfileFold(settings);
                }
                fold.apply(batch, tx);
                tx.commit();
            }
            assertEquals(expected, tx.dump());
        }
    }

    @RepeatedTest(ROUNDS)
    void every_link_that_signals_show_is_told_by_the_signal_that_showed_it_first(RepetitionInfo round)
            throws SQLException {
        Random random = new Random(round.getCurrentRepetition());
        List<Entry> history = new ArrayList<>(Histories.random(random, ENTRIES, 20));
        history.removeIf(entry -> !(entry instanceof Entry.Heard));
        ProfileFold fold = new ProfileFold(Given.settings());
        Set<String> told = new HashSet<>();
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            for (List<Entry> batch : batches(history, random)) {
                List<Recognised> recognised = fold.recognise(batch, tx);
                for (int i = 0; i < batch.size(); i++) {
                    String id = batch.get(i).id();
                    recognised.get(i).links().forEach(link -> {
                        assertEquals(id, link.attributes().get("evidence"));
                        assertTrue(told.add(pair(link.about(), link.value())), "told twice: " + link);
                    });
                }
            }
            long shown = tx.dump().stream()
                    .filter(row ->
                            row.startsWith("edge|") && row.contains("rule=same-signal") && row.contains("held=1"))
                    .count();
            assertEquals(shown, told.size());
            assertTrue(shown > 0);
        }
    }

    private static String pair(String one, String other) {
        return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
    }

    private static List<String> rows(List<List<Entry>> batches, ProfileSettings settings) throws SQLException {
        ProfileFold fold = new ProfileFold(settings);
        try (MemoryTx tx = MemoryTx.of(fold)) {
            fold.create(tx);
            for (List<Entry> batch : batches) {
                fold.apply(batch, tx);
            }
            return tx.dump();
        }
    }

    private static List<List<Entry>> batches(List<Entry> history, Random random) {
        List<List<Entry>> batches = new ArrayList<>();
        for (int from = 0; from < history.size(); ) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(80));
            batches.add(history.subList(from, to));
            from = to;
        }
        return batches;
    }
}
