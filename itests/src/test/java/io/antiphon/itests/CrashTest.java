package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed as by a power cut while it works; what it acknowledged is there afterwards, once. */
@OneByOne
class CrashTest {

    /** How often the process is killed under load. */
    private static final int ROUNDS = Integer.getInteger("antiphon.crash.rounds", 2);

    /** How many rows the file has. */
    private static final int ROWS = Integer.getInteger("antiphon.crash.rows", 20_000);

    private static final int TRACED = 300;

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("antiphon.crash.seed", System.nanoTime()));

    @Test
    void whatWasAcknowledgedIsThereOnceAfterEveryKill() throws Exception {
        try (Distribution antiphon = plugIn(Distribution.fresh().start());
                Poster poster = Poster.start(antiphon, 8, 300)) {
            for (int round = 1; round <= ROUNDS; round++) {
                int known = poster.acknowledged().size();
                antiphon.await(
                        "signals are acknowledged again",
                        Duration.ofSeconds(30),
                        () -> poster.acknowledged().size() > known);
                Thread.sleep(random.nextInt(2500)); // the random moment
                antiphon.kill().start();
            }
            poster.close();
            Heard.settled(antiphon);
            Map<String, String> positions = assertEachOnce(antiphon, poster);
            assertTracesWhole(antiphon, poster, positions);
            String check = antiphon.shell("antiphon:journal check");
            assertTrue(check.contains("Nothing is damaged."), check);
            System.out.printf(
                    "crash: %d kills, %d acknowledged, %d offered, %d heard%n",
                    ROUNDS, poster.acknowledged().size(), poster.offered().size(), positions.size());
        }
    }

    private Map<String, String> assertEachOnce(Distribution antiphon, Poster poster) {
        Map<String, String> positions = new HashMap<>();
        Map<String, Integer> requests = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        Heard.each(antiphon, "api", item -> {
            String id = item.get("externalId").asText();
            if (positions.put(id, item.get("id").asText()) != null) {
                wrong.add("twice: " + id);
            }
            if (!poster.offered().contains(id) || !item.get("text").asText().equals(poster.text(id))) {
                wrong.add("not as offered: " + id);
            }
            requests.merge(id.substring(0, id.lastIndexOf('-')), 1, Integer::sum);
        });
        Set<String> lost = new HashSet<>(poster.acknowledged());
        lost.removeAll(positions.keySet());
        assertEquals(List.of(), wrong);
        assertEquals(Set.of(), lost, "acknowledged and lost");
        requests.values().removeIf(size -> size == 1 || size == Poster.BATCH);
        assertEquals(Map.of(), requests, "half a request was heard");
        return positions;
    }

    /** An enricher and a policy that have a word on every signal, so that a trace shows what was done about each. */
    private Distribution plugIn(Distribution antiphon) throws Exception {
        antiphon.deploy(PluginJar.of(folder, "Echo", "1.0.0", """
                @Component(service = Enricher.class) @Named("echo")
                public class Echo implements Enricher {
                    public List<Insight> enrich(Signal signal, Profile profile) {
                        return List.of(Insight.of("echo", String.valueOf(signal.externalId())));
                    }
                }
                """));
        antiphon.deploy(PluginJar.of(folder, "Note", "1.0.0", """
                @Component(service = Policy.class) @Named("note")
                public class Note implements Policy {
                    public List<Action> decide(Entry entry, Profile profile) {
                        return entry instanceof Entry.Understood ? List.of(Action.of("note", "")) : List.of();
                    }
                }
                """));
        antiphon.await("the probes are plugged in", Duration.ofSeconds(60), () -> {
            String plugins = Heard.get(antiphon, "/api/plugins").toString();
            return plugins.contains("\"echo\"") && plugins.contains("\"note\"");
        });
        return antiphon;
    }

    private void assertTracesWhole(Distribution antiphon, Poster poster, Map<String, String> positions) {
        List<String> ids = new ArrayList<>(poster.acknowledged());
        for (int i = 0; i < TRACED; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            JsonNode trace =
                    Heard.get(antiphon, "/api/signals/" + positions.get(id)).get("trace");
            Map<String, Integer> kinds = new TreeMap<>();
            trace.forEach(entry -> kinds.merge(entry.get("kind").asText(), 1, Integer::sum));
            assertEquals(Map.of("heard", 1, "understood", 1, "decided", 1), kinds, id + ": " + trace);
            Set<String> entries = new HashSet<>();
            trace.forEach(entry -> assertTrue(entries.add(entry.get("id").asText()), "twice in the trace of " + id));
        }
    }

    @Test
    void aFileIsHeardWholeAndOnceThoughItsReaderIsKilledInTheMiddle() throws Exception {
        Path folder = Files.createTempDirectory("antiphon-rows-");
        try (Distribution antiphon = Distribution.fresh().start()) {
            Path file = Files.move(rows(), folder.resolve("rows.csv"));
            antiphon.connect(
                    "rows",
                    Map.of(
                            "connector",
                            "file",
                            "folder",
                            folder.toString(),
                            "kind",
                            "survey-response",
                            "map.text",
                            "Comment",
                            "interval",
                            "1s",
                            "settle",
                            "0s"));
            for (int kill = 1; kill <= 3; kill++) {
                long some = kill * ROWS / 5L;
                antiphon.await(
                        "rows are being heard",
                        Duration.ofMinutes(2),
                        () -> antiphon.metrics().getOrDefault("antiphon_journal_end", 0.0) > some);
                antiphon.kill().start();
            }
            antiphon.await("the file is done", Duration.ofMinutes(4), () -> Files.notExists(file));
            Set<String> rows = new HashSet<>();
            Heard.each(
                    antiphon,
                    "rows",
                    item -> assertTrue(rows.add(item.get("text").asText()), "twice: " + item));
            assertEquals(ROWS, rows.size());
            assertEquals(
                    0,
                    Heard.get(antiphon, "/api/deadletters?connection=rows")
                            .get("items")
                            .size());
        }
        try (var left = Files.walk(folder)) {
            left.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    private static Path rows() throws IOException {
        Path file = Files.createTempFile("antiphon-", ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("Respondent,Comment\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write(row + ",\"Respondent " + row + " says, \"\"fine\"\"\"\n");
            }
        }
        return file;
    }
}
