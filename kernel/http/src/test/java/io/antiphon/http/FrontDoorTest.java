package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Begun;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Road;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontDoorTest {

    private static final String SIGNAL = "{\"kind\":\"a\",\"text\":\"x\"}";

    @AutoClose
    private final Server server = new Server();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/signals",
                "/api/signals/0-1",
                "/api/nothing",
                "/api/events",
                "/api/openapi.json",
                "/metrics",
                "/api/pages"
            })
    void withoutTheTokenNothingOfTheApiIsShown(String path) {
        Answer answer = server.send(server.anonymous(path).GET()).is(401);
        assertTrue(answer.header("www-authenticate").startsWith("Bearer"));
        server.send(server.anonymous(path)
                        .header("Authorization", "Bearer wrong")
                        .GET())
                .is(401);
        server.send(server.anonymous(path)
                        .header("Authorization", "Basic " + Server.TOKEN)
                        .GET())
                .is(401);
    }

    @Test
    void wrongTokensAreSlowedDownButTheRightOneAlwaysGetsIn() {
        int limited = 0;
        for (int i = 0; i < 40; i++) {
            Answer answer = server.send(server.anonymous("/api/status")
                    .header("Authorization", "Bearer guess" + i)
                    .GET());
            limited += answer.status() == 429 ? 1 : 0;
        }
        assertTrue(limited >= 25, "limited " + limited);
        server.get("/api/status").is(200);
    }

    @Test
    void aNewTokenInTheFileReplacesTheOldOne() throws Exception {
        server.get("/api/status").is(200);
        Files.writeString(server.tokenFile(), "another-one");
        Files.setLastModifiedTime(server.tokenFile(), FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.get("/api/status").status() != 401 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(
                200,
                server.send(server.anonymous("/api/status")
                                .header("Authorization", "bearer another-one")
                                .GET())
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8181",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1"
            })
    void aForeignNameIsNotAnsweredTo(String host) throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertTrue(wire.statusLine().startsWith("HTTP/1.1 421"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "127.0.0.1:8181", "[::1]:8181", "console.localhost"})
    void aLoopbackNameIsAnsweredTo(String host) throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertTrue(wire.statusLine().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (Answer answer : List.of(
                server.get("/api/status"),
                server.get("/nothing"),
                server.send(server.anonymous("/api/status").GET()))) {
            assertEquals("nosniff", answer.header("x-content-type-options"));
            assertEquals("no-referrer", answer.header("referrer-policy"));
            assertEquals("no-store", answer.header("cache-control"));
            assertTrue(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
        }
    }

    @Test
    void wrongMethodsAndPathsAreTold() {
        Answer answer = server.delete("/api/signals").is(405);
        assertEquals("GET, HEAD, OPTIONS, POST", answer.header("allow"));
        assertEquals(
                204,
                server.send(server.request("/api/signals")
                                .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .status());
        server.get("/api/nothing").is(404);
        server.get("/nothing").is(404);
        assertEquals("/nothing", server.get("/nothing").at("instance"));
    }

    @Test
    void tooLargeABodyIsRefusedHoweverItIsSent() throws Exception {
        try (Server small = new Server(Server.limits(1000, 10, 0, 1))) {
            String large = "{\"kind\":\"a\",\"text\":\"" + "x".repeat(2000) + "\"}";
            small.post("/api/signals", large).is(413);
            try (Wire wire = new Wire(small)) {
                wire.post(small, "Transfer-Encoding: chunked\r\n");
                for (int i = 0; i < 3; i++) {
                    wire.send("1f4\r\n" + " ".repeat(500) + "\r\n");
                }
                assertTrue(wire.statusLine().startsWith("HTTP/1.1 413"));
                assertTrue(wire.readUntil("}").contains("application/problem+json"));
            }
            try (Wire wire = new Wire(small)) {
                wire.post(small, "Transfer-Encoding: chunked\r\n").send("18\r\n" + SIGNAL + " \r\n0\r\n\r\n");
                assertTrue(wire.statusLine().startsWith("HTTP/1.1 202"));
            }
            small.post("/api/signals", " ".repeat(1000 - SIGNAL.length()) + SIGNAL)
                    .is(202);
            assertEquals(0, small.room().door().bodies().held());
        }
    }

    @Test
    void aBodyThatNeverEndsIsGivenUpAndNothingOfItIsHeard() throws Exception {
        try (Server small = new Server(Server.limits(100_000, 10, 0, 1))) {
            try (Wire wire = new Wire(small)) {
                wire.post(small, "Content-Length: 5000\r\n").send(SIGNAL);
                CountDownLatch stop = new CountDownLatch(1);
                Thread drip = new Thread(() -> {
                    try {
                        while (!stop.await(20, TimeUnit.MILLISECONDS)) {
                            wire.send(" ");
                        }
                    } catch (IOException | InterruptedException e) {
                        // the server has closed
                    }
                });
                drip.start();
                assertTrue(wire.statusLine().startsWith("HTTP/1.1 408"));
                stop.countDown();
                drip.join();
            }
            assertEquals(0, small.room().door().bodies().held());
        }
    }

    @Test
    void aBodyThatBreaksOffIsNotHeard() throws Exception {
        try (Wire wire = new Wire(server)) {
            wire.post(server, "Content-Length: 5000\r\n").send("[" + SIGNAL);
        }
        try (Wire wire = new Wire(server)) {
            wire.post(server, "Transfer-Encoding: chunked\r\n").send("18\r\n" + SIGNAL + " \r\nnonsense\r\n");
            assertTrue(wire.statusLine().contains(" 400"), "a broken chunk");
        }
        server.get("/health/live").is(200);
        assertEquals(0, server.get("/api/signals").size("items"));
    }

    @Test
    void aSilentSenderIsGivenUpAfterTheIdleTime() throws Exception {
        try (Wire wire = new Wire(server)) {
            wire.post(server, "Content-Length: 50\r\n").send("{");
            String line = wire.statusLine();
            assertTrue(line.isEmpty() || line.contains(" 408"), line);
        }
    }

    @Test
    void slowSendersMayKeepOnlySoManyThreadsWaiting() throws Exception {
        try (Server small = new Server(Limits.DEFAULT, 1 << 20, 1);
                Wire first = new Wire(small);
                Wire second = new Wire(small)) {
            first.post(small, "Content-Length: 50\r\n").send("{");
            second.post(small, "Content-Length: 50\r\n").send("{");
            AtomicReference<String> one = new AtomicReference<>("");
            Thread reader = new Thread(() -> one.set(line(first)));
            reader.start();
            String other = line(second);
            reader.join();
            assertTrue((one + other).contains(" 429"), one + " " + other);
            small.get("/health/live").is(200);
        }
    }

    private static String line(Wire wire) {
        try {
            return wire.statusLine();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void allBodiesTogetherStayWithinTheBudget() throws Exception {
        try (Server small = new Server(Limits.DEFAULT, 10_000, 8)) {
            Answer answer = small.post("/api/signals", "{\"kind\":\"a\",\"text\":\"" + "x".repeat(20_000) + "\"}")
                    .is(429);
            assertFalse(answer.header("retry-after").isEmpty());
            assertEquals(0, small.room().door().bodies().held());
            small.post("/api/signals", SIGNAL).is(202);
        }
    }

    @Test
    void oneAddressMayAskOnlySoOftenASecond() {
        try (Server small = new Server(Server.limits(1000, 10, 5, 1))) {
            int limited = 0;
            for (int i = 0; i < 60; i++) {
                Answer answer = small.get("/health/live");
                limited +=
                        answer.status() == 429 && !answer.header("retry-after").isEmpty() ? 1 : 0;
            }
            assertTrue(limited > 0, "limited " + limited);
        }
    }

    @Test
    void whileBundlesAreBeingStartedWhatIsNotThereMayStillCome() {
        server.kernel().remove(Begun.class);
        Answer answer = server.send(server.anonymous("/health/ready").GET()).is(503);
        assertTrue(answer.body().contains("bundles that are being started"), answer::body);
        assertFalse(server.get("/api/cases").is(503).header("retry-after").isEmpty());
        server.get("/api/signals").is(200);
        server.kernel().put(Begun.class, new Begun() {});
        server.get("/api/cases").is(404);
    }

    @Test
    void readinessNamesWhatIsMissing() {
        server.send(server.anonymous("/health/ready").GET()).is(200);
        server.kernel().remove(Road.class);
        Answer answer = server.send(server.anonymous("/health/ready").GET()).is(503);
        assertTrue(answer.body().contains("road"));
        assertFalse(answer.header("retry-after").isEmpty());
        server.kernel().remove(Journal.class);
        assertTrue(server.send(server.anonymous("/health/ready").GET())
                .is(503)
                .body()
                .contains("journal, road"));
        server.send(server.anonymous("/health/live").GET()).is(200);
    }

    @Test
    void whatNobodyExpectedIsAnsweredWithoutDetail() {
        server.room()
                .extensions()
                .bring(
                        endpoint("GET", "/api/broken", request -> {
                            throw new IllegalStateException("jdbc:secret");
                        }),
                        "test 1.0",
                        "1.0");
        Answer answer = server.get("/api/broken").is(500);
        assertFalse(answer.body().contains("jdbc"), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertTrue(answer.at("detail").toString().matches(".*\\[[0-9a-f]{12}\\].*"), answer.body());
    }

    @Test
    void everyCodeOfAFailureHasItsStatus() {
        Map<AntiphonException.Code, Integer> expected = Map.of(
                AntiphonException.Code.INVALID, 400,
                AntiphonException.Code.UNAUTHENTICATED, 401,
                AntiphonException.Code.FORBIDDEN, 403,
                AntiphonException.Code.NOT_FOUND, 404,
                AntiphonException.Code.CONFLICT, 409,
                AntiphonException.Code.TOO_LARGE, 413,
                AntiphonException.Code.BUSY, 429,
                AntiphonException.Code.UNAVAILABLE, 503,
                AntiphonException.Code.BROKEN, 500);
        server.room()
                .extensions()
                .bring(
                        endpoint("GET", "/api/failures/{code}", request -> {
                            throw new AntiphonException(
                                    AntiphonException.Code.valueOf(request.parameter("code")),
                                    "As told",
                                    Duration.ofMillis(1500),
                                    null);
                        }),
                        "test 1.0",
                        "1.0");
        expected.forEach((code, status) -> {
            Answer answer = server.get("/api/failures/" + code).is(status);
            boolean passes = status == 429 || status == 503;
            assertEquals(passes ? "2" : "", answer.header("retry-after"));
            assertEquals(status == 500 ? -1 : 0, answer.body().contains("As told") ? 0 : -1);
        });
    }

    static Endpoint endpoint(String method, String path, Answering answering) {
        return new Endpoint() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public String summary() {
                return "Brought by a test.";
            }

            @Override
            public Response handle(Request request) throws Exception {
                return answering.answer(request);
            }
        };
    }

    interface Answering {
        Response answer(Request request) throws Exception;
    }
}
