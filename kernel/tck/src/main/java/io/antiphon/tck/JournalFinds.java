package io.antiphon.tck;

import static io.antiphon.tck.JournalEntries.externalIds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries are found by what they derive from, and signals by pages in both directions. */
interface JournalFinds extends JournalUse {

    @Test
    default void an_understanding_holds_its_signal() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Position position = append(Entry.Understood.of(heard, "p-1", List.of())).position();
        again();
        Entry.Understood understood = (Entry.Understood) journal().get(position).orElseThrow();
        assertEquals(heard, understood.heard());
        assertEquals(understood, journal().read(heard.position(), 1).get(0));
        assertEquals(heard.position(), understood.cause());
    }

    @Test
    default void an_understanding_again_stands_beside_the_first_and_holds_what_it_replaces() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Insight late = Insight.of("topic", "late", 0.5).at(1, 2).by("topics", "1");
        Entry.Understood first = Entry.Understood.of(heard, "p-1", List.of(late));
        append(first);
        Entry.Understood second = first.again(2, List.of(late.by("topics", "2")));
        Position position = append(second).position();
        assertEquals(position, append(second).position(), "offered again it is not appended again");
        again();
        Entry.Understood found = (Entry.Understood) journal().get(position).orElseThrow();
        assertTrue(found.isAgain());
        assertEquals(second.id(), found.id());
        assertEquals(List.of(late.by("topics", "2")), found.insights());
        assertEquals(List.of(late), found.replaced());
        assertEquals(2, journal().causedBy(heard.position()).size());
    }

    @Test
    default void what_derives_from_an_entry_is_found() {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        hear("mail", "b");
        Entry.Understood understood = Entry.Understood.of(heard, null, List.of());
        Entry.Decided decided = Entry.Decided.of(heard.position(), null, "thank", "1", 0, Action.of("reply", "mail"));
        List<Receipt> receipts = recorder().append(List.of(understood, decided));
        Entry.Decided placed =
                (Entry.Decided) journal().get(receipts.get(1).position()).orElseThrow();
        Receipt performed = append(Entry.Performed.of(placed, new Outcome.Done("ref"), 0));
        assertEquals(
                List.of(receipts.get(0).position(), receipts.get(1).position()),
                journal().causedBy(heard.position()).stream()
                        .map(Entry::position)
                        .toList());
        assertEquals(
                List.of(performed.position()),
                journal().causedBy(placed.position()).stream()
                        .map(Entry::position)
                        .toList());
        assertEquals(List.of(), journal().causedBy(performed.position()));
    }

    @Test
    default void an_order_is_found_by_what_it_names_as_its_cause() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Map<String, Object> about = Map.of("cause", heard.position().toString());
        Position first =
                append(Entry.Commanded.of("ada", "reply", "case C", about)).position();
        Position second =
                append(Entry.Commanded.of("ada", "reply", "case C", about)).position();
        append(Entry.Commanded.of("ada", "reply", "case C", Map.of("cause", "she wanted to")));
        again();
        List<Entry> found = journal().causedBy(heard.position());
        assertEquals(List.of(first, second), found.stream().map(Entry::position).toList());
        assertEquals(heard.position(), journal().get(first).orElseThrow().cause());
    }

    @Test
    default void signals_are_paged_in_both_directions() {
        for (int i = 0; i < 30; i++) {
            Entry.Heard heard = heardAt(hear(i % 3 == 0 ? "chat" : "mail", "m" + i));
            append(Entry.Understood.of(heard, null, List.of()));
        }
        for (String connection : new String[] {null, "chat", "mail", "nobody"}) {
            List<String> forward = pages(connection, false);
            List<String> backward = pages(connection, true);
            Collections.reverse(backward);
            assertEquals(forward, backward);
            int expected =
                    connection == null ? 30 : connection.equals("chat") ? 10 : connection.equals("mail") ? 20 : 0;
            assertEquals(expected, forward.size());
        }
    }

    private List<String> pages(String connection, boolean newestFirst) {
        List<String> ids = new ArrayList<>();
        Position edge = null;
        while (true) {
            List<Entry.Heard> page = journal()
                    .heard(new HeardQuery(
                            newestFirst ? null : edge, newestFirst ? edge : null, connection, newestFirst, 4));
            if (page.isEmpty()) {
                return ids;
            }
            assertTrue(page.size() <= 4);
            page.forEach(heard -> ids.add(String.valueOf(heard.signal().externalId())));
            edge = page.get(page.size() - 1).position();
        }
    }

    @Test
    default void signals_between_two_positions_are_found_from_either_end() {
        List<Position> at = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            at.add(hear("mail", "m" + i));
        }
        assertEquals(
                List.of("m3", "m4"),
                externalIds(journal().heard(new HeardQuery(at.get(2), at.get(8), "mail", false, 2))));
        assertEquals(
                List.of("m7", "m6"), externalIds(journal().heard(new HeardQuery(at.get(2), at.get(8), null, true, 2))));
    }
}
