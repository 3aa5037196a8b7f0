package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles are installed, replaced, rolled back and removed on the running distribution; what is not fit is refused. */
@OneByOne
class SwapTest {

    private static Distribution antiphon;

    @TempDir
    Path folder;

    private Editions editions;

    @BeforeAll
    static void start() {
        antiphon = Distribution.fresh().start();
    }

    @AfterAll
    static void stop() {
        antiphon.close();
    }

    @BeforeEach
    void install() throws Exception {
        editions = new Editions(folder);
        Editions.put(antiphon, editions.good("1.0.0"));
        Editions.connect(antiphon);
    }

    @Test
    void anUpgradeARollbackAndARemovalAreMadeAndRecorded() throws Exception {
        assertEquals("edition 1.0.0 heard a", Editions.say(antiphon, "a"));

        HttpResponse<String> upgraded = Editions.put(antiphon, editions.good("1.1.0"));
        assertEquals(200, upgraded.statusCode(), upgraded.body());
        assertEquals("edition 1.1.0 heard b", Editions.say(antiphon, "b"));

        String said = antiphon.shell("antiphon:rollback " + Editions.NAME);
        assertTrue(said.contains("1.0.0"), said);
        assertEquals("edition 1.0.0 heard c", Editions.say(antiphon, "c"));

        assertEquals(200, antiphon.delete("/api/bundles/" + Editions.NAME).statusCode());
        assertEquals("removed", Editions.plugged(antiphon).get("state").asText());
        assertEquals(
                "absent",
                Heard.get(antiphon, "/api/connections/shop").get("status").asText());

        HttpResponse<String> back = antiphon.post("/api/bundles/" + Editions.NAME + "/rollback", "");
        assertEquals(2, back.statusCode() / 100, back.body());
        Editions.awaitRunning(antiphon);
        assertEquals("edition 1.0.0 heard d", Editions.say(antiphon, "d"));
        for (String command : new String[] {"install", "upgrade", "rollback", "remove"}) {
            assertTrue(commands().contains(command + " " + Editions.NAME), command + " is in " + commands());
        }
    }

    @Test
    void anEditionThatDoesNotStartIsTakenBack() throws Exception {
        Path jar = editions.edition("3.0.0", "if (true) throw new IllegalStateException(\"no licence\");", "", "", "");
        refused(Editions.put(antiphon, jar), 409, "no licence");
    }

    @Test
    void anEditionThatFindsFaultWithARunningConnectionIsTakenBack() throws Exception {
        Path jar = editions.edition(
                "3.1.0",
                "",
                "",
                "if (true) return List.of(Problem.error(\"shop\", \"The far end refuses the token.\", \"\"));",
                "");
        refused(Editions.put(antiphon, jar), 409, "The far end refuses the token.");
    }

    @Test
    void anEditionWhoseSourceDoesNotStartIsTakenBackAfterTheSwitch() throws Exception {
        Path jar =
                editions.edition("3.2.0", "", "", "", "if (true) throw new IllegalStateException(\"no such queue\");");
        refused(Editions.put(antiphon, jar), 409, "no such queue");
    }

    @Test
    void anEditionForANewerContractIsRefused() throws Exception {
        refused(
                Editions.put(antiphon, newerContract(editions.good("3.3.0"))),
                400,
                "needs io.antiphon.spi [7.0.0,8.0.0)");
    }

    @Test
    void aCorruptJarIsRefused() throws Exception {
        Path jar = editions.good("3.4.0");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(whole, whole.length / 2));
        HttpResponse<String> answer = Editions.put(antiphon, jar);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("is no whole jar"), answer.body());
        assertEquals("edition 1.0.0 heard whole", Editions.say(antiphon, "whole"));
    }

    @Test
    void aJarWithAnotherDigestThanStatedIsRefused() throws Exception {
        Path jar = editions.good("3.5.0");
        HttpResponse<String> answer =
                antiphon.send(antiphon.request("/api/bundles?name=shop.jar&sha256=" + "0".repeat(64))
                        .header("Content-Type", "application/java-archive")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofFile(jar)));
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("SHA-256"), answer.body());
    }

    @Test
    void theKernelIsNotReplaced() {
        HttpResponse<String> answer = antiphon.delete("/api/bundles/io.antiphon.journal");
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("belongs to the system"), answer.body());
    }

    @Test
    void aBundleOfTheDistributionIsReplacedAndGoneBackTo() throws Exception {
        Path shipped = Files.list(Distribution.launcher().getParent().resolve("connector-bundles/feed/target"))
                .filter(file -> file.getFileName().toString().matches("connector-feed-[^-]*(-SNAPSHOT)?\\.jar"))
                .findFirst()
                .orElseThrow();
        Path jar = versioned(shipped, "9.0.0");
        HttpResponse<String> upgraded = Editions.put(antiphon, jar);
        assertEquals(200, upgraded.statusCode(), upgraded.body());
        assertEquals("9.0.0", version("connector", "feed"));
        antiphon.stop().start();
        antiphon.await("it serves after a restart", Duration.ofSeconds(30), () -> version("connector", "feed")
                .equals("9.0.0"));
        HttpResponse<String> back = antiphon.post("/api/bundles/io.antiphon.connector.feed/rollback", "");
        assertEquals(200, back.statusCode(), back.body());
        assertTrue(version("connector", "feed").startsWith("0."), version("connector", "feed"));
    }

    private void refused(HttpResponse<String> answer, int status, String reason) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(reason), answer.body());
        assertEquals("edition 1.0.0 heard " + reason, Editions.say(antiphon, reason), "the old one serves");
        JsonNode plugged = Editions.plugged(antiphon);
        assertEquals("1.0.0", plugged.get("version").asText());
        assertTrue(plugged.get("refused").toString().contains(reason), "in the API: " + plugged);
        String shell = antiphon.shell("antiphon:bundles");
        assertTrue(shell.replaceAll("\\s+", " ").contains(reason), "in the shell: " + shell);
    }

    private static String version(String kind, String name) {
        for (JsonNode plugin : Heard.get(antiphon, "/api/plugins").get("items")) {
            if (plugin.get("kind").asText().equals(kind)
                    && plugin.get("name").asText().equals(name)) {
                return plugin.get("version").asText();
            }
        }
        return "";
    }

    /** The commands in the journal, each with its subject. */
    private static String commands() {
        return antiphon.shell("antiphon:commands -n 200").replaceAll("[ \\t]+", " ");
    }

    private static Path newerContract(Path jar) throws Exception {
        return PluginJar.rewritten(jar, "newer.jar", main -> {
            String imports = main.getValue("Import-Package");
            main.putValue(
                    "Import-Package",
                    imports.replaceAll("io\\.antiphon\\.spi;version=\"[^\"]*\"", "io.antiphon.spi;version=\"[7,8)\""));
        });
    }

    private Path versioned(Path jar, String version) throws Exception {
        return PluginJar.rewritten(
                jar, folder.resolve("v.jar").toString(), main -> main.putValue("Bundle-Version", version));
    }
}
