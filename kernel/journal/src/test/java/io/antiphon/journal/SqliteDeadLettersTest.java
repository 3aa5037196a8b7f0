package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Received;
import io.antiphon.tck.SettableClock;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters: kept whole, once, durably. */
class SqliteDeadLettersTest {

    @TempDir
    private Path directory;

    private final SettableClock clock = SettableClock.at(Given.NOW);
    private final AtomicInteger commits = new AtomicInteger();
    private final Disk disk = new Disk() {
        @Override
        public void committing(int entries) {
            commits.incrementAndGet();
        }
    };
    private SqliteDeadLetters letters;

    @BeforeEach
    void open() {
        letters = SqliteDeadLetters.open(directory, clock, disk);
    }

    @AfterEach
    void close() throws Exception {
        letters.close();
    }

    private void reopen() throws Exception {
        close();
        open();
    }

    @Test
    void a_letter_is_kept_as_it_was_received() throws Exception {
        byte[] body = {0, -1, 65, 10};
        Received received = new Received(body, Map.of("Content-Type", "a/b", "x", "é\uD83D"), "survey.csv:17");
        long id = letters.keep("files", received, "column 3: not a date");
        reopen();
        DeadLetter letter = letters.get(id).orElseThrow();
        assertArrayEquals(body, letter.received().body());
        assertEquals(received.headers(), letter.received().headers());
        assertEquals("survey.csv:17", letter.received().origin());
        assertEquals("files", letter.connection());
        assertEquals("column 3: not a date", letter.reason());
        assertEquals(clock.instant(), letter.at());
        assertEquals(1, letter.attempts());
        assertEquals(Optional.empty(), letters.get(id + 1));
    }

    @Test
    void the_same_connection_origin_and_bytes_are_kept_once() throws Exception {
        long id = letters.keep("files", Received.of("x", "a:1"), "bad");
        assertEquals(id, letters.keep("files", Received.of("x", "a:1"), "bad again"));
        reopen();
        assertEquals(id, letters.keep("files", Received.of("x", "a:1"), "bad again"));
        assertEquals(1, letters.count(null));
        letters.keep("files", Received.of("x", "a:2"), "bad");
        letters.keep("files", Received.of("y", "a:1"), "bad");
        letters.keep("mail", Received.of("x", "a:1"), "bad");
        assertEquals(4, letters.count(null));
        assertEquals(3, letters.count("files"));
    }

    @Test
    void letters_are_paged_newest_first() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(0, letters.keep(i % 5 == 0 ? "mail" : "files", Received.of("x", "a:" + i), "bad"));
        }
        List<Long> paged = new ArrayList<>();
        Long before = null;
        for (var page = letters.page(null, before, 10); !page.isEmpty(); page = letters.page(null, before, 10)) {
            page.forEach(letter -> paged.add(letter.id()));
            before = page.get(page.size() - 1).id();
        }
        assertEquals(ids, paged);
        assertEquals(5, letters.page("mail", null, 10).size());
        assertEquals(List.of(), letters.page("nobody", null, 10));
    }

    @Test
    void a_letter_that_failed_again_says_so_and_one_that_was_removed_is_gone() throws Exception {
        long id = letters.keep("files", Received.of("x", "a:1"), "bad");
        letters.failedAgain(id, "worse");
        reopen();
        assertEquals(2, letters.get(id).orElseThrow().attempts());
        assertEquals("worse", letters.get(id).orElseThrow().reason());
        letters.remove(id);
        letters.remove(id);
        assertEquals(0, letters.count("files"));
        reopen();
        assertEquals(Optional.empty(), letters.get(id));
        assertTrue(letters.keep("files", Received.of("x", "a:1"), "bad") > id, "ids are not used twice");
    }

    @Test
    void a_very_large_body_is_cut_and_its_reason_says_so() {
        byte[] body = new byte[Letter.MOST_BYTES + 10];
        Arrays.fill(body, (byte) 'x');
        long id = letters.keep("files", new Received(body, Map.of(), "big"), "too large to parse.");
        DeadLetter letter = letters.get(id).orElseThrow();
        assertEquals(Letter.MOST_BYTES, letter.received().body().length);
        assertTrue(letter.reason().contains(Integer.toString(body.length)), letter.reason());
        byte[] other = body.clone();
        other[body.length - 1] = 'y';
        assertFalse(id == letters.keep("files", new Received(other, Map.of(), "big"), "too large to parse."));
    }

    @Test
    void many_callers_share_commits() throws Exception {
        int callers = 8;
        int each = 200;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Long>>> futures = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            futures.add(threads.submit(() -> {
                List<Long> ids = new ArrayList<>();
                start.await();
                for (int n = 0; n < each; n++) {
                    ids.add(letters.keep("files", Received.of("x", caller + ":" + n), "bad"));
                }
                return ids;
            }));
        }
        start.countDown();
        Set<Long> all = new HashSet<>();
        for (Future<List<Long>> future : futures) {
            all.addAll(future.get());
        }
        threads.shutdown();
        assertEquals(callers * each, all.size());
        assertEquals(callers * each, letters.count("files"));
        assertTrue(commits.get() < callers * each, commits + " commits");
    }

    @Test
    void a_damaged_file_is_kept_aside_and_what_can_be_read_is_saved() throws Exception {
        for (int i = 0; i < 500; i++) {
            letters.keep("files", Received.of("x".repeat(500), "a:" + i), "bad");
        }
        letters.close();
        Path file = directory.resolve(SqliteDeadLetters.FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(100), 0);
        }
        open();
        assertEquals(1, letters.problems().size());
        try (var files = Files.list(directory)) {
            assertTrue(files.anyMatch(other -> other.toString().contains(".db.damaged-")));
        }
        letters.keep("files", Received.of("x", "new"), "bad");
    }

    @Test
    void a_newer_format_is_refused() throws Exception {
        letters.close();
        try (Connection connection = Sqlite.plain(directory.resolve(SqliteDeadLetters.FILE))) {
            Sqlite.run(connection, "UPDATE meta SET value = '2' WHERE name = 'format'");
        }
        AntiphonException refused = assertThrows(AntiphonException.class, this::open);
        assertTrue(String.valueOf(refused.getMessage()).contains("newer version"), refused::getMessage);
        try (Connection connection = Sqlite.plain(directory.resolve(SqliteDeadLetters.FILE))) {
            Sqlite.run(connection, "UPDATE meta SET value = '1' WHERE name = 'format'");
        }
        open();
    }
}
