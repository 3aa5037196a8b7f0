package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal promises. Its test extends this and says how to open one. */
public abstract class JournalKit {

    private static final int PATIENCE_SECONDS = 30;

    /** A journal with its writing side. */
    public record Opened(Journal journal, Recorder recorder) {}

    /** Stands still until a test moves it. */
    protected final SettableClock clock = SettableClock.at("2026-03-01T08:00:00.123456Z");

    private Journal journal = new MemoryJournal(clock);
    private Recorder recorder = entries -> List.of();

    /** Opens a new and empty journal whose entries are dated by the clock. */
    protected abstract Opened open(Clock itsClock) throws Exception;

    /** Closes the journal opened last and opens the same again. One that forgets with its process returns the same. */
    protected abstract Opened reopen(Clock itsClock) throws Exception;

    /** Closes the journal opened last. */
    protected abstract void close() throws Exception;

    @BeforeEach
    final void openOne() throws Exception {
        use(open(clock));
    }

    @AfterEach
    final void closeIt() throws Exception {
        close();
    }

    private void use(Opened opened) {
        journal = opened.journal();
        recorder = opened.recorder();
    }

    @Test
    void a_new_journal_is_empty() {
        assertEquals(Position.START, journal.end());
        assertEquals(Position.START, journal.begin());
        assertEquals(List.of(), journal.read(Position.START, 10));
        assertEquals(Optional.empty(), journal.get(Position.of(1)));
        assertEquals(List.of(), journal.heard(new HeardQuery(null, null, null, true, 10)));
        assertEquals(List.of(), journal.causedBy(Position.of(1)));
        assertEquals(List.of(), recorder.append(List.of()));
    }

    @Test
    void entries_of_every_kind_come_back_as_they_were_given() throws Exception {
        List<Entry> given = Samples.entries();
        given.forEach(entry -> recorder.append(List.of(entry)));
        assertEquals(undated(given), undated(journal.read(Position.START, 1000)));
        use(reopen(clock));
        assertEquals(undated(given), undated(journal.read(Position.START, 1000)));
        for (Entry entry : given) {
            assertEquals(undated(entry), undated(journal.get(entry.position()).orElseThrow()));
        }
    }

    @Test
    void a_signal_has_the_written_position_for_an_id_and_the_clocks_time() throws Exception {
        Position first = hear("mail", "a");
        clock.advance(Duration.ofSeconds(1));
        Position second =
                append(Entry.Commanded.of("ada", "pause", "mail", Map.of())).position();
        use(reopen(clock));
        Entry heard = journal.get(first).orElseThrow();
        Entry commanded = journal.get(second).orElseThrow();
        assertEquals(first.toString(), heard.id());
        assertEquals(second.toString(), commanded.id());
        assertEquals(Instant.parse("2026-03-01T08:00:00.123456Z"), heard.at());
        assertEquals(Instant.parse("2026-03-01T08:00:01.123456Z"), commanded.at());
    }

    @Test
    void a_batch_stands_in_one_piece_in_its_order() {
        List<Receipt> one = recorder.append(heards("mail", "a", "b", "c"));
        List<Receipt> two = recorder.append(heards("mail", "d", "e"));
        List<Position> positions = new ArrayList<>();
        one.forEach(receipt -> positions.add(receipt.position()));
        two.forEach(receipt -> positions.add(receipt.position()));
        for (int i = 1; i < positions.size(); i++) {
            assertEquals(positions.get(i - 1).next(), positions.get(i));
        }
        assertEquals(List.of("a", "b", "c", "d", "e"), externalIds(journal.read(Position.START, 10)));
        assertEquals(positions.get(4), journal.end());
        assertEquals(List.of("c", "d"), externalIds(journal.read(positions.get(1), 2)));
        assertEquals(List.of(), journal.read(journal.end(), 10));
    }

    @Test
    void batches_of_many_callers_are_never_mixed() throws Exception {
        int callers = 8;
        int batches = 25;
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            work.add(() -> {
                for (int batch = 0; batch < batches; batch++) {
                    String name = caller + "." + batch;
                    List<Receipt> receipts = recorder.append(heards("mail", name + ".0", name + ".1", name + ".2"));
                    assertEquals(
                            receipts.get(0).position().next(), receipts.get(1).position());
                    assertEquals(
                            receipts.get(1).position().next(), receipts.get(2).position());
                }
                return null;
            });
        }
        together(work);
        List<String> ids = externalIds(journal.read(Position.START, 10_000));
        assertEquals(callers * batches * 3, ids.size());
        assertEquals(ids.size(), Set.copyOf(ids).size());
        for (int i = 0; i < ids.size(); i += 3) {
            String name = ids.get(i).substring(0, ids.get(i).lastIndexOf('.'));
            assertEquals(List.of(name + ".0", name + ".1", name + ".2"), ids.subList(i, i + 3));
        }
    }

    @Test
    void a_signal_offered_again_is_recognised_by_connection_and_external_id() throws Exception {
        Position first = hear("mail", "a");
        assertEquals(new Receipt(first, true), append(heard("mail", "a")));
        assertFalse(append(heard("chat", "a")).repeated());
        assertFalse(append(heard("mail", "A")).repeated());
        use(reopen(clock));
        assertEquals(new Receipt(first, true), append(heard("mail", "a")));
        assertEquals(3, journal.read(Position.START, 10).size());
    }

    @Test
    void a_signal_without_an_external_id_is_always_new() {
        Entry entry = Entry.Heard.of("mail", Signal.of("message").text("hello").build());
        assertFalse(append(entry).repeated());
        assertFalse(append(entry).repeated());
    }

    @Test
    void a_repeat_within_one_batch_is_recognised() {
        List<Receipt> receipts = recorder.append(heards("mail", "a", "b", "a", "c"));
        assertEquals(receipts.get(0).position(), receipts.get(2).position());
        assertTrue(receipts.get(2).repeated());
        assertEquals(receipts.get(1).position().next(), receipts.get(3).position());
        assertEquals(List.of("a", "b", "c"), externalIds(journal.read(Position.START, 10)));
    }

    @Test
    void one_signal_offered_by_many_at_once_is_heard_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "round-" + round;
            List<Callable<Receipt>> work = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                work.add(() -> {
                    Receipt receipt = append(heard("mail", id));
                    assertTrue(journal.get(receipt.position()).isPresent(), "acknowledged before it was there");
                    return receipt;
                });
            }
            List<Receipt> receipts = together(work);
            assertEquals(1, receipts.stream().map(Receipt::position).distinct().count());
            assertEquals(
                    1, receipts.stream().filter(receipt -> !receipt.repeated()).count());
        }
        assertEquals(20, journal.read(Position.START, 1000).size());
    }

    @Test
    void a_derived_entry_appended_again_is_recognised_by_its_id() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Entry understood = Entry.Understood.of(heard, null, List.of(Insight.of("language", "en")));
        Entry decided = Entry.Decided.of(heard.position(), null, "thank", "1", 0, Action.of("reply", "mail"));
        Entry another = Entry.Decided.of(heard.position(), null, "thank", "1", 1, Action.of("reply", "mail"));
        List<Receipt> first = recorder.append(List.of(understood, decided, another));
        assertTrue(first.stream().noneMatch(Receipt::repeated));
        List<Receipt> again = recorder.append(List.of(decided, understood));
        assertEquals(new Receipt(first.get(1).position(), true), again.get(0));
        assertEquals(new Receipt(first.get(0).position(), true), again.get(1));
        use(reopen(clock));
        assertEquals(new Receipt(first.get(2).position(), true), append(another));
        assertEquals(4, journal.read(Position.START, 10).size());
    }

    @Test
    void what_a_person_orders_is_never_taken_for_a_repeat() {
        Entry order = Entry.Commanded.of("ada", "pause", "mail", Map.of());
        assertFalse(append(order).repeated());
        assertFalse(append(order).repeated());
    }

    @Test
    void an_understanding_holds_its_signal() throws Exception {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        Position position = append(Entry.Understood.of(heard, "p-1", List.of())).position();
        use(reopen(clock));
        Entry.Understood understood = (Entry.Understood) journal.get(position).orElseThrow();
        assertEquals(heard, understood.heard());
        assertEquals(understood, journal.read(heard.position(), 1).get(0));
        assertEquals(heard.position(), understood.cause());
    }

    @Test
    void what_derives_from_an_entry_is_found() {
        Entry.Heard heard = heardAt(hear("mail", "a"));
        hear("mail", "b");
        Entry.Understood understood = Entry.Understood.of(heard, null, List.of());
        Entry.Decided decided = Entry.Decided.of(heard.position(), null, "thank", "1", 0, Action.of("reply", "mail"));
        List<Receipt> receipts = recorder.append(List.of(understood, decided));
        Entry.Decided placed =
                (Entry.Decided) journal.get(receipts.get(1).position()).orElseThrow();
        Receipt performed = append(Entry.Performed.of(placed, new Outcome.Done("ref"), 0));
        assertEquals(
                List.of(receipts.get(0).position(), receipts.get(1).position()),
                journal.causedBy(heard.position()).stream().map(Entry::position).toList());
        assertEquals(
                List.of(performed.position()),
                journal.causedBy(placed.position()).stream()
                        .map(Entry::position)
                        .toList());
        assertEquals(List.of(), journal.causedBy(performed.position()));
    }

    @Test
    void signals_are_paged_in_both_directions() {
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
            List<Entry.Heard> page = journal.heard(
                    new HeardQuery(newestFirst ? null : edge, newestFirst ? edge : null, connection, newestFirst, 4));
            if (page.isEmpty()) {
                return ids;
            }
            assertTrue(page.size() <= 4);
            page.forEach(heard -> ids.add(String.valueOf(heard.signal().externalId())));
            edge = page.get(page.size() - 1).position();
        }
    }

    @Test
    void signals_between_two_positions_are_found_from_either_end() {
        List<Position> at = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            at.add(hear("mail", "m" + i));
        }
        assertEquals(
                List.of("m3", "m4"),
                externalIds(journal.heard(new HeardQuery(at.get(2), at.get(8), "mail", false, 2))));
        assertEquals(
                List.of("m7", "m6"), externalIds(journal.heard(new HeardQuery(at.get(2), at.get(8), null, true, 2))));
    }

    @Test
    void a_follower_is_told_everything_in_order_once() throws Exception {
        hear("mail", "before");
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        try (AutoCloseable following = journal.follow(Position.START, told::addAll)) {
            assertEquals(List.of("before"), next(told, 1));
            for (int i = 0; i < 50; i++) {
                hear("mail", "m" + i);
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                expected.add("m" + i);
            }
            assertEquals(expected, next(told, 50));
        }
        hear("mail", "after");
        assertTrue(told.isEmpty());
    }

    @Test
    void a_follower_starts_behind_the_position_it_names() throws Exception {
        hear("mail", "a");
        Position second = hear("mail", "b");
        hear("mail", "c");
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        try (AutoCloseable following = journal.follow(second, told::addAll)) {
            assertEquals(List.of("c"), next(told, 1));
        }
    }

    @Test
    void a_listener_that_throws_is_told_the_same_again() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BlockingQueue<Entry> told = new LinkedBlockingQueue<>();
        List<Position> starts = Collections.synchronizedList(new ArrayList<>());
        hear("mail", "a");
        try (AutoCloseable following = journal.follow(Position.START, entries -> {
            starts.add(entries.get(0).position());
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not now");
            }
            told.addAll(entries);
        })) {
            assertEquals(List.of("a"), next(told, 1));
            assertEquals(1, new TreeSet<>(starts).size());
            hear("mail", "b");
            assertEquals(List.of("b"), next(told, 1));
        }
    }

    @Test
    void positions_go_on_where_they_ended_after_reopening() throws Exception {
        Position last = hear("mail", "a");
        for (int i = 0; i < 3; i++) {
            use(reopen(clock));
            assertEquals(last, journal.end());
            last = hear("mail", "again" + i);
            assertEquals(journal.end(), last);
        }
        assertEquals(List.of("a", "again0", "again1", "again2"), externalIds(journal.read(Position.START, 10)));
    }

    @Test
    void the_segments_add_up_to_the_journal_and_are_whole() throws Exception {
        recorder.append(heards("mail", "a", "b", "c"));
        List<Journal.Segment> segments = journal.segments();
        assertEquals(3, segments.stream().mapToLong(Journal.Segment::entries).sum());
        assertEquals(journal.end(), segments.get(segments.size() - 1).last());
        assertTrue(segments.get(segments.size() - 1).active());
        assertEquals(List.of(), journal.check());
    }

    @Test
    void too_much_at_once_is_refused_and_nothing_of_it_is_appended() {
        List<Entry> much = Collections.nCopies(10_001, heard("mail", "a"));
        assertThrows(RuntimeException.class, () -> recorder.append(much));
        assertEquals(Position.START, journal.end());
    }

    private Position hear(String connection, String externalId) {
        return append(heard(connection, externalId)).position();
    }

    private Receipt append(Entry entry) {
        return recorder.append(List.of(entry)).get(0);
    }

    private Entry.Heard heardAt(Position position) {
        return (Entry.Heard) journal.get(position).orElseThrow();
    }

    private static Entry heard(String connection, String externalId) {
        return Entry.Heard.of(
                connection,
                Signal.of("message").externalId(externalId).text("hello").build());
    }

    private static List<Entry> heards(String connection, String... externalIds) {
        List<Entry> entries = new ArrayList<>();
        for (String id : externalIds) {
            entries.add(heard(connection, id));
        }
        return entries;
    }

    private static List<String> externalIds(List<? extends Entry> entries) {
        List<String> ids = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                ids.add(String.valueOf(heard.signal().externalId()));
            }
        }
        return ids;
    }

    private static List<String> next(BlockingQueue<Entry> told, int count) throws InterruptedException {
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < count) {
            Entry entry = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(entry != null, "the follower was told only " + entries);
            entries.add(entry);
        }
        return externalIds(entries);
    }

    private static List<Entry> undated(List<Entry> entries) {
        return entries.stream().map(JournalKit::undated).toList();
    }

    private static Entry undated(Entry entry) {
        Entry undated = entry.at(entry.position(), entry.id(), Instant.EPOCH);
        return undated instanceof Entry.Understood understood
                ? new Entry.Understood(
                        understood.position(),
                        understood.id(),
                        Instant.EPOCH,
                        (Entry.Heard) undated(understood.heard()),
                        understood.profile(),
                        understood.insights())
                : undated;
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
