package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Journal;
import io.antiphon.spi.Road;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class EventsTest {

    @AutoClose
    private final Server server = new Server();

    /** A listener that reads frame by frame from the wire. */
    private static final class Ear implements Closeable {
        private final Wire wire;

        Ear(Server server, String query, String headers) throws IOException {
            wire = new Wire(server);
            wire.send("GET /api/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Server.TOKEN + "\r\n" + headers + "\r\n");
            assertTrue(wire.statusLine().contains(" 200"));
            wire.readUntil("retry: 1000\n\n");
        }

        /** The next frame of an event, without the chunks' lengths around it. */
        String next(String event) throws IOException {
            while (true) {
                String frame = wire.readUntil("\n\n");
                if (frame.contains("event: " + event + "\n")) {
                    return frame;
                }
                assertFalse(frame.isEmpty(), "the stream ended");
            }
        }

        String frame() throws IOException {
            return wire.readUntil("\n\n");
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    private void say(String kind, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"kind\":\"" + kind
                    + "\",\"text\":\"hello\\nworld\",\"identities\":[{\"scheme\":\"email\",\"value\":\"a@b\"}]}\n");
        }
        server.post("/api/signals", "application/jsonl", lines.toString()).is(202);
    }

    @Test
    void aListenerIsToldWhatComesToTheEndOfTheRoad() throws Exception {
        say("before", 1);
        try (Ear ear = new Ear(server, "", "")) {
            ear.next("status");
            say("message", 1);
            String frame = ear.next("signal");
            assertTrue(frame.contains("id: 0-2\n"), frame);
            String json = frame.substring(frame.indexOf("data: ") + 6).strip();
            Answer data = new Answer(200, null, json);
            assertEquals("message", data.at("kind"));
            assertEquals("0-2", data.at("id"));
            assertEquals("api", data.at("connection"));
            assertEquals(server.get("/api/profiles?identity=email:a@b").at("items.0.id"), data.at("profile"));
        }
    }

    @Test
    void aListenerThatComesBackIsToldWhatItMissed() throws Exception {
        say("one", 1);
        say("two", 1);
        say("three", 1);
        try (Ear ear = new Ear(server, "", "Last-Event-ID: 0-1\r\n")) {
            assertTrue(ear.next("signal").contains("id: 0-2\n"));
            assertTrue(ear.next("signal").contains("id: 0-3\n"));
        }
    }

    @Test
    void whoMissedTooMuchIsToldTheLatestAndHowManyWereLeftOut() throws Exception {
        say("many", 900);
        try (Ear ear = new Ear(server, "", "Last-Event-ID: 0-100\r\n")) {
            assertTrue(ear.next("signal").contains("id: 0-401\n"));
            assertTrue(ear.next("skipped").contains("{\"count\":300}"));
        }
    }

    @Test
    void filtersLeaveOutTheRest() throws Exception {
        try (Ear ear = new Ear(server, "?kind=wanted&connection=api", "")) {
            ear.next("status");
            say("other", 3);
            server.post("/api/signals?connection=elsewhere", "{\"kind\":\"wanted\",\"text\":\"x\"}")
                    .is(202);
            say("wanted", 1);
            assertTrue(ear.next("signal").contains("id: 0-5\n"));
        }
    }

    @Test
    void moreThanFiftyASecondAreCountedInsteadOfSent() throws Exception {
        try (Ear ear = new Ear(server, "", "")) {
            ear.next("status");
            say("flood", 1300);
            int signals = 0;
            String frame = "";
            while (!frame.contains("event: skipped")) {
                frame = ear.frame();
                signals += frame.contains("event: signal") ? 1 : 0;
                assertTrue(signals < 1300, "all were told");
            }
            long skipped = Long.parseLong(frame.replaceAll("(?s).*\"count\":(\\d+).*", "$1"));
            assertTrue(signals >= 50, "told " + signals);
            assertEquals(1300, signals + skipped);
        }
    }

    @Test
    void silenceIsBrokenByStatusAndTheStreamStaysOpen() throws Exception {
        server.kernel().connections().put("shop", java.util.Map.of("connector", "webhook", "url", "https://x"), "test");
        try (Ear ear = new Ear(server, "", "")) {
            ear.next("status");
            String status = ear.next("status");
            assertTrue(status.contains("\"id\":\"shop\""), status);
            assertFalse(status.contains("https://x"), "no settings in events");
        }
    }

    @Test
    void theRoadMayBeAwayForAWhile() throws Exception {
        Journal journal = server.kernel().need(Journal.class);
        try (Ear ear = new Ear(server, "", "")) {
            ear.next("status");
            server.kernel().remove(Road.class);
            server.kernel().remove(Journal.class);
            say("during", 1);
            while (!ear.next("status").contains("\"road\":null")) {
                // one more from before it went
            }
            server.kernel().put(Journal.class, journal);
            server.kernel().put(Road.class, server.kernel().road());
            assertTrue(ear.next("signal").contains("during"));
        }
    }

    @Test
    void thereAreOnlySoManyListeners() throws Exception {
        try (Server small = new Server(Server.limits(1000, 10, 0, 2))) {
            List<Ear> ears = new ArrayList<>();
            ears.add(new Ear(small, "", ""));
            ears.add(new Ear(small, "", ""));
            assertFalse(small.get("/api/events").is(503).header("retry-after").isEmpty());
            small.get("/api/events?after=0-1").is(400);
            for (Ear ear : ears) {
                ear.close();
            }
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (small.room().events().count() > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertEquals(0, small.room().events().count(), "who left is forgotten");
        }
    }

    @Test
    void whoAsksOnlyForTheHeadDoesNotListen() {
        Answer answer = server.send(
                server.request("/api/events").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, answer.status());
        assertTrue(answer.header("content-type").startsWith("text/event-stream"));
        assertEquals(0, server.room().events().count());
    }

    @Test
    void whoDoesNotReadIsDroppedAndKeepsNobodyWaiting() throws Exception {
        server.idle(Duration.ofMinutes(10));
        try (Wire deaf = new Wire(server);
                Ear ear = new Ear(server, "", "")) {
            deaf.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Server.TOKEN
                    + "\r\n\r\n");
            ear.next("status");
            String large = "{\"kind\":\"large\",\"text\":\"" + "x".repeat(200_000) + "\"}";
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (server.room().events().count() > 1 && System.nanoTime() < deadline) {
                server.post("/api/signals", large).is(202);
                ear.next("signal");
            }
            assertEquals(1, server.room().events().count());
        }
    }
}
