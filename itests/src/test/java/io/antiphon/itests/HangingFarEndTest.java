package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A far end that takes what it is given and never answers is visible soon and everywhere. Its connector is exchanged
 * meanwhile, another far end goes on, and all arrives by itself when it answers again.
 */
class HangingFarEndTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String POLICY = """
            export function decide(entry) {
              const signal = entry.signal;
              if (entry.type !== 'understood' || !signal.attributes.over) {
                return [];
              }
              return { type: 'reply', connection: signal.attributes.over, to: signal.identities[0], text: signal.externalId };
            }
            """;

    private final Distribution antiphon = Distribution.fresh();
    private FarEnds hanging;
    private FarEnds well;

    @TempDir
    Path folder;

    @BeforeEach
    void connect() throws Exception {
        antiphon.start();
        hanging = new FarEnds();
        well = new FarEnds();
        hanging.connect(antiphon, "hangs", Duration.ofSeconds(2));
        well.connect(antiphon, "works", Duration.ofSeconds(2));
        ScriptFiles.save(antiphon, "over.policy.js", POLICY);
        ScriptFiles.await(antiphon, "over.policy.js", "live");
    }

    @AfterEach
    void close() {
        antiphon.close();
        hanging.close();
        well.close();
    }

    @Test
    void itIsVisibleItsConnectorIsExchangedAndAllArrivesWhenItAnswersAgain() throws Exception {
        hanging.silent(true);
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            ask("hangs", "before-" + i);
            asked.add("before-" + i);
        }
        antiphon.await("a problem shows", SOON, () -> !problems().equals("[]"));
        assertTrue(problems().contains("performed nothing"), this::problems);
        assertSeenEverywhere();

        HttpResponse<String> upgraded = Editions.put(antiphon, newer());
        assertEquals(200, upgraded.statusCode(), upgraded.body());
        System.out.println("exchanged while its far end hung: " + upgraded.body());
        ask("works", "beside");
        antiphon.await("the other goes on", SOON, () -> texts(well).equals(Set.of("beside")));
        ask("hangs", "after");
        asked.add("after");
        antiphon.await("the problem shows again", SOON, () -> !problems().equals("[]"));

        hanging.silent(false);
        antiphon.await(
                "all have arrived", SOON, () -> connection().get("performed").asInt() == asked.size());
        assertEquals(asked, texts(hanging));
        assertEquals(asked.size(), hanging.actions().size(), "each as one action, however often it was offered");
        antiphon.await("it is well again", SOON, () -> problems().equals("[]"));
        antiphon.await(
                "the journal tells the end as well", SOON, () -> commands().contains("recovered"));
    }

    private void ask(String connection, String id) {
        assertEquals(
                202,
                antiphon.post("/api/signals", """
                        {"externalId":"%s","kind":"question","text":"Where is it?","attributes":{"over":"%s"},
                         "identities":[{"scheme":"email","value":"%s@example.org"}]}""".formatted(id, connection, id)).statusCode());
    }

    private void assertSeenEverywhere() {
        antiphon.await("metrics tell it", SOON, () -> antiphon.metrics().entrySet().stream()
                .anyMatch(metric -> metric.getKey().startsWith("antiphon_connections{")
                        && metric.getKey().contains("failing")
                        && metric.getValue() > 0));
        antiphon.await("the journal tells it", SOON, () -> commands().contains("connection hangs"));
        assertTrue(antiphon.shell("antiphon:connections")
                .lines()
                .anyMatch(line -> line.contains("hangs") && line.contains("failing")));
    }

    private String commands() {
        return antiphon.shell("antiphon:commands");
    }

    private JsonNode connection() {
        return Heard.get(antiphon, "/api/connections/hangs");
    }

    private String problems() {
        return connection().get("problems").toString();
    }

    private static Set<String> texts(FarEnds ends) {
        Set<String> texts = new HashSet<>();
        ends.arrivals().forEach(arrival -> texts.add(arrival.text()));
        return texts;
    }

    /** The shipped connector under a higher version. */
    private Path newer() throws Exception {
        Path shipped = Distribution.launcher().resolveSibling("assembly/target/assembly/system/io/antiphon");
        try (var files = Files.walk(shipped)) {
            Path jar = files.filter(file -> file.getFileName().toString().startsWith("connector-webhook-out-"))
                    .findFirst()
                    .orElseThrow();
            Path copy = Files.copy(jar, folder.resolve("shipped.jar"));
            return PluginJar.rewritten(copy, "newer.jar", main -> main.putValue("Bundle-Version", "99.0.0"));
        }
    }
}
