package io.antiphon.tck;

import static io.antiphon.tck.JournalEntries.externalIds;
import static io.antiphon.tck.JournalEntries.heard;
import static io.antiphon.tck.JournalEntries.heards;
import static io.antiphon.tck.JournalEntries.together;
import static io.antiphon.tck.JournalEntries.undated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What is appended comes back as it was given, in one piece and in order, also after reopening. */
interface JournalAppends extends JournalUse {

    @Test
    default void a_new_journal_is_empty() {
        assertEquals(Position.START, journal().end());
        assertEquals(Position.START, journal().begin());
        assertEquals(List.of(), journal().read(Position.START, 10));
        assertEquals(Optional.empty(), journal().get(Position.of(1)));
        assertEquals(List.of(), journal().heard(new HeardQuery(null, null, null, true, 10)));
        assertEquals(List.of(), journal().causedBy(Position.of(1)));
        assertEquals(List.of(), recorder().append(List.of()));
    }

    @Test
    default void entries_of_every_kind_come_back_as_they_were_given() throws Exception {
        List<Entry> given = Samples.entries();
        given.forEach(entry -> recorder().append(List.of(entry)));
        assertEquals(undated(given), undated(journal().read(Position.START, 1000)));
        again();
        assertEquals(undated(given), undated(journal().read(Position.START, 1000)));
        for (Entry entry : given) {
            assertEquals(undated(entry), undated(journal().get(entry.position()).orElseThrow()));
        }
    }

    @Test
    default void a_signal_has_the_written_position_for_an_id_and_the_clocks_time() throws Exception {
        Position first = hear("mail", "a");
        clock().advance(Duration.ofSeconds(1));
        Position second =
                append(Entry.Commanded.of("ada", "pause", "mail", Map.of())).position();
        again();
        Entry heard = journal().get(first).orElseThrow();
        Entry commanded = journal().get(second).orElseThrow();
        assertEquals(first.toString(), heard.id());
        assertEquals(second.toString(), commanded.id());
        assertEquals(Instant.parse("2026-03-01T08:00:00.123456Z"), heard.at());
        assertEquals(Instant.parse("2026-03-01T08:00:01.123456Z"), commanded.at());
    }

    @Test
    default void a_batch_stands_in_one_piece_in_its_order() {
        List<Receipt> one = recorder().append(heards("mail", "a", "b", "c"));
        List<Receipt> two = recorder().append(heards("mail", "d", "e"));
        List<Position> positions = new ArrayList<>();
        one.forEach(receipt -> positions.add(receipt.position()));
        two.forEach(receipt -> positions.add(receipt.position()));
        for (int i = 1; i < positions.size(); i++) {
            assertEquals(positions.get(i - 1).next(), positions.get(i));
        }
        assertEquals(List.of("a", "b", "c", "d", "e"), externalIds(journal().read(Position.START, 10)));
        assertEquals(positions.get(4), journal().end());
        assertEquals(List.of("c", "d"), externalIds(journal().read(positions.get(1), 2)));
        assertEquals(List.of(), journal().read(journal().end(), 10));
    }

    @Test
    default void batches_of_many_callers_are_never_mixed() throws Exception {
        int callers = 8;
        int batches = 25;
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            work.add(() -> {
                for (int batch = 0; batch < batches; batch++) {
                    String name = caller + "." + batch;
                    List<Receipt> receipts = recorder().append(heards("mail", name + ".0", name + ".1", name + ".2"));
                    assertEquals(
                            receipts.get(0).position().next(), receipts.get(1).position());
                    assertEquals(
                            receipts.get(1).position().next(), receipts.get(2).position());
                }
                return null;
            });
        }
        together(work);
        List<String> ids = externalIds(journal().read(Position.START, 10_000));
        assertEquals(callers * batches * 3, ids.size());
        assertEquals(ids.size(), Set.copyOf(ids).size());
        for (int i = 0; i < ids.size(); i += 3) {
            String name = ids.get(i).substring(0, ids.get(i).lastIndexOf('.'));
            assertEquals(List.of(name + ".0", name + ".1", name + ".2"), ids.subList(i, i + 3));
        }
    }

    @Test
    default void positions_go_on_where_they_ended_after_reopening() throws Exception {
        Position last = hear("mail", "a");
        for (int i = 0; i < 3; i++) {
            again();
            assertEquals(last, journal().end());
            last = hear("mail", "again" + i);
            assertEquals(journal().end(), last);
        }
        assertEquals(
                List.of("a", "again0", "again1", "again2"),
                externalIds(journal().read(Position.START, 10)));
    }

    @Test
    default void the_segments_add_up_to_the_journal_and_are_whole() throws Exception {
        recorder().append(heards("mail", "a", "b", "c"));
        List<Journal.Segment> segments = journal().segments();
        assertEquals(3, segments.stream().mapToLong(Journal.Segment::entries).sum());
        assertEquals(journal().end(), segments.get(segments.size() - 1).last());
        assertTrue(segments.get(segments.size() - 1).active());
        assertEquals(List.of(), journal().check());
    }

    @Test
    default void too_much_at_once_is_refused_and_nothing_of_it_is_appended() {
        List<Entry> much = Collections.nCopies(10_001, heard("mail", "a"));
        assertThrows(RuntimeException.class, () -> recorder().append(much));
        assertEquals(Position.START, journal().end());
    }
}
