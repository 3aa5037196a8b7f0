package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Position;
import io.antiphon.spi.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class EndpointsTest {

    @AutoClose
    private final Server server = Server.holding(Duration.ofMillis(200));

    record Case(String id, int number, Instant at, Optional<String> owner, List<Identity> people, Position position) {}

    private Endpoint bring(String method, String path, FrontDoorTest.Answering answering) {
        Endpoint endpoint = FrontDoorTest.endpoint(method, path, answering);
        server.room().extensions().bring(endpoint, "io.antiphon.test 1.0.0", "1.0.0");
        return endpoint;
    }

    @Test
    void aBundlesResourceIsThereWhileItsBundleIs() {
        Endpoint endpoint = bring(
                "POST",
                "/api/cases/{id}/notes/{note}",
                request -> Response.of(
                        201,
                        Map.of(
                                "id", request.parameter("id"),
                                "note", request.parameter("note"),
                                "q", request.query("q").orElse(""),
                                "body", request.text(),
                                "user", request.user(),
                                "token", request.header("authorization").orElse("hidden"))));
        Answer answer = server.post("/api/cases/a%20b/notes/7?q=%C3%A4", "text/plain", "héllo")
                .is(201);
        assertEquals("a b", answer.at("id"));
        assertEquals("7", answer.at("note"));
        assertEquals("ä", answer.at("q"));
        assertEquals("héllo", answer.at("body"));
        assertEquals("admin", answer.at("user"));
        assertEquals("hidden", answer.at("token"));
        server.get("/api/cases/1/notes/2").is(405);
        server.room().extensions().take(endpoint);
        Answer gone = server.post("/api/cases/1/notes/2", "x");
        while (gone.status() == 503) {
            gone = server.post("/api/cases/1/notes/2", "x");
        }
        gone.is(404);
        Answer other = server.get("/api/cases/1/notes/2");
        while (other.status() == 405) { // its address is forgotten a moment after it
            other = server.get("/api/cases/1/notes/2");
        }
        other.is(404);
        assertFalse(server.get("/api/openapi.json").body().contains("/api/cases"));
    }

    @Test
    void answersMayBeRecordsTextsOrBytes() {
        bring(
                "GET",
                "/api/record",
                r -> Response.ok(new Case(
                        "c",
                        7,
                        Instant.parse("2026-01-31T12:00:00Z"),
                        Optional.empty(),
                        List.of(new Identity("email", "a@b")),
                        Position.of(3))));
        bring("GET", "/api/text", r -> new Response(200, Map.of("content-type", "text/csv", "X-Own", "1"), "a;b"));
        bring("GET", "/api/bytes", r -> new Response(200, Map.of(), "ä".getBytes(StandardCharsets.UTF_8)));
        bring("GET", "/api/none", r -> Response.empty());
        Answer answer = server.get("/api/record").is(200);
        assertEquals("2026-01-31T12:00:00Z", answer.at("at"));
        assertEquals("a@b", answer.at("people.0.value"));
        assertEquals("0-3", answer.at("position"));
        assertEquals("text/csv", server.get("/api/text").is(200).header("content-type"));
        assertEquals("1", server.get("/api/text").header("x-own"));
        assertEquals(
                "application/octet-stream", server.get("/api/bytes").is(200).header("content-type"));
        assertEquals(204, server.get("/api/none").status());
    }

    @Test
    void anIllegalArgumentIsTheSendersFault() {
        bring("GET", "/api/picky", request -> {
            throw new IllegalArgumentException("page: a number");
        });
        assertEquals("page: a number", server.get("/api/picky").is(400).at("detail"));
    }

    @Test
    void whoComesFirstHasTheAddressAndTheOtherIsToldWhyNot() {
        bring("GET", "/api/signals", r -> Response.ok("mine"));
        Endpoint first = bring("GET", "/api/same/{a}", r -> Response.ok("first"));
        bring("GET", "/api/same/{b}", r -> Response.ok("second"));
        bring("GET", "/elsewhere", r -> Response.ok("out"));
        assertFalse(server.get("/api/signals").is(200).body().contains("mine"));
        assertEquals("first", server.get("/api/same/x").is(200).body());
        server.get("/elsewhere").is(404);
        List<?> plugins = (List<?>) server.get("/api/plugins").is(200).at("items");
        assertEquals(
                List.of("active", "waiting", "quarantined", "quarantined"),
                plugins.stream().map(p -> ((Map<?, ?>) p).get("state")).toList(),
                plugins.toString());
        server.room().extensions().take(first);
        assertEquals("second", server.get("/api/same/x").is(200).body());
        assertEquals("active", server.get("/api/plugins").at("items.0.state"));
    }

    @Test
    void aHangingResourceKeepsOnlySoManyRequests() throws Exception {
        CountDownLatch hanging = new CountDownLatch(16);
        CountDownLatch release = new CountDownLatch(1);
        bring("GET", "/api/hanging", request -> {
            hanging.countDown();
            release.await();
            return Response.empty();
        });
        List<Thread> callers = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> new Thread(() -> server.get("/api/hanging")))
                .toList();
        callers.forEach(Thread::start);
        hanging.await();
        Answer answer = server.get("/api/hanging").is(429);
        assertFalse(answer.header("retry-after").isEmpty());
        server.get("/api/status").is(200);
        release.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    void itsCallsAndErrorsAreCounted() {
        bring("GET", "/api/counted", request -> {
            if (request.query("fail").isPresent()) {
                throw new IllegalStateException();
            }
            return Response.ok(1);
        });
        server.get("/api/counted").is(200);
        server.get("/api/counted?fail=1").is(500);
        List<?> plugins = (List<?>) server.get("/api/plugins").is(200).at("items");
        Map<?, ?> plugin = (Map<?, ?>) plugins.get(0);
        assertEquals("GET /api/counted", plugin.get("name"));
        assertEquals("endpoint", plugin.get("kind"));
        assertEquals("io.antiphon.test 1.0.0", plugin.get("bundle"));
        assertEquals(2L, plugin.get("calls"));
        assertEquals(1L, plugin.get("errors"));
        assertTrue((Long) plugin.get("p99Micros") > 0);
    }
}
