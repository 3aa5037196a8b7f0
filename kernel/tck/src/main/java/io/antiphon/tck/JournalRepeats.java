package io.antiphon.tck;

import static io.antiphon.tck.JournalEntries.externalIds;
import static io.antiphon.tck.JournalEntries.heard;
import static io.antiphon.tck.JournalEntries.heards;
import static io.antiphon.tck.JournalEntries.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What was appended before is recognised when it is offered again. */
interface JournalRepeats extends JournalUse {

    @Test
    default void a_signal_offered_again_is_recognised_by_connection_and_external_id() throws Exception {
        Position first = hear("mail", "a");
        assertEquals(new Receipt(first, true), append(heard("mail", "a")));
        assertFalse(append(heard("chat", "a")).repeated());
        assertFalse(append(heard("mail", "A")).repeated());
        again();
        assertEquals(new Receipt(first, true), append(heard("mail", "a")));
        assertEquals(3, journal().read(Position.START, 10).size());
    }

    @Test
    default void a_signal_without_an_external_id_is_always_new() {
        Entry entry = Entry.Heard.of("mail", Signal.of("message").text("hello").build());
        assertFalse(append(entry).repeated());
        assertFalse(append(entry).repeated());
    }

    @Test
    default void a_repeat_within_one_batch_is_recognised() {
        List<Receipt> receipts = recorder().append(heards("mail", "a", "b", "a", "c"));
        assertEquals(receipts.get(0).position(), receipts.get(2).position());
        assertTrue(receipts.get(2).repeated());
        assertEquals(receipts.get(1).position().next(), receipts.get(3).position());
        assertEquals(List.of("a", "b", "c"), externalIds(journal().read(Position.START, 10)));
    }

    @Test
    default void one_signal_offered_by_many_at_once_is_heard_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "round-" + round;
            List<Callable<Receipt>> work = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                work.add(() -> {
                    Receipt receipt = append(heard("mail", id));
                    assertTrue(journal().get(receipt.position()).isPresent(), "acknowledged before it was there");
                    return receipt;
                });
            }
            List<Receipt> receipts = together(work);
            assertEquals(1, receipts.stream().map(Receipt::position).distinct().count());
            assertEquals(
                    1, receipts.stream().filter(receipt -> !receipt.repeated()).count());
        }
        assertEquals(20, journal().read(Position.START, 1000).size());
    }

    @Test
    default void a_derived_entry_appended_again_is_recognised_by_its_id() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Entry understood = Entry.Understood.of(heard, null, List.of(Insight.of("language", "en")));
        Entry decided = Entry.Decided.of(heard.position(), null, "thank", "1", 0, Action.of("reply", "mail"));
        Entry another = Entry.Decided.of(heard.position(), null, "thank", "1", 1, Action.of("reply", "mail"));
        List<Receipt> first = recorder().append(List.of(understood, decided, another));
        assertTrue(first.stream().noneMatch(Receipt::repeated));
        List<Receipt> again = recorder().append(List.of(decided, understood));
        assertEquals(new Receipt(first.get(1).position(), true), again.get(0));
        assertEquals(new Receipt(first.get(0).position(), true), again.get(1));
        again();
        assertEquals(new Receipt(first.get(2).position(), true), append(another));
        assertEquals(4, journal().read(Position.START, 10).size());
    }

    @Test
    default void what_a_person_orders_is_never_taken_for_a_repeat() {
        Entry order = Entry.Commanded.of("ada", "pause", "mail", Map.of());
        assertFalse(append(order).repeated());
        assertFalse(append(order).repeated());
    }
}
