package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed: afterwards exactly one edition serves, and it is a committed one, even if it takes long to start. */
@OneByOne
class SwapCrashTest {

    @TempDir
    Path folder;

    private Distribution antiphon;
    private Editions editions;
    private Path marker;

    @BeforeEach
    void start() {
        antiphon = Distribution.fresh().start();
        editions = new Editions(folder);
        marker = folder.resolve("reached");
    }

    @AfterEach
    void stop() {
        antiphon.close();
    }

    @Test
    void killedInAnyPhaseExactlyOneCommittedEditionServes() throws Exception {
        String linger = Editions.lingerAt(marker);
        Editions.put(antiphon, editions.edition("1.0.0", "", linger, "", ""));
        Editions.connect(antiphon);

        killIn("starting the new one", editions.edition("2.0.0", linger, "", "", ""));
        assertServes("1.0.0");
        killIn("proving the new one", editions.edition("2.1.0", "", "", linger, ""));
        assertServes("1.0.0");
        killIn("stopping the old one", editions.edition("2.2.0", "", "", "", ""));
        assertServes("1.0.0");
        killAfterAnswer(editions.edition("2.3.0", "", "", "", ""));
        assertServes("2.3.0");
        killIn("the connection's start on the new one", editions.edition("2.4.0", "", "", "", linger));
        assertServes("2.3.0");
    }

    @Test
    void whatHangsWhenItIsStartedAgainHoldsUpNobodyElse() throws Exception {
        String awkward = """
                @Component(immediate = true, service = Awkward.class)
                public class Awkward {
                    public Awkward() {
                        while (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                            try { Thread.sleep(10); } catch (InterruptedException e) { }
                        }
                    }
                }
                """;
        Editions.put(antiphon, PluginJar.of(folder, "Awkward", "1.0.0", awkward.formatted(marker)));
        Editions.put(antiphon, editions.edition("1.0.0", "", "", "", ""));
        Editions.connect(antiphon);
        Files.createFile(marker);
        antiphon.kill().start();
        assertServes("1.0.0");
        assertTrue(
                problems().contains("\"bundle probe.Awkward\",\"what\":\"Starting probe.Awkward 1.0.0 did not return"),
                this::problems);
        assertEquals(
                200,
                Editions.put(
                                antiphon,
                                PluginJar.of(folder, "Awkward", "1.1.0", awkward.formatted(folder.resolve("never"))))
                        .statusCode());
        assertTrue(!problems().contains("Awkward"), this::problems);
    }

    private String problems() {
        return Heard.get(antiphon, "/api/status").get("problems").toString();
    }

    private void killIn(String phase, Path jar) throws Exception {
        Files.deleteIfExists(marker);
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            try {
                Editions.put(antiphon, jar);
            } catch (Exception e) {
                // the process is killed under it
            }
        });
        antiphon.await(phase, Duration.ofSeconds(60), () -> Files.exists(marker));
        antiphon.kill().start();
        asked.join();
    }

    private void killAfterAnswer(Path jar) throws Exception {
        assertEquals(200, Editions.put(antiphon, jar).statusCode());
        antiphon.kill().start();
    }

    private void assertServes(String version) {
        Editions.awaitRunning(antiphon);
        assertEquals("edition " + version + " heard after " + version, Editions.say(antiphon, "after " + version));
        assertEquals(version, Editions.plugged(antiphon).get("version").asText());
        long installed = antiphon.shell("bundle:list -s -t 0 --no-format")
                .lines()
                .filter(line -> line.contains(Editions.NAME))
                .count();
        assertEquals(1, installed, "bundles of that name");
    }
}
