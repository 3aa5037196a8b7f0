package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends is killed with {@code kill -9}, again and again, on the same journal. */
class CrashTest {

    private static final int ROUNDS = 6;

    @TempDir
    private Path directory;

    private final Random random = new Random();
    private final Map<String, Position> acknowledged = new HashMap<>();

    @Test
    void what_was_acknowledged_before_a_kill_is_there_exactly_once_and_whole_batches_only() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            killAfterSome("round" + round, 200 + random.nextInt(4000));
            assertTrue(acknowledged.size() > before);
            verify();
        }
    }

    private void killAfterSome(String prefix, int lines) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        directory.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            int count = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line);
                if (++count == lines) {
                    child.toHandle().destroyForcibly();
                }
            }
            assertTrue(count >= lines, () -> "the child ended by itself, see above");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** The pipe may end in the middle of a line. */
    private void note(String line) {
        String[] words = line.split(" ");
        if (words.length == 2 && words[1].matches("round\\d+\\.\\d+\\.\\d+")) {
            acknowledged.putIfAbsent(words[1], Position.parse(words[0]));
        }
    }

    private void verify() throws Exception {
        try (SqliteJournal journal = Given.open(directory)) {
            for (Problem problem : journal.problems()) {
                assertTrue(problem.what().contains("nothing acknowledged was in them"), problem::toString);
            }
            Map<String, Position> heard = new HashMap<>();
            Set<String> understood = new HashSet<>();
            long expected = 1;
            for (Entry entry : Given.all(journal)) {
                assertEquals(Position.of(expected++), entry.position(), "a gap");
                if (entry instanceof Entry.Heard signal) {
                    String id = String.valueOf(signal.signal().externalId());
                    assertEquals(null, heard.put(id, entry.position()), () -> id + " is there twice");
                } else {
                    assertTrue(understood.add(entry.id()), () -> entry.id() + " is there twice");
                }
            }
            acknowledged.forEach((id, position) -> assertTrue(
                    position.equals(heard.get(id)) || truncated(id, position, heard),
                    () -> id + " was at " + position));
            assertWholeBatches(heard);
            assertEquals(List.of(), journal.check());
            String any = acknowledged.keySet().iterator().next();
            assertTrue(Given.hear(journal, any).repeated());
        }
    }

    /** The last line that came through the pipe may have lost its last digits. */
    private static boolean truncated(String id, Position position, Map<String, Position> heard) {
        return heard.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(id) && entry.getValue().equals(position));
    }

    private static void assertWholeBatches(Map<String, Position> heard) {
        for (String id : heard.keySet()) {
            int dot = id.lastIndexOf('.');
            int caller = Integer.parseInt(id.substring(id.indexOf('.') + 1, dot));
            int batch = 1 + caller * 3;
            int n = Integer.parseInt(id.substring(dot + 1));
            int start = n - n % batch;
            for (int i = start; i < start + batch; i++) {
                String member = id.substring(0, dot + 1) + i;
                assertFalse(heard.get(member) == null, () -> member + " of a batch is missing");
            }
        }
    }
}
