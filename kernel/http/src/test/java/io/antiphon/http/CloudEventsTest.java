package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CloudEventsTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @AutoClose
    private final Server server = new Server();

    @Test
    void anEventBecomesASignalThatKeepsItsData() {
        server.post("/api/signals", ONE, """
                {"data":{"total":12,"lines":[{"sku":"ä"}]},"specversion":"1.0","id":"77","source":"/shop","type":"order.placed",
                 "subject":"email:ada@example.org","time":"2026-01-31T10:00:00Z","datacontenttype":"application/json","partition":3}""").is(202);
        Signal signal = server.heard(1);
        assertEquals("/shop#77", signal.externalId());
        assertEquals("order.placed", signal.kind());
        assertEquals(Instant.parse("2026-01-31T10:00:00Z"), signal.occurredAt());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
        assertEquals("/shop", signal.attributes().get("source"));
        assertEquals(3L, signal.attributes().get("partition"));
        assertEquals(
                Map.of("total", 12L, "lines", List.of(Map.of("sku", "ä"))),
                signal.attributes().get("data"));
    }

    @Test
    void dataThatIsASignalIsThatSignal() {
        server.post("/api/signals", ONE, """
                {"specversion":"1.0","id":"1","source":"s","type":"t","time":"2026-01-31T10:00:00Z","subject":"no identity",
                 "data":{"kind":"review","text":"fine","externalId":"own"}}""").is(202);
        assertEquals("review", server.heard(1).kind());
        assertEquals("own", server.heard(1).externalId());
        assertEquals(Instant.parse("2026-01-31T10:00:00Z"), server.heard(1).occurredAt());
        assertEquals("s", server.heard(1).attributes().get("source"));
        Answer wrong = server.post("/api/signals", ONE, """
                {"specversion":"1.0","id":"2","source":"s","type":"t","data":{"kind":"review","text":7}}""").is(400);
        assertEquals("/data/text", wrong.at("errors.0.pointer"));
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        Answer answer = server.post("/api/signals", BATCH, """
                [{"specversion":"1.0","id":"1","source":"a","type":"t","data":"one"},
                 {"specversion":"1.0","id":"1","source":"b","type":"t","data":"two"},
                 {"specversion":"1.0","id":"1","source":"a","type":"t","data":"one"}]""").is(202);
        assertEquals(List.of("0-1", "0-2", "0-1"), answer.at("positions"));
        assertEquals(1L, answer.at("repeated"));
        assertEquals("two", server.heard(2).text());
    }

    @Test
    void aBatchIsAcceptedAsAWholeOrNotAtAll() {
        Answer answer = server.post("/api/signals", BATCH, """
                [{"specversion":"1.0","id":"1","source":"a","type":"t","data":"one"},
                 {"specversion":"0.3","id":"","source":"b","time":"late","data":{"kind":"review","text":7,"rating":"x"}}, 3]""").is(400);
        List<?> errors = (List<?>) answer.at("errors");
        assertEquals(
                List.of("/1/data/text", "/1/data/rating", "/1/id", "/1/type", "/1/specversion", "/1/time", "/2"),
                errors.stream().map(e -> ((Map<?, ?>) e).get("pointer")).toList());
        server.heardNothing();
        server.post("/api/signals", BATCH, "{}").is(400);
        server.post("/api/signals", BATCH, "[{\"specversion\":\"1.0\",").is(400);
        server.post("/api/signals", ONE, "{\"data\":" + "[".repeat(50_000)).is(400);
    }

    @Test
    void anEnvelopeMayComeInHeaders() {
        Answer answer = server.send(server.request("/api/signals")
                        .header("Content-Type", "application/json")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "9")
                        .header("ce-source", "/caf%C3%A9")
                        .header("ce-type", "visit")
                        .POST(BodyPublishers.ofString("{\"minutes\":3}")))
                .is(202);
        assertEquals(1L, answer.at("accepted"));
        assertEquals("/café#9", server.heard(1).externalId());
        assertEquals(Map.of("minutes", 3L), server.heard(1).attributes().get("data"));
        server.send(server.request("/api/signals")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "10")
                        .header("ce-source", "s")
                        .header("ce-type", "note")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("hello")))
                .is(202);
        assertEquals("hello", server.heard(2).text());
        Answer wrong = server.send(server.request("/api/signals")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "10")
                        .POST(BodyPublishers.noBody()))
                .is(400);
        assertTrue(wrong.body().contains("source"), wrong.body());
        assertNull(wrong.at("errors.5"));
    }
}
