package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of answers on their way over four connections, and somebody presses stop. */
@OneByOne
class StopSwitchTest {

    private static final int ANSWERS = Integer.getInteger("antiphon.stop.answers", 2_000);
    private static final int CONNECTIONS = 4;
    private static final String POLICY = """
            export function decide(entry) {
              const signal = entry.signal;
              if (entry.type !== 'understood' || signal.kind !== 'question') {
                return [];
              }
              return { type: 'reply', connection: 'out' + signal.attributes.way, to: signal.identities[0],
                       text: 'To ' + signal.externalId, attributes: { unit: 'acme/care' } };
            }
            """;

    private final Outward outward = Outward.fresh();
    private final Distribution antiphon = outward.antiphon();
    private final FarEnds farEnds = outward.farEnds();
    private final OutboxCounts outbox = outward.outbox();

    @BeforeEach
    void start() {
        outward.start(CONNECTIONS);
        ScriptFiles.save(antiphon, "answer.policy.js", POLICY);
        ScriptFiles.await(antiphon, "answer.policy.js", "live");
    }

    @AfterEach
    void stop() {
        outward.close();
    }

    @Test
    void nothingLeavesAfterStopThroughACrashAndResumingReleasesWhatWasApprovedOnce() throws Exception {
        ask(ANSWERS);
        antiphon.await("answers leave", Duration.ofSeconds(120), () -> farEnds.count() > ANSWERS / 20);
        JsonNode stop = Heard.parse(
                antiphon.post("/api/stops", "{\"reason\":\"a wrong price\"}").body());
        long stopped = System.nanoTime();
        String id = stop.get("id").asText();
        int left = farEnds.count();
        System.out.println("Stopped after " + left + " of " + ANSWERS + " had left; settled: " + stop.get("settled"));

        antiphon.await("all are decided", Duration.ofSeconds(120), () -> outbox.pending() == ANSWERS - farEnds.count());
        antiphon.kill().start();
        antiphon.await("all are held", Duration.ofSeconds(120), () -> outbox.held() == ANSWERS - farEnds.count());
        assertEquals("stopped", Heard.get(antiphon, "/api/stops").get("state").asText());
        long second = Duration.ofSeconds(1).toNanos();
        List<FarEnds.Arrival> late = farEnds.arrivals().stream()
                .filter(arrival -> arrival.nanos() > stopped + second)
                .toList();
        assertTrue(late.isEmpty(), () -> late.size() + " left later than a second after stop");

        Set<String> before = farEnds.actions();
        Set<String> approved = outbox.ids(100);
        String some = approved.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(",", "[", "]"));
        assertEquals(
                200,
                antiphon.post("/api/stops/" + id + "/resume", "{\"approve\":" + some + "}")
                        .statusCode());
        Set<String> expected = new HashSet<>(before);
        expected.addAll(approved);
        antiphon.await("the approved leave", Duration.ofSeconds(60), () -> farEnds.actions()
                .equals(expected));
        ask(1);
        antiphon.await(
                "what is new leaves",
                Duration.ofSeconds(60),
                () -> farEnds.actions().size() == expected.size() + 1);
        antiphon.await("nothing is under way", Duration.ofSeconds(60), () -> outbox.pending() == outbox.held());
        antiphon.kill().start();
        antiphon.await("the rest is held", Duration.ofSeconds(120), () -> outbox.held() == ANSWERS - expected.size());
        assertEquals(expected.size() + 1, farEnds.actions().size());

        antiphon.await("all have left", Duration.ofSeconds(180), () -> {
            antiphon.post("/api/outbox/approve", "{\"filter\":{\"by\":\"stop\"},\"reason\":\"right price\"}");
            return farEnds.actions().size() == ANSWERS + 1;
        });
        assertEquals(ANSWERS + 1, farEnds.count(), "deliveries, each once");
    }

    private void ask(int questions) {
        int offered = Integer.getInteger("antiphon.stop.batch", 500);
        for (int from = 0; from < questions; from += offered) {
            StringBuilder body = new StringBuilder("[");
            for (int i = from; i < Math.min(questions, from + offered); i++) {
                body.append(i == from ? "" : ",").append("""
                        {"externalId":"q%d-%d","kind":"question","text":"Where is it?","identities":[{"scheme":"email","value":"c%d@example.org"}],
                         "attributes":{"way":%d}}""".formatted(questions, i, i, i % CONNECTIONS));
            }
            assertEquals(
                    202,
                    antiphon.post("/api/signals", body.append(']').toString()).statusCode());
        }
    }
}
