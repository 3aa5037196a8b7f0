package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that harm are put aside with a reason that people can see, while signals keep flowing. */
@OneByOne
class QuarantineTest {

    @TempDir
    Path folder;

    private Distribution antiphon;

    @BeforeEach
    void start() {
        antiphon = Distribution.fresh().start();
    }

    @AfterEach
    void stop() {
        antiphon.close();
    }

    @Test
    void hangingThrowingAndHungryEnrichersAreQuarantinedWhileSignalsFlow() throws Exception {
        enricher(
                "hanging",
                "synchronized (this) { while (true) { try { wait(); } catch (InterruptedException e) { } } }");
        enricher("throwing", "throw new IllegalStateException(\"the dictionary is gone\");");
        enricher("hungry", "List<byte[]> heap = new ArrayList<>(); while (true) { heap.add(new byte[1 << 20]); }");
        long process = antiphon.process().pid();
        try (Poster poster = Poster.start(antiphon, 4, 100)) {
            for (String name : new String[] {"hanging", "throwing", "hungry"}) {
                antiphon.await(name + " is quarantined", Duration.ofSeconds(90), () -> enricher(name)
                        .filter(plugin -> plugin.get("state").asText().equals("quarantined"))
                        .isPresent());
                String reason = enricher(name).orElseThrow().get("reason").asText();
                System.out.println("quarantine: " + name + ": " + reason);
                assertTrue(reason.length() > 10, "a reason for people: " + reason);
            }
            assertTrue(enricher("throwing").orElseThrow().get("reason").asText().contains("the dictionary is gone"));
            assertTrue(antiphon.shell("antiphon:plugins").contains("quarantined"));
            int before = poster.acknowledged().size();
            antiphon.await(
                    "signals keep flowing",
                    Duration.ofSeconds(30),
                    () -> poster.acknowledged().size() > before + 500);
            poster.close();
            assertEquals("", poster.unexpected());
        }
        Heard.settled(antiphon);
        assertEquals(process, antiphon.process().pid(), "the process lives on");
    }

    @Test
    void aQuarantinedEnricherIsCalledAgainWhenItsBundleIsReplaced() throws Exception {
        enricher("moody", "throw new IllegalStateException(\"not today\");");
        try (Poster poster = Poster.start(antiphon, 1, 10)) {
            antiphon.await("it is quarantined", Duration.ofSeconds(60), () -> enricher("moody")
                    .filter(plugin -> plugin.get("state").asText().equals("quarantined"))
                    .isPresent());
            antiphon.deploy(jar("moody", "2.0.0", "return List.of(Insight.of(\"mood\", \"good\"));"));
            antiphon.await("its second version is called", Duration.ofSeconds(60), () -> enricher("moody")
                    .filter(plugin -> plugin.get("state").asText().equals("active")
                            && plugin.get("calls").asLong() > 0)
                    .isPresent());
        }
    }

    private void enricher(String name, String body) throws Exception {
        antiphon.deploy(jar(name, "1.0.0", body));
        antiphon.await(name + " is plugged in", Duration.ofSeconds(30), () -> enricher(name)
                .isPresent());
    }

    private Path jar(String name, String version, String body) throws Exception {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Path jar = PluginJar.of(folder, type, version, """
                @Component(service = Enricher.class) @Named("%s")
                public class %s implements Enricher {
                    public List<Insight> enrich(Signal signal, Profile profile) throws Exception { %s }
                }
                """.formatted(name, type, body));
        return Files.move(jar, jar.resolveSibling(name + ".jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<JsonNode> enricher(String name) {
        for (JsonNode plugin : Heard.get(antiphon, "/api/plugins").get("items")) {
            if (plugin.get("kind").asText().equals("enricher")
                    && plugin.get("name").asText().equals(name)) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }
}
