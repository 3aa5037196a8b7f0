package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalsTest {

    @AutoClose
    private final Server server = new Server();

    @Test
    void aSignalWithAllFieldsIsHeardAsItWasSent() {
        Answer answer = server.post("/api/signals", """
                {"externalId":"m-1","kind":"review","channel":"web","unit":"acme/emea","occurredAt":"2026-01-31T10:30:00.5+01:00",
                 "direction":"outbound","identities":[{"scheme":"email","value":"ada@example.org"}],"conversation":"c",
                 "inReplyTo":"m-0","language":"de","text":"Gut \\ud83d\\ude00 gemacht","rating":4.5,
                 "attributes":{"n":1,"x":1.5,"b":true,"none":null,"l":[1,{"m":"n"}]}}""").is(202);
        assertEquals(List.of("0-1"), answer.at("positions"));
        assertEquals(1L, answer.at("accepted"));
        assertEquals(0L, answer.at("repeated"));
        assertEquals(
                new Signal(
                        "m-1",
                        "review",
                        "web",
                        "acme/emea",
                        Instant.parse("2026-01-31T09:30:00.500Z"),
                        Direction.OUTBOUND,
                        List.of(new Identity("email", "ada@example.org")),
                        "c",
                        "m-0",
                        "de",
                        "Gut \ud83d\ude00 gemacht",
                        4.5,
                        Map.of("n", 1L, "x", 1.5, "b", true, "l", List.of(1L, Map.of("m", "n")))),
                server.heard(1));
    }

    @Test
    void whatIsOfferedAgainIsRecognised() {
        String signal = "{\"externalId\":\"a\",\"kind\":\"message\",\"text\":\"hello\"}";
        server.post("/api/signals", signal).is(202);
        Answer again = server.post("/api/signals", signal).is(202);
        assertEquals(List.of("0-1"), again.at("positions"));
        assertEquals(1L, again.at("accepted"));
        assertEquals(1L, again.at("repeated"));
    }

    @Test
    void whatStatesNoUnitAndNoChannelIsOfThoseOfItsConnection() {
        Map<String, String> settings = Map.of("connector", "webhook", "url", "https://x", "unit", "acme/shop");
        server.kernel().connections().put("shop", settings, "test");
        server.post(
                        "/api/signals?connection=shop",
                        "[{\"kind\":\"a\",\"text\":\"1\"},{\"kind\":\"a\",\"text\":\"2\",\"unit\":\"acme/care\",\"channel\":\"phone\"},"
                                + "{\"kind\":\"a\",\"text\":\"3\",\"channel\":\"phone\"}]")
                .is(202);
        server.post("/api/signals?connection=nobody", "{\"kind\":\"a\",\"text\":\"4\"}")
                .is(202);
        List<String> heard = java.util.stream.IntStream.rangeClosed(1, 4)
                .mapToObj(server::heard)
                .map(signal -> signal.unit() + " " + signal.channel())
                .toList();
        assertEquals(List.of("acme/shop web", "acme/care phone", "acme/shop phone", " "), heard);
    }

    @Test
    void anArrayIsHeardInItsOrder() {
        Answer answer = server.post(
                        "/api/signals",
                        "\ufeff [{\"kind\":\"a\",\"rating\":1},{\"kind\":\"b\",\"text\":\"\"},{\"kind\":\"c\",\"attributes\":{\"x\":1}}]")
                .is(202);
        assertEquals(List.of("0-1", "0-2", "0-3"), answer.at("positions"));
        assertEquals("b", server.heard(2).kind());
        assertEquals("", server.heard(2).text());
        assertEquals(0, server.post("/api/signals", "[]").is(202).size("positions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/jsonl", "application/x-ndjson; charset=UTF-8"})
    void linesAreHeardInTheirOrder(String type) {
        Answer answer = server.post(
                        "/api/signals", type, "{\"kind\":\"a\",\"text\":\"1\"}\r\n\n{\"kind\":\"b\",\"text\":\"2\"}\n")
                .is(202);
        assertEquals(List.of("0-1", "0-2"), answer.at("positions"));
        Answer wrong = server.post(
                        "/api/signals", type, "{\"kind\":\"a\",\"text\":\"1\"}\n{\"kind\":\"b\",\"texts\":\"2\"}\n")
                .is(400);
        assertEquals("/1/texts", wrong.at("errors.0.pointer"));
    }

    @Test
    void signalsBelongToTheConnectionThatIsNamed() {
        server.post("/api/signals?connection=crm_1", "{\"kind\":\"a\",\"text\":\"1\"}")
                .is(202);
        server.post("/api/signals", "{\"kind\":\"a\",\"text\":\"2\"}").is(202);
        assertEquals("crm_1", server.get("/api/signals/0-1").is(200).at("connection"));
        assertEquals("api", server.get("/api/signals/0-2").is(200).at("connection"));
        server.post("/api/signals?connection=Crm%2F1", "{\"kind\":\"a\",\"text\":\"1\"}")
                .is(400);
        server.post("/api/signals?conection=crm", "{\"kind\":\"a\",\"text\":\"1\"}")
                .is(400);
    }

    @Test
    void unknownFieldsAreRefusedByNameAndAllErrorsAreToldAtOnce() {
        Answer answer = server.post("/api/signals", """
                [{"kind":"a","text":"ok"},
                 {"kind":"a","text":"x","foo":{"deep":[1,2]}},
                 {"text":1,"occurredAt":"yesterday","identities":[{"scheme":"E mail","value":"x"},{"scheme":"a","value":"b","c":1}],
                  "direction":"sideways","rating":"5","attributes":[]},
                 {"kind":" ","text":"x"},
                 7]""").is(400);
        List<?> errors = (List<?>) answer.at("errors");
        List<Object> pointers = errors.stream()
                .map(e -> ((Map<?, ?>) e).get("pointer"))
                .map(Object.class::cast)
                .toList();
        assertEquals(
                List.of(
                        "/1/foo",
                        "/2/text",
                        "/2/occurredAt",
                        "/2/identities/0",
                        "/2/identities/1/c",
                        "/2/direction",
                        "/2/rating",
                        "/2/attributes",
                        "/2/kind",
                        "/3/kind",
                        "/4"),
                pointers);
        assertEquals(
                "signals[1].foo: unknown field; known are " + String.join(", ", SignalReader.FIELDS),
                answer.at("errors.0.detail"));
        server.heardNothing();
    }

    @Test
    void aSingleSignalsErrorsAreToldWithoutAnIndex() {
        Answer answer =
                server.post("/api/signals", "{\"kind\":\"a\",\"txt\":\"x\"}").is(400);
        assertEquals("/txt", answer.at("errors.0.pointer"));
        assertTrue(answer.at("errors.0.detail").toString().startsWith("txt: unknown field"));
    }

    @Test
    void theNumberOfToldErrorsIsBounded() {
        String many =
                "[" + "{\"kind\":\"a\",\"text\":\"x\",\"foo\":1},".repeat(200) + "{\"kind\":\"a\",\"text\":\"x\"}]";
        Answer answer = server.post("/api/signals", many).is(400);
        assertEquals(50, answer.size("errors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"a\"}||text, rating or attributes",
                "{\"kind\":\"a\",\"attributes\":{}}||text, rating or attributes",
                "{\"kind\":\"a\",\"attributes\":{\"x\":null}}||text, rating or attributes",
                "{\"kind\":null,\"text\":\"x\"}|/kind|needs one",
                "{\"kind\":\"a\",\"kind\":\"b\",\"text\":\"x\"}|/kind|given twice",
                "{\"kind\":\"a\",\"attributes\":{\"x\":{\"y\":1,\"y\":2}}}|/attributes/x/y|given twice",
                "{\"kind\":\"a\",\"attributes\":{\"y\":null,\"y\":2}}|/attributes/y|given twice",
                "{\"kind\":\"a\",\"identities\":[{\"scheme\":\"a\",\"scheme\":\"b\",\"value\":\"c\"}],\"text\":\"x\"}|/identities/0/scheme|given twice",
                "{\"kind\":\"a\",\"text\":\"x\\u0000y\"}|/text|U+0000",
                "{\"kind\":\"a\",\"text\":\"x\\ud800y\"}|/text|surrogate",
                "{\"kind\":\"a\",\"attributes\":{\"a\\udc00\":1}}|/attributes/a\udc00|surrogate",
                "{\"kind\":\"a\",\"attributes\":{\"x\":99999999999999999999}}|/attributes/x|64 bits",
                "{\"kind\":\"a\",\"attributes\":{\"x\":1e999}}|/attributes/x|finite",
                "{\"kind\":\"a\",\"rating\":1e999}|/rating|finite",
                "{\"kind\":\"a\",\"text\":\"x\",\"occurredAt\":\"2026-01-31\"}|/occurredAt|ISO 8601",
                "{\"kind\":\"a\",\"text\":\"x\",\"occurredAt\":\"2026-01-31T10:00:00\"}|/occurredAt|ISO 8601",
                "{\"kind\":\"a\",\"text\":\"x\",\"occurredAt\":\"+99999-01-31T10:00:00Z\"}|/occurredAt|ISO 8601",
                "{\"kind\":\"a\",\"text\":\"x\",\"identities\":{}}|/identities|array",
            })
    void whatIsWrongIsToldByItsPlace(String body, String pointer, String detail) {
        Answer answer = server.post("/api/signals", body).is(400);
        String expected = pointer == null ? "" : pointer.replace('\udc00', '\ufffd');
        assertEquals(expected, answer.at("errors.0.pointer"));
        assertTrue(answer.at("errors.0.detail").toString().contains(detail), answer.body());
        assertEquals(1, answer.size("errors"), answer.body());
        server.heardNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[{\"kind\":\"a\",\"text\":\"x\"}",
                "{\"kind\":\"a\",\"text\":\"x\"} {}",
                "nonsense",
                "{\"kind\":\"a\",\"text\":\"x\",}",
                "{'kind':'a','text':'x'}",
                "\"text\"",
                "[[]]",
                "{\"kind\":\"a\",\"rating\":NaN}",
                "{\"kind\":\"a\" // comment\n,\"text\":\"x\"}"
            })
    void whatIsNoJsonOfSignalsIsRefused(String body) {
        Answer answer = server.post("/api/signals", body).is(400);
        assertFalse(answer.body().contains("fasterxml"), answer.body());
        assertFalse(answer.body().contains("StreamRead"), answer.body());
        server.heardNothing();
    }

    @Test
    void malformedJsonIsToldByLineAndColumn() {
        Answer answer = server.post("/api/signals", "[\n{\"kind\":\"a\",\"text\":\"x\"},\n{\"kind\":oops}]")
                .is(400);
        assertTrue(answer.at("errors.0.detail").toString().startsWith("line 3, column"), answer.body());
    }

    @Test
    void deepNestingIsRefusedWhereverItStands() {
        String deep = "[".repeat(100_000);
        server.post("/api/signals", deep).is(400);
        server.post("/api/signals", "{\"kind\":\"a\",\"attributes\":{\"x\":" + deep)
                .is(400);
        server.post("/api/signals", "{\"kind\":\"a\",\"unknown\":" + deep).is(400);
        String seventeen = "{\"kind\":\"a\",\"attributes\":{\"x\":" + "[".repeat(17) + "]".repeat(17) + "}}";
        assertTrue(server.post("/api/signals", seventeen).is(400).body().contains("at most 16"));
        String fifteen = "{\"kind\":\"a\",\"attributes\":{\"x\":" + "[".repeat(15) + "]".repeat(15) + "}}";
        server.post("/api/signals", fifteen).is(202);
    }

    @Test
    void onlyUtf8IsRead() {
        String signal = "{\"kind\":\"a\",\"text\":\"füße\"}";
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
            server.post("/api/signals", "application/json", signal.getBytes(charset))
                    .is(400);
        }
        byte[] surrogate = "{\"kind\":\"a\",\"text\":\"xyz\"}".getBytes(StandardCharsets.US_ASCII);
        surrogate[20] = (byte) 0xed;
        surrogate[21] = (byte) 0xa0;
        surrogate[22] = (byte) 0x80;
        server.post("/api/signals", "application/json", surrogate).is(400);
        server.post("/api/signals", "application/json; charset=iso-8859-1", signal)
                .is(415);
        server.post("/api/signals", "text/plain", signal).is(415);
        server.send(server.request("/api/signals")
                        .header("Content-Encoding", "gzip")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(signal)))
                .is(415);
        server.post("/api/signals", "application/json", signal.getBytes(StandardCharsets.UTF_8))
                .is(202);
        assertEquals("füße", server.heard(1).text());
    }

    @Test
    void aTextMayBeAMillionCharactersAndNoLonger() {
        server.post("/api/signals", "{\"kind\":\"a\",\"text\":\"" + "x".repeat(1_000_000) + "\"}")
                .is(202);
        Answer answer = server.post("/api/signals", "{\"kind\":\"a\",\"text\":\"" + "x".repeat(1_000_001) + "\"}")
                .is(400);
        assertEquals("/text", answer.at("errors.0.pointer"));
        server.post("/api/signals", "{\"kind\":\"" + "k".repeat(513) + "\",\"text\":\"\"}")
                .is(400);
    }

    @Test
    void tooManySignalsAreTooLarge() {
        try (Server small = new Server(Server.limits(8 << 20, 3, 0, 1))) {
            String one = "{\"kind\":\"a\",\"text\":\"x\"}";
            small.post("/api/signals", "[" + (one + ",").repeat(2) + one + "]").is(202);
            small.post("/api/signals", "[" + (one + ",").repeat(3) + one + "]").is(413);
            small.post("/api/signals", "application/x-ndjson", (one + "\n").repeat(4))
                    .is(413);
        }
    }

    @Test
    void aBusyIntakeIsToldWithATimeToComeBackBeforeTheBodyIsRead() {
        server.kernel().memory().intakes().refuse(1);
        Answer answer = server.post("/api/signals", "this is not even read").is(429);
        assertFalse(answer.header("retry-after").isEmpty());
    }

    @Test
    void withoutTheIntakesComingBackLaterIsAsked() {
        server.kernel().remove(Intakes.class);
        Answer answer =
                server.post("/api/signals", "{\"kind\":\"a\",\"text\":\"x\"}").is(503);
        assertFalse(answer.header("retry-after").isEmpty());
    }
}
