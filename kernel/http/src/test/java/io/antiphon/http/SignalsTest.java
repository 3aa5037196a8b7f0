package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignalsTest {

    private Server server;

    @BeforeEach
    void open() {
        server = new Server();
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        server.close();
    }

    private Signal heard(String position) {
        return ((Entry.Heard) server.kernel()
                        .memory()
                        .journal()
                        .get(io.antiphon.spi.Position.parse(position))
                        .orElseThrow())
                .signal();
    }

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
                        io.antiphon.spi.Direction.OUTBOUND,
                        List.of(new Identity("email", "ada@example.org")),
                        "c",
                        "m-0",
                        "de",
                        "Gut \ud83d\ude00 gemacht",
                        4.5,
                        Map.of("n", 1L, "x", 1.5, "b", true, "l", List.of(1L, Map.of("m", "n")))),
                heard("0-1"));
    }

    @Test
    void whatIsOfferedAgainIsRecognised() {
        String signal = "{\"externalId\":\"a\",\"kind\":\"message\",\"text\":\"hello\"}";
        server.post("/api/signals", signal).is(202);
        Answer again = server.post("/api/signals", signal).is(202);
        assertEquals(List.of("0-1"), again.at("positions"));
        assertEquals(1L, again.at("repeated"));
    }
}
