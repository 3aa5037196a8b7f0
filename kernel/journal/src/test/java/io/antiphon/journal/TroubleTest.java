package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.tck.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** A disk that is slow, full, or fails. */
class TroubleTest {

    @TempDir
    private Path directory;

    private final SettableClock clock = SettableClock.at(Given.NOW);
    private final List<SqliteJournal> opened = new ArrayList<>();

    private SqliteJournal open(JournalSettings settings, Disk disk) {
        SqliteJournal journal = SqliteJournal.open(directory, settings, clock, disk);
        opened.add(journal);
        return journal;
    }

    @AfterEach
    void close() throws Exception {
        for (SqliteJournal journal : opened) {
            journal.close();
        }
    }

    /** Commits only when a test lets it. */
    private static final class SlowDisk implements Disk {
        private final Semaphore commits = new Semaphore(0);
        private final CountDownLatch reached = new CountDownLatch(1);

        @Override
        public void committing(int entries) {
            reached.countDown();
            commits.acquireUninterruptibly();
        }
    }

    private static CompletableFuture<List<Receipt>> append(SqliteJournal journal, List<Entry> entries) {
        return CompletableFuture.supplyAsync(() -> journal.append(entries), command -> new Thread(command).start());
    }

    private static void await(SqliteJournal journal, int waiting) {
        while (waiting(journal) < waiting) {
            Thread.onSpinWait();
        }
    }

    private static double waiting(SqliteJournal journal) {
        return metric(journal, "journal_queue_entries");
    }

    private static double metric(SqliteJournal journal, String name) {
        return journal.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .max()
                .orElse(0);
    }

    @Test
    void all_who_wait_for_a_slow_disk_share_the_next_commit() throws Exception {
        SlowDisk disk = new SlowDisk();
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        var first = append(journal, List.of(Given.heard("first")));
        disk.reached.await();
        List<CompletableFuture<List<Receipt>>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(append(journal, List.of(Given.heard("a" + i), Given.heard("b" + i))));
        }
        await(journal, 20);
        assertFalse(first.isDone());
        assertEquals(Position.START, journal.end());
        assertEquals(List.of(), journal.read(Position.START, 10));
        disk.commits.release(2);
        assertEquals(Position.of(1), first.get(30, TimeUnit.SECONDS).get(0).position());
        for (var other : others) {
            List<Receipt> receipts = other.get(30, TimeUnit.SECONDS);
            assertEquals(receipts.get(0).position().next(), receipts.get(1).position());
        }
        assertEquals(2, metric(journal, "journal_groups"));
        assertEquals(10, metric(journal, "journal_group_callers"));
        assertEquals(20, metric(journal, "journal_group_entries"));
    }

    @Test
    void a_repeat_of_what_is_not_yet_durable_is_acknowledged_only_with_it() throws Exception {
        SlowDisk disk = new SlowDisk();
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        var blocker = append(journal, List.of(Given.heard("blocker")));
        disk.reached.await();
        var one = append(journal, List.of(Given.heard("same")));
        var two = append(journal, List.of(Given.heard("same")));
        await(journal, 2);
        disk.commits.release(1);
        blocker.get(30, TimeUnit.SECONDS);
        assertFalse(one.isDone() || two.isDone());
        disk.commits.release(1);
        Receipt first = one.get(30, TimeUnit.SECONDS).get(0);
        Receipt second = two.get(30, TimeUnit.SECONDS).get(0);
        assertEquals(first.position(), second.position());
        assertTrue(first.repeated() ^ second.repeated());
    }

    @Test
    void when_too_many_wait_the_next_is_told_to_come_back() throws Exception {
        SlowDisk disk = new SlowDisk();
        SqliteJournal journal = open(JournalSettings.defaults().queue(3), disk);
        var first = append(journal, List.of(Given.heard("first")));
        disk.reached.await();
        var second = append(journal, List.of(Given.heard("a"), Given.heard("b")));
        await(journal, 2);
        AntiphonException busy = assertThrows(
                AntiphonException.class, () -> journal.append(List.of(Given.heard("c"), Given.heard("d"))));
        assertEquals(Code.BUSY, busy.code());
        assertFalse(busy.retryAfter().isZero());
        disk.commits.release(5);
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        assertFalse(Given.hear(journal, "c").repeated());
        assertEquals(1, metric(journal, "journal_busy"));
        assertEquals(List.of("first", "a", "b", "c"), Given.externalIds(journal));
    }

    @Test
    void closing_answers_all_who_wait() throws Exception {
        SlowDisk disk = new SlowDisk();
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        var first = append(journal, List.of(Given.heard("first")));
        disk.reached.await();
        var second = append(journal, List.of(Given.heard("second")));
        await(journal, 1);
        var closing = CompletableFuture.runAsync(() -> {
            try {
                journal.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        disk.commits.release(5);
        closing.get(30, TimeUnit.SECONDS);
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        AntiphonException closed =
                assertThrows(AntiphonException.class, () -> journal.append(List.of(Given.heard("third"))));
        assertEquals(Code.UNAVAILABLE, closed.code());
        opened.clear();
        assertEquals(List.of("first", "second"), Given.externalIds(open(JournalSettings.defaults(), Disk.REAL)));
    }

    /** A file system of so many pages. */
    private static final class SmallDisk implements Disk {
        private final AtomicReference<Connection> connection = new AtomicReference<>();
        private volatile int pages;

        SmallDisk(int pages) {
            this.pages = pages;
        }

        @Override
        public void opened(Connection fresh) throws SQLException {
            connection.set(fresh);
            Sqlite.run(fresh, "PRAGMA max_page_count=" + pages);
        }

        void grow() {
            pages = 1_000_000;
        }
    }

    @Test
    void a_full_disk_is_told_nothing_is_half_appended_and_it_goes_on_when_there_is_room() throws Exception {
        SmallDisk disk = new SmallDisk(40);
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        int appended = 0;
        AntiphonException full = null;
        while (full == null) {
            try {
                Given.hearMany(journal, appended, appended + 100);
                appended += 100;
            } catch (AntiphonException e) {
                full = e;
            }
        }
        assertEquals(Code.UNAVAILABLE, full.code());
        assertTrue(String.valueOf(full.getMessage()).contains("disk is full"), full::getMessage);
        assertFalse(full.retryAfter().isZero());
        assertEquals(Position.of(appended), journal.end());
        assertEquals(Given.ids(0, appended), Given.externalIds(journal));
        assertEquals(1, journal.problems().size());
        disk.grow();
        Given.hearMany(journal, appended, appended + 100);
        assertEquals(List.of(), journal.problems());
        assertEquals(Given.ids(0, appended + 100), Given.externalIds(journal));
        assertEquals(List.of(), journal.check());
    }

    @Test
    void a_commit_that_fails_takes_nothing_in_and_recognises_nothing() {
        boolean[] failing = new boolean[1];
        Disk disk = new Disk() {
            @Override
            public void committing(int entries) throws SQLException {
                if (failing[0]) {
                    throw new SQLException("disk I/O error", "", SQLiteErrorCode.SQLITE_IOERR.code);
                }
            }
        };
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        Receipt first = Given.hear(journal, "first");
        Entry.Heard heard = Given.heardAt(journal, first.position());
        failing[0] = true;
        for (int i = 0; i < 3; i++) {
            AntiphonException failed = assertThrows(
                    AntiphonException.class,
                    () -> journal.append(List.of(Given.heard("second"), Given.understood(heard))));
            assertEquals(Code.UNAVAILABLE, failed.code());
        }
        assertEquals(List.of("first"), Given.externalIds(journal));
        assertEquals(new Receipt(first.position(), true), Given.hear(journal, "first"));
        failing[0] = false;
        List<Receipt> receipts = journal.append(List.of(Given.heard("second"), Given.understood(heard)));
        assertEquals(List.of(new Receipt(Position.of(2), false), new Receipt(Position.of(3), false)), receipts);
    }

    @Test
    void what_reached_the_disk_although_the_commit_failed_is_part_of_the_journal() {
        boolean[] failing = new boolean[1];
        Disk disk = new Disk() {
            @Override
            public void committed(int entries) throws SQLException {
                if (failing[0]) {
                    throw new SQLException("disk I/O error", "", SQLiteErrorCode.SQLITE_IOERR.code);
                }
            }
        };
        SqliteJournal journal = open(JournalSettings.defaults(), disk);
        Entry.Heard heard = Given.heardAt(journal, Given.hear(journal, "first").position());
        failing[0] = true;
        assertThrows(
                AntiphonException.class, () -> journal.append(List.of(Given.heard("second"), Given.understood(heard))));
        failing[0] = false;
        List<Receipt> again =
                journal.append(List.of(Given.understood(heard), Given.heard("second"), Given.heard("third")));
        assertEquals(
                List.of(
                        new Receipt(Position.of(3), true),
                        new Receipt(Position.of(2), true),
                        new Receipt(Position.of(4), false)),
                again);
        assertEquals(4, Given.all(journal).size());
    }

    @Test
    void an_entry_that_derives_from_nothing_in_the_journal_is_refused() {
        SqliteJournal journal = open(JournalSettings.defaults(), Disk.REAL);
        Entry.Heard stranger = (Entry.Heard) Given.heard("a").at(Position.of(7), "0-7", clock.instant());
        AntiphonException refused =
                assertThrows(AntiphonException.class, () -> journal.append(List.of(Given.understood(stranger))));
        assertEquals(Code.INVALID, refused.code());
    }
}
