package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is offered than is processed: callers are told to come back, memory stays bounded, nothing acknowledged is lost. */
@OneByOne
class OverloadTest {

    @TempDir
    Path folder;

    @Test
    void callersAreToldToComeBackAndNothingAcknowledgedIsLost() throws Exception {
        try (Distribution antiphon =
                Distribution.fresh().with("ANTIPHON_JAVA_OPTS", "-Xmx512m").start()) {
            antiphon.deploy(PluginJar.of(folder, "Slow", "1.0.0", """
                    @Component(service = Enricher.class) @Named("slow")
                    public class Slow implements Enricher {
                        public List<Insight> enrich(Signal signal, Profile profile) throws Exception {
                            Thread.sleep(5);
                            return List.of(Insight.of("slow", "yes"));
                        }
                    }
                    """));
            antiphon.await(
                    "the slow enricher is plugged in",
                    Duration.ofSeconds(30),
                    () -> Heard.get(antiphon, "/api/plugins").toString().contains("\"slow\""));
            long process = antiphon.process().pid();
            Poster poster = Poster.start(antiphon, 16, 4000);
            try (poster) {
                antiphon.await("callers are refused", Duration.ofMinutes(5), () -> poster.refusals() > 50);
            }
            assertEquals("", poster.unexpected());
            assertEquals(poster.refusals(), poster.refusalsWithRetryAfter(), "each refusal names a time");
            assertEquals(process, antiphon.process().pid(), "the process lives on");
            Set<String> heard = new HashSet<>();
            Heard.each(antiphon, "api", item -> heard.add(item.get("externalId").asText()));
            Set<String> lost = new HashSet<>(poster.acknowledged());
            lost.removeAll(heard);
            assertEquals(Set.of(), lost, "acknowledged and lost");
            assertTrue(antiphon.get("/health/live").statusCode() == 200);
        }
    }
}
