package io.antiphon.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Recognition.Recognised;
import io.antiphon.tck.MemoryTx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Merge, hear more, unmerge, hear more: all is as if there had been no merge. */
class UndoTest {

    private static final int HISTORIES = Integer.getInteger("antiphon.undo.histories", 300);
    private static final int ENTRIES = 80;
    private static final Normaliser NORMALISER = new Normaliser(Given.settings());

    /**
     * One history with a merge and one without it; both have the order to keep the two apart.
     *
     * @param apart index of that order
     */
    private record Pair(List<Entry> merged, List<Entry> plain, int apart) {}

    @Test
    void a_thousand_random_histories_are_restored_byte_for_byte() throws SQLException {
        int mattered = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            ProfileSettings settings = random.nextBoolean()
                    ? Given.merging(0.97)
                    : Given.settings("", 2 + random.nextInt(5), 4 + random.nextInt(9));
            Pair pair = pair(random);
            mattered += compare(pair, settings, random, seed) ? 1 : 0;
        }
        assertTrue(mattered > HISTORIES / 3, "only " + mattered + " merges made any difference");
    }

    /** @return whether the merge made a difference before it was undone */
    private static boolean compare(Pair pair, ProfileSettings settings, Random random, int seed) throws SQLException {
        ProfileFold fold = new ProfileFold(settings);
        ProfileFold other = new ProfileFold(settings);
        try (MemoryTx merged = MemoryTx.of(fold);
                MemoryTx plain = MemoryTx.of(other)) {
            fold.create(merged);
            other.create(plain);
            take(fold, pair.merged.subList(0, pair.apart), merged, random);
            take(other, pair.plain.subList(0, pair.apart - 1), plain, random);
            boolean matters = !rows(merged, false).equals(rows(plain, false));
            take(fold, pair.merged.subList(pair.apart, pair.apart + 1), merged, random);
            take(other, pair.plain.subList(pair.apart - 1, pair.apart), plain, random);
            assertEquals(rows(plain, true), rows(merged, true), "right after the merge was undone, seed " + seed);
            List<Entry> rest = pair.plain.subList(pair.apart, pair.plain.size());
            assertEquals(
                    take(other, rest, plain, random), take(fold, rest, merged, random), "what is told, seed " + seed);
            assertEquals(rows(plain, true), rows(merged, true), "at the end, seed " + seed);
            return matters;
        }
    }

    private static List<Recognised> take(ProfileFold fold, List<Entry> entries, MemoryTx tx, Random random)
            throws SQLException {
        List<Recognised> told = new ArrayList<>();
        for (int from = 0; from < entries.size(); ) {
            int to = Math.min(entries.size(), from + 1 + random.nextInt(40));
            told.addAll(fold.recognise(entries.subList(from, to), tx));
            from = to;
        }
        return told;
    }

    /** All rows but how often something happened, of all time. @param rulings whether what a person said is among them */
    private static List<String> rows(MemoryTx tx, boolean rulings) throws SQLException {
        List<String> rows = tx.dump();
        rows.removeIf(row -> row.startsWith("totals") || !rulings && row.contains("rule=person"));
        Totals totals = new Rows(tx).totals();
        rows.add(totals.nodes() + " " + totals.profiles() + " " + totals.links() + " " + totals.shared());
        return rows;
    }

    private static Pair pair(Random random) {
        List<Entry> history = Histories.described(random, ENTRIES, 3 + random.nextInt(9));
        int link = 15 + random.nextInt(20);
        int unlink = link + 1 + random.nextInt(35);
        String one = known(history.subList(0, link), random);
        String other = known(history.subList(0, link), random);
        List<Entry> plain = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (i == unlink) {
                plain.add(Given.unlink(i + 1L, one, other));
            } else if (history.get(i) instanceof Entry.Heard || !isOn(history.get(i), one, other)) {
                plain.add(history.get(i));
            } else {
                plain.add(Given.heard(i + 1L));
            }
        }
        List<Entry> merged = new ArrayList<>(plain);
        merged.set(link, Given.link(link + 1L, one, other));
        plain.remove(link);
        return new Pair(merged, plain, unlink);
    }

    private static String known(List<Entry> history, Random random) {
        List<String> known = new ArrayList<>();
        for (Entry entry : history) {
            if (entry instanceof Entry.Heard heard) {
                heard.signal().identities().forEach(identity -> known.add(identity.toString()));
            }
        }
        return known.get(random.nextInt(known.size()));
    }

    /** Whether an order is about the two, however they are written in it. */
    private static boolean isOn(Entry entry, String one, String other) {
        if (!(entry instanceof Entry.Commanded order)) {
            return false;
        }
        Set<Identity> named =
                both(order.arguments().get("one"), order.arguments().get("other"));
        return named.equals(both(one, other));
    }

    private static Set<Identity> both(@Nullable Object one, @Nullable Object other) {
        return new HashSet<>(List.of(normal(one), normal(other)));
    }

    private static Identity normal(@Nullable Object identity) {
        return NORMALISER.normalise(Identity.parse(String.valueOf(identity))).identity();
    }
}
