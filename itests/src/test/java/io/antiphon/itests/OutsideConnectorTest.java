package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest connector of the documentation, built where its author would: outside the repository. */
@OneByOne
class OutsideConnectorTest {

    @TempDir
    Path folder;

    @Test
    void aConnectorOfOneClassIsBuiltOutsidePluggedInHeardAndPulledOut() throws Exception {
        Distribution antiphon = Distribution.shared();
        Path deployed = antiphon.deploy(built());
        antiphon.await("its spec appears", Duration.ofSeconds(30), () -> offered(antiphon));
        assertEquals(
                200,
                antiphon.put("/api/connections/greeter", "{\"connector\":\"echo\",\"greeting\":\"Welcome\"}")
                                .statusCode()
                        / 100
                        * 100);
        antiphon.await("it hears", Duration.ofSeconds(30), () -> push(antiphon).statusCode() == 202);
        JsonNode heard = Heard.get(antiphon, "/api/signals?connection=greeter").get("items");
        assertEquals(2, heard.size());
        assertEquals("Welcome, Ada", heard.get(1).get("text").asText());

        Files.delete(deployed);
        antiphon.await("its spec is gone", Duration.ofSeconds(30), () -> !offered(antiphon));
        antiphon.await("its connection waits for it", Duration.ofSeconds(30), () -> "absent"
                .equals(Heard.get(antiphon, "/api/connections/greeter")
                        .get("status")
                        .asText()));
        assertEquals(503, push(antiphon).statusCode());
        assertTrue(antiphon.shell("bundle:list").lines().noneMatch(line -> line.contains("echo")));
        assertEquals(204, antiphon.delete("/api/connections/greeter").statusCode());
    }

    private Path built() throws IOException {
        Path sample = Distribution.launcher().resolveSibling("docs/samples/echo");
        Path copy = folder.resolve("echo");
        try (var files = Files.walk(sample)) {
            for (Path file : files.filter(f -> !f.toString().contains("target")).toList()) {
                Path to = copy.resolve(sample.relativize(file).toString());
                if (Files.isRegularFile(file)) {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        Ran ran = Ran.run(
                List.of("mvn", "-B", "-q", "-f", copy.resolve("pom.xml").toString(), "package"),
                Map.of(),
                "",
                Duration.ofMinutes(5));
        assertEquals(0, ran.exit(), ran.toString());
        return copy.resolve("target/echo-1.0.0.jar");
    }

    private static boolean offered(Distribution antiphon) {
        for (JsonNode spec : Heard.get(antiphon, "/api/connections").get("specs")) {
            if (spec.get("name").asText().equals("echo")) {
                return true;
            }
        }
        return false;
    }

    private static HttpResponse<String> push(Distribution antiphon) {
        return antiphon.send(antiphon.request("/hooks/greeter").POST(BodyPublishers.ofString("Ada\nGrace")));
    }
}
