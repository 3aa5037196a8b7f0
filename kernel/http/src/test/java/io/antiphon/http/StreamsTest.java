package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.EventStream;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class StreamsTest {

    @AutoClose
    private final Server server = new Server();

    private final List<EventStream> opened = new CopyOnWriteArrayList<>();
    private final List<Request> asked = new CopyOnWriteArrayList<>();

    private void door(EventStream.Opening opening) {
        server.kernel().connections().hook(request -> {
            asked.add(request);
            return Response.events(stream -> {
                        opening.open(stream);
                        opened.add(stream);
                    })
                    .header("access-control-allow-origin", "https://shop.example");
        });
    }

    private Wire listen() throws IOException {
        Wire wire = new Wire(server);
        wire.send("GET /hooks/chat/events?x=1 HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 7\r\n\r\n");
        return wire;
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsSentArrivesAtOnceInOrderWithTypeAndId() throws Exception {
        door(stream -> stream.send("hello", "1", "first\nof two lines"));
        try (Wire wire = listen()) {
            String head = wire.readUntil("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
            assertTrue(head.contains("text/event-stream"), head);
            assertTrue(head.toLowerCase(java.util.Locale.ROOT).contains("access-control-allow-origin: https://shop"));
            wire.readUntil("retry: 1000\n\n");
            assertTrue(wire.readUntil("\n\n").endsWith("id: 1\nevent: hello\ndata: first\ndata: of two lines\n\n"));
            for (int i = 2; i < 50; i++) {
                assertTrue(opened.get(0).send("", Integer.toString(i), "n" + i));
            }
            for (int i = 2; i < 50; i++) {
                String frame = wire.readUntil("\n\n");
                assertTrue(frame.contains("id: " + i + "\ndata: n" + i), frame);
            }
        }
        Request request = asked.get(0);
        assertEquals(Map.of("connection", "chat", "path", "events"), request.parameters());
        assertEquals("7", request.header("last-event-id").orElseThrow());
    }

    @Test
    void theDoorIsAskedByEveryMethodAndAnswersWhatItLikes() {
        server.kernel()
                .connections()
                .hook(request ->
                        Response.of(200, request.method() + " " + request.parameter("path") + " " + request.user()));
        assertEquals(
                "GET widget.js ",
                server.send(server.anonymous("/hooks/chat/widget.js")).body());
        assertEquals(
                "POST a/b ",
                server.send(server.anonymous("/hooks/chat/a/b").POST(BodyPublishers.ofString("x")))
                        .body());
        assertEquals(
                "OPTIONS session ",
                server.send(server.anonymous("/hooks/chat/session").method("OPTIONS", BodyPublishers.noBody()))
                        .body());
        assertEquals(
                "POST  ",
                server.send(server.anonymous("/hooks/chat").POST(BodyPublishers.noBody()))
                        .body());
        assertEquals(
                405, server.send(server.anonymous("/hooks/chat/x").DELETE()).status());
    }

    @Test
    void aSilenceIsBrokenByHeartbeats() throws Exception {
        door(stream -> {});
        try (Wire wire = listen()) {
            wire.readUntil(": still here\n\n");
            wire.readUntil(": still here\n\n");
            assertTrue(opened.get(0).isOpen());
        }
    }

    @Test
    void whatEndsAStreamIsToldOnce() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        door(stream -> stream.onClose(() -> told.add("over")));
        try (Wire wire = listen()) {
            wire.readUntil("retry: 1000\n\n");
            opened.get(0).send("last", "9", "words");
            opened.get(0).close();
            assertFalse(opened.get(0).send("too", "late", ""));
            assertTrue(wire.readUntil("\r\n0\r\n\r\n").contains("data: words"));
        }
        until("told", () -> !told.isEmpty());
        opened.get(0).onClose(() -> told.add("at once"));
        assertEquals(List.of("over", "at once"), told);
        assertEquals(0, server.room().streams().count());
    }

    @Test
    void whoLeavesIsNoticed() throws Exception {
        door(stream -> {});
        try (Wire wire = listen()) {
            wire.readUntil("retry: 1000\n\n");
            assertEquals(1, server.room().streams().count());
        }
        until("it to be noticed", () -> !opened.get(0).isOpen());
        until("the place to be free", () -> server.room().streams().count() == 0);
    }

    @Test
    void whatIsMoreThanAListenerTakesEndsItsStreamAfterWhatItTook() throws Exception {
        server.idle(Duration.ofMinutes(10));
        String large = "x".repeat(100_000);
        door(stream -> {
            int taken = 0;
            while (stream.send("", Integer.toString(taken), large)) {
                taken++;
            }
            assertEquals(5, taken);
        });
        try (Wire wire = listen()) {
            String all = wire.readUntil("\r\n0\r\n\r\n");
            assertTrue(all.contains("id: 4\n"));
            assertFalse(all.contains("id: 5\n"));
        }
    }

    @Test
    void whoReadsNothingIsDroppedAndKeepsNobodyWaiting() throws Exception {
        server.idle(Duration.ofMinutes(10));
        door(stream -> {});
        try (Wire deaf = listen();
                Wire ear = new Wire(server)) {
            until("the deaf one", () -> opened.size() == 1);
            ear.send("GET /hooks/chat/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            ear.readUntil("retry: 1000\n\n");
            String large = "x".repeat(100_000);
            until("it to be dropped", () -> {
                opened.get(0).send("", "", large);
                return !opened.get(0).isOpen();
            });
            until("it to be forgotten", () -> server.room().streams().count() == 1);
            opened.get(1).send("still", "", "here");
            ear.readUntil("event: still\ndata: here\n\n");
            deaf.close();
        }
    }

    @Test
    void whatTheOpeningThrowsIsAnsweredAsAProblem() {
        door(stream -> {
            throw new AntiphonException(Code.UNAVAILABLE, "Too many listen", Duration.ofSeconds(7), null);
        });
        Answer answer = server.send(server.anonymous("/hooks/chat/events"));
        assertEquals(503, answer.status());
        assertEquals("7", answer.header("retry-after"));
        assertEquals(0, server.room().streams().count());
    }

    @Test
    void thereAreOnlySoManyStreamsInAll() throws Exception {
        try (Streams few = new Streams(Events.Rhythm.USUAL, 0)) {
            Refusal refusal = assertThrows(Refusal.class, () -> few.answer(exchange(), Response.empty(), stream -> {}));
            assertEquals(503, refusal.status());
            assertTrue(refusal.headers().containsKey("Retry-After"));
        }
    }

    private static Exchange exchange() {
        return new Exchange(
                (jakarta.servlet.http.HttpServletRequest) java.lang.reflect.Proxy.newProxyInstance(
                        StreamsTest.class.getClassLoader(),
                        new Class<?>[] {jakarta.servlet.http.HttpServletRequest.class},
                        (proxy, method, arguments) -> "GET"),
                null,
                Limits.DEFAULT,
                new Bodies(1, 1));
    }

    @Test
    void whoAsksOnlyForTheHeadDoesNotListen() {
        door(stream -> {});
        Answer answer = server.send(server.anonymous("/hooks/chat/events").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, answer.status());
        assertTrue(answer.header("content-type").startsWith("text/event-stream"));
        assertEquals(List.of(), opened);
    }

    @Test
    void lineBreaksInTypeOrIdAreRefused() throws Exception {
        door(stream -> {
            assertThrows(IllegalArgumentException.class, () -> stream.send("a\nb", "", ""));
            assertThrows(IllegalArgumentException.class, () -> stream.send("", "a\rb", ""));
            stream.send("good", "", "");
        });
        try (Wire wire = listen()) {
            wire.readUntil("event: good\n");
        }
    }
}
