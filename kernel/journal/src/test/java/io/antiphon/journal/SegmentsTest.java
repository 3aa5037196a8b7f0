package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal.Segment;
import io.antiphon.spi.Position;
import io.antiphon.tck.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the journal is cut into files, and how old ones are dropped. */
class SegmentsTest {

    @TempDir
    private Path directory;

    private final SettableClock clock = SettableClock.at(Given.NOW);

    private SqliteJournal open(JournalSettings settings) {
        return SqliteJournal.open(directory, settings, clock, Disk.REAL);
    }

    @Test
    void a_segment_that_has_grown_is_closed_into_a_single_file() throws Exception {
        try (SqliteJournal journal = open(JournalSettings.defaults().segments(50_000, false))) {
            for (int i = 0; i < 2000; i += 100) {
                Given.hearMany(journal, i, i + 100);
            }
            List<Segment> segments = journal.segments();
            assertTrue(segments.size() > 2, segments::toString);
            for (int i = 1; i < segments.size(); i++) {
                assertEquals(segments.get(i - 1).last().next(), segments.get(i).first());
                assertFalse(segments.get(i - 1).active());
            }
            assertTrue(segments.get(segments.size() - 1).active());
            assertEquals(2000, segments.stream().mapToLong(Segment::entries).sum());
            assertEquals(Given.ids(0, 2000), Given.externalIds(journal));
        }
        try (var files = Files.list(directory)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith("-wal")), "a log is left");
        }
    }

    @Test
    void a_segment_ends_with_its_month_also_over_a_restart() throws Exception {
        JournalSettings settings = JournalSettings.defaults();
        clock.set(Instant.parse("2026-01-31T23:59:59Z"));
        try (SqliteJournal journal = open(settings)) {
            Given.hear(journal, "a");
            Given.hear(journal, "b");
            clock.advance(Duration.ofSeconds(1));
            Given.hear(journal, "c");
            assertEquals(2, journal.segments().size());
        }
        clock.set(Instant.parse("2026-03-01T00:00:00Z"));
        try (SqliteJournal journal = open(settings)) {
            Given.hear(journal, "d");
            Given.hear(journal, "e");
            assertEquals(
                    List.of(2L, 1L, 2L),
                    journal.segments().stream().map(Segment::entries).toList());
        }
    }

    @Test
    void retention_drops_whole_old_segments_and_never_the_active_one() throws Exception {
        JournalSettings settings = JournalSettings.defaults().keeping(Duration.ofDays(40));
        clock.set(Instant.parse("2026-01-15T00:00:00Z"));
        try (SqliteJournal journal = open(settings)) {
            Given.hear(journal, "january");
            Entry.Heard january = Given.heardAt(journal, Position.of(1));
            clock.set(Instant.parse("2026-02-15T00:00:00Z"));
            Given.append(journal, Given.understood(january));
            Given.hear(journal, "february");
            clock.set(Instant.parse("2026-03-15T00:00:00Z"));
            Given.hear(journal, "march");
        }
        try (SqliteJournal journal = open(settings)) {
            awaitBegin(journal, Position.of(1));
            assertEquals(2, journal.segments().size());
            assertEquals(Optional.empty(), journal.get(Position.of(1)));
            Entry.Understood understood =
                    (Entry.Understood) journal.read(Position.START, 1).get(0);
            assertEquals("forgotten", understood.heard().signal().kind());
            assertEquals(true, understood.heard().signal().attributes().get("forgotten"));
            assertEquals(Position.of(1), understood.cause());
            assertTrue(Given.hear(journal, "february").repeated());
            assertFalse(Given.hear(journal, "january").repeated(), "what was dropped is heard as new");
            clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        }
        try (SqliteJournal journal = open(settings)) {
            awaitBegin(journal, Position.of(3));
            assertEquals(1, journal.segments().size());
            assertEquals(List.of("march", "january"), Given.externalIds(journal));
            assertTrue(Given.hear(journal, "march").repeated());
            assertEquals(List.of(), journal.problems());
        }
    }

    private static void awaitBegin(SqliteJournal journal, Position begin) {
        while (!journal.begin().equals(begin)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_missing_segment_is_told() throws Exception {
        JournalSettings settings = JournalSettings.defaults().segments(5_000, false);
        Path second;
        try (SqliteJournal journal = open(settings)) {
            for (int i = 0; i < 300; i += 100) {
                Given.hearMany(journal, i, i + 100);
            }
            second = directory.resolve(journal.segments().get(1).name());
        }
        Files.delete(second);
        try (SqliteJournal journal = open(settings)) {
            assertEquals(200, Given.all(journal).size());
            assertEquals(1, journal.problems().size());
            assertTrue(journal.problems().get(0).what().contains("0-101 to 0-200"), journal.problems()::toString);
        }
    }

    @Test
    void a_copy_of_the_files_of_a_closed_journal_is_a_backup(@TempDir Path elsewhere) throws Exception {
        try (SqliteJournal journal = open(JournalSettings.defaults().segments(20_000, false))) {
            Given.hearMany(journal, 0, 500);
        }
        try (var files = Files.newDirectoryStream(directory, "journal-*.db")) {
            for (Path file : files) {
                Files.copy(file, elsewhere.resolve(file.getFileName()));
            }
        }
        try (SqliteJournal copy = Given.open(elsewhere)) {
            assertEquals(Given.ids(0, 500), Given.externalIds(copy));
            assertTrue(Given.hear(copy, "m7").repeated());
        }
    }
}
