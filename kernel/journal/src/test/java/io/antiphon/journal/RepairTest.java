package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bad disk, a power failure or a person does to the files, and what is left of them after the next start. */
class RepairTest {

    @TempDir
    private Path directory;

    /** Leaves files as a killed process does: the log is not copied into the database. */
    private void fillAndLeave(int entries) throws Exception {
        Path live = Files.createDirectory(directory.resolve("live"));
        try (SqliteJournal journal = Given.open(live)) {
            for (int i = 0; i < entries; i++) {
                Given.hear(journal, "m" + i);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(live, "*.db*")) {
                for (Path file : files) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
        }
    }

    private void fill(int entries) throws Exception {
        try (SqliteJournal journal = Given.open(directory)) {
            for (int from = 0; from < entries; from += 500) {
                Given.hearMany(journal, from, Math.min(entries, from + 500));
            }
        }
    }

    private Path segment() {
        return Given.onlySegment(directory);
    }

    private List<Path> aside() throws IOException {
        List<Path> aside = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.damaged-*")) {
            files.forEach(aside::add);
        }
        return aside;
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 0x55));
            channel.write(one.flip(), at);
        }
    }

    private static void overwrite(Path file, long at, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(bytes), at);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = Sqlite.plain(segment())) {
            Sqlite.run(connection, statement);
        }
    }

    @Test
    void after_a_kill_everything_is_there_and_nothing_is_said() throws Exception {
        fillAndLeave(50);
        assertTrue(Files.size(Sqlite.wal(segment())) > 0);
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 50), Given.externalIds(journal));
            assertEquals(List.of(), journal.problems());
            assertEquals(Position.of(51), Given.hear(journal, "next").position());
        }
        assertEquals(List.of(), aside());
    }

    @Test
    void a_torn_end_of_the_log_is_cut_off_kept_and_told_and_its_positions_are_not_given_out_again() throws Exception {
        fillAndLeave(50);
        Path wal = Sqlite.wal(segment());
        flip(wal, Files.size(wal) - 100);
        Position next;
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 49), Given.externalIds(journal));
            assertEquals(Position.of(49), journal.end());
            assertEquals(1, journal.problems().size());
            assertTrue(journal.problems().get(0).what().contains("cut off"), journal.problems()::toString);
            assertEquals(1, aside().size());
            assertEquals(
                    wal.getFileName() + ".damaged-",
                    aside().get(0)
                            .getFileName()
                            .toString()
                            .substring(0, wal.getFileName().toString().length() + 9));
            assertFalse(Given.hear(journal, "m49").repeated(), "it was lost, so it is new");
            next = journal.end();
            assertTrue(next.isAfter(Position.of(50)));
        }
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 50), Given.externalIds(journal));
            assertEquals(List.of(), journal.problems());
            assertEquals(List.of(), journal.check());
            assertTrue(Given.hear(journal, "m49").repeated());
            assertEquals(next, journal.end());
        }
    }

    @Test
    void a_frame_that_was_being_written_is_cut_off_and_kept_and_leaves_no_gap() throws Exception {
        fillAndLeave(50);
        Path wal = Sqlite.wal(segment());
        int frame = SegmentWriter.PAGE_BYTES + 24;
        byte[] half = new byte[200];
        try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.READ)) {
            channel.read(ByteBuffer.wrap(half), Files.size(wal) - frame);
        }
        Files.write(wal, half, StandardOpenOption.APPEND);
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 50), Given.externalIds(journal));
            assertTrue(journal.problems().get(0).what().contains("nothing acknowledged"), journal.problems()::toString);
            assertEquals(Position.of(51), Given.hear(journal, "next").position());
        }
        assertEquals(200, Files.size(aside().get(0)));
    }

    @Test
    void a_shortened_log_loses_only_its_end() throws Exception {
        fillAndLeave(50);
        Path wal = Sqlite.wal(segment());
        try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(wal) - 5000);
        }
        try (SqliteJournal journal = Given.open(directory)) {
            List<String> left = Given.externalIds(journal);
            assertEquals(Given.ids(0, left.size()), left);
            assertTrue(left.size() >= 48, left::toString);
            assertEquals(1, journal.problems().size());
        }
    }

    @Test
    void a_log_whose_header_is_gone_is_kept_and_told() throws Exception {
        fillAndLeave(50);
        overwrite(Sqlite.wal(segment()), 0, 32);
        try (SqliteJournal journal = Given.open(directory)) {
            assertFalse(journal.problems().isEmpty());
            Position first = Given.hear(journal, "new").position();
            assertTrue(first.isAfter(Position.of(50)), first::toString);
        }
        assertFalse(aside().isEmpty());
    }

    @Test
    void damaged_entries_at_the_end_are_cut_off_and_kept() throws Exception {
        fill(20);
        sql("UPDATE entry SET body = x'7b7d' WHERE position >= 18");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 17), Given.externalIds(journal));
            assertEquals(Position.of(17), journal.end());
            assertTrue(journal.problems().get(0).what().contains("cut off"), journal.problems()::toString);
            assertEquals(Position.of(21), Given.hear(journal, "m17").position());
            assertEquals(
                    Position.of(17), journal.read(Position.of(16), 1).get(0).position());
            assertEquals(
                    Position.of(21), journal.read(Position.of(17), 1).get(0).position());
        }
        assertEquals(1, aside().size());
        try (Connection kept = Sqlite.plain(aside().get(0))) {
            assertEquals(3, Sqlite.number(kept, "SELECT count(*) FROM entry"));
        }
    }

    @Test
    void a_damaged_entry_in_the_middle_is_replaced_by_a_stand_in_and_told() throws Exception {
        fill(20);
        sql("UPDATE entry SET crc = crc + 1 WHERE position = 10");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Position.of(20), journal.end());
            assertEquals(
                    "damaged", Given.heardAt(journal, Position.of(10)).signal().kind());
            assertEquals("m10", Given.heardAt(journal, Position.of(11)).signal().externalId());
            assertEquals(20, Given.all(journal).size());
            assertEquals(1, journal.problems().size());
            assertEquals(1, journal.check().size());
            assertTrue(journal.check().get(0).where().contains("0-10"), journal.check()::toString);
        }
    }

    @Test
    void a_missing_entry_is_told() throws Exception {
        fill(20);
        sql("DELETE FROM entry WHERE position = 10");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(19, Given.all(journal).size());
            assertTrue(journal.problems().get(0).what().contains("0-10"), journal.problems()::toString);
            assertTrue(journal.check().get(0).what().contains("0-10"), journal.check()::toString);
        }
    }

    @Test
    void a_malformed_database_is_salvaged_from_both_ends() throws Exception {
        fill(5000);
        damageTheMiddle();
        try (SqliteJournal journal = Given.open(directory)) {
            List<String> left = Given.externalIds(journal);
            assertTrue(left.size() > 4000 && left.size() < 5000, () -> left.size() + " entries left");
            assertEquals("m0", left.get(0));
            assertEquals("m4999", left.get(left.size() - 1));
            assertFalse(journal.problems().isEmpty());
            assertTrue(Given.hear(journal, "m4999").repeated());
            assertTrue(journal.end().isAfter(Position.of(4999)));
        }
        assertEquals(1, aside().size());
    }

    private void damageTheMiddle() throws IOException {
        long middle = Files.size(segment()) / 2 / SegmentWriter.PAGE_BYTES * SegmentWriter.PAGE_BYTES;
        overwrite(segment(), middle, SegmentWriter.PAGE_BYTES * 4);
    }

    @Test
    void damage_that_is_met_only_when_reading_is_told_and_mended_at_the_next_start() throws Exception {
        fill(25_000);
        damageTheMiddle();
        try (SqliteJournal journal = Given.open(directory)) {
            AntiphonException told = assertThrows(AntiphonException.class, () -> Given.all(journal));
            assertTrue(String.valueOf(told.getMessage()).contains("Restart"), told::getMessage);
            assertFalse(journal.check().isEmpty());
        }
        try (SqliteJournal journal = Given.open(directory)) {
            List<String> left = Given.externalIds(journal);
            assertTrue(left.size() > 24_000 && left.size() < 25_000, () -> left.size() + " entries left");
            assertFalse(journal.problems().isEmpty());
        }
        assertEquals(1, aside().size());
        try (SqliteJournal journal = Given.open(directory)) {
            assertTrue(Given.externalIds(journal).size() > 24_000);
        }
        assertEquals(1, aside().size());
    }

    @Test
    void a_file_that_is_no_database_is_kept_aside_and_the_journal_goes_on_behind_it() throws Exception {
        fill(100);
        overwrite(segment(), 0, 4096);
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(List.of(), Given.all(journal));
            assertFalse(journal.problems().isEmpty());
            assertTrue(Given.hear(journal, "new").position().isAfter(Position.of(100)));
        }
        assertEquals(1, aside().size());
    }

    @Test
    void a_journal_that_is_behind_what_it_had_reached_goes_on_behind_that() throws Exception {
        fill(100);
        Path backup = Files.copy(segment(), directory.resolve("backup"));
        try (SqliteJournal journal = Given.open(directory)) {
            Given.hearMany(journal, 100, 200);
        }
        Files.move(backup, segment(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 100), Given.externalIds(journal));
            assertTrue(journal.problems().get(0).what().contains("entries are missing"), journal.problems()::toString);
            assertFalse(Given.hear(journal, "m150").repeated());
            assertTrue(journal.end().isAfter(Position.of(200)));
        }
    }

    @Test
    void a_newer_format_is_refused_in_one_line() throws Exception {
        fill(10);
        sql("UPDATE meta SET value = '3' WHERE name = 'format'");
        AntiphonException refused = assertThrows(AntiphonException.class, () -> Given.open(directory));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.contains("newer version") && message.contains(segment().toString()), message);
        assertEquals(1, message.lines().count());
        sql("UPDATE meta SET value = '2' WHERE name = 'format'");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 10), Given.externalIds(journal));
        }
    }

    @Test
    void what_is_added_to_a_segment_of_an_older_format_makes_it_one_of_this() throws Exception {
        fill(10);
        sql("UPDATE meta SET value = '1' WHERE name = 'format'");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 10), Given.externalIds(journal));
            Given.hear(journal, "one more");
        }
        try (Connection connection = Sqlite.plain(segment())) {
            assertEquals(2, Sqlite.number(connection, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'format'"));
        }
    }

    @Test
    void a_second_process_is_refused_in_one_line() throws Exception {
        try (SqliteJournal first = Given.open(directory)) {
            AntiphonException refused = assertThrows(AntiphonException.class, () -> Given.open(directory));
            String message = String.valueOf(refused.getMessage());
            assertTrue(
                    message.contains(
                            "in use by process " + ProcessHandle.current().pid()),
                    message);
            Given.hear(first, "still there");
        }
        Given.open(directory).close();
    }

    @Test
    void an_interrupted_salvage_is_finished() throws Exception {
        fill(10);
        Files.move(segment(), Path.of(segment() + Salvage.SUFFIX));
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 10), Given.externalIds(journal));
        }
        Files.writeString(Path.of(segment() + Salvage.SUFFIX), "half");
        try (SqliteJournal journal = Given.open(directory)) {
            assertEquals(Given.ids(0, 10), Given.externalIds(journal));
        }
        assertFalse(Files.exists(Path.of(segment() + Salvage.SUFFIX)));
    }

    @Test
    void a_follower_goes_on_over_a_gap() throws Exception {
        fill(20);
        sql("UPDATE entry SET body = x'7b7d' WHERE position >= 18");
        var told = new java.util.concurrent.LinkedBlockingQueue<Entry>();
        try (SqliteJournal journal = Given.open(directory);
                AutoCloseable following = journal.follow(Position.of(10), told::addAll)) {
            Given.hear(journal, "new");
            List<Position> seen = new ArrayList<>();
            while (seen.size() < 8) {
                Entry entry = told.poll(30, java.util.concurrent.TimeUnit.SECONDS);
                assertTrue(entry != null, seen::toString);
                seen.add(entry.position());
            }
            assertEquals(Position.of(17), seen.get(6));
            assertEquals(Position.of(21), seen.get(7));
        }
    }
}
