package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is replaced is missed by nobody. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HeldDoorTest {

    private static final int CALLERS = 8;
    private static final int EXCHANGES = 50;

    @AutoClose
    private final Server server = new Server();

    private Endpoint bring(Server where, String path, FrontDoorTest.Answering answering) {
        Endpoint endpoint = FrontDoorTest.endpoint("POST", path, answering);
        where.room().extensions().bring(endpoint, "io.antiphon.test 1.0.0", "1.0.0");
        return endpoint;
    }

    private Page bringPage(String text) {
        Page page = PagesTest.page("care", "Care", Map.of("page.js", text));
        server.room().extensions().bring(page, "io.antiphon.test 1.0.0", "1.0.0");
        return page;
    }

    /** Callers who ask over one connection each until they are stopped, and what they saw that was not 200. */
    private final class Callers implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger asked = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Callers(String method, String path, String body) {
            for (int i = 0; i < CALLERS; i++) {
                Thread thread = new Thread(() -> ask(method, path, body));
                threads.add(thread);
                thread.start();
            }
        }

        private void ask(String method, String path, String body) {
            try (Wire wire = new Wire(server)) {
                while (!stop.get()) {
                    String answer = wire.ask(method, path, body);
                    asked.incrementAndGet();
                    if (!answer.startsWith("HTTP/1.1 200") || !answer.endsWith("here")) {
                        wrong.add(answer);
                    }
                }
            } catch (IOException e) {
                wrong.add(e.toString());
            }
        }

        /** Returns when so many more answers have come. */
        void awaitMore(int answers) {
            int until = asked.get() + answers;
            while (asked.get() < until && wrong.isEmpty()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() throws InterruptedException {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), List.copyOf(wrong));
        }
    }

    /** An endpoint that must not be asked any more once it has been taken away. */
    private Endpoint bringMortal(AtomicBoolean taken) {
        return bring(server, "/api/held/{id}", request -> {
            Thread.yield();
            if (taken.get() || !request.text().equals("body")) {
                throw new IllegalStateException("asked after it was taken: " + taken + ", " + request.text());
            }
            return Response.ok("here");
        });
    }

    @Test
    void endpointsAreExchangedUnderLoadAndNobodySeesAnErrorOrLosesAConnection() throws Exception {
        AtomicBoolean taken = new AtomicBoolean();
        Endpoint serving = bringMortal(taken);
        try (Callers callers = new Callers("POST", "/api/held/1", "body")) {
            for (int i = 0; i < EXCHANGES; i++) {
                callers.awaitMore(20);
                AtomicBoolean next = new AtomicBoolean();
                boolean sideBySide = i % 2 == 0;
                Endpoint successor = sideBySide ? bringMortal(next) : null;
                server.room().extensions().take(serving);
                taken.set(true);
                serving = successor == null ? bringMortal(next) : successor;
                taken = next;
            }
            callers.awaitMore(20);
        }
    }

    @Test
    void pagesAreExchangedUnderLoadAndNobodySeesAnErrorOrLosesAConnection() throws Exception {
        Page serving = bringPage("here");
        try (Callers callers = new Callers("GET", "/ui/care/page.js", "")) {
            for (int i = 0; i < EXCHANGES; i++) {
                callers.awaitMore(20);
                Page successor = i % 2 == 0 ? bringPage("here") : null;
                server.room().extensions().take(serving);
                serving = successor == null ? bringPage("here") : successor;
            }
            callers.awaitMore(20);
        }
    }

    @Test
    void onlySoManyWaitAndAllOfThemAreAnswered() throws Exception {
        Endpoint first = bring(server, "/api/held/{id}", request -> Response.ok("here"));
        server.room().extensions().take(first);
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int id = i;
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            new Thread(() -> answer.complete(server.post("/api/held/" + id, "text/plain", "body"))).start();
            waiting.add(answer);
        }
        while (server.hold().places().availablePermits() > 0) {
            Thread.onSpinWait();
        }
        Answer tooMany = server.post("/api/held/64", "text/plain", "body").is(503);
        assertFalse(tooMany.header("retry-after").isEmpty());
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
        bring(server, "/api/held/{number}", request -> {
            Thread.sleep(1);
            return Response.ok(request.parameter("number") + request.text());
        });
        for (int i = 0; i < 64; i++) {
            assertEquals(i + "body", waiting.get(i).get().is(200).body());
        }
        assertEquals(64, server.hold().places().availablePermits());
        assertEquals(0, server.room().door().bodies().held());
    }

    @Test
    void theWaitForWhatDoesNotComeEndsAndTheConnectionStays() throws Exception {
        try (Server brief = Server.holding(Duration.ofSeconds(2));
                Wire wire = new Wire(brief)) {
            Endpoint endpoint = bring(brief, "/api/held", request -> Response.ok("here"));
            brief.room().extensions().take(endpoint);
            String held = wire.ask("POST", "/api/held", "body");
            assertTrue(held.startsWith("HTTP/1.1 503") && held.contains("Retry-After"), held);
            String gone = wire.ask("POST", "/api/held", "body");
            while (gone.startsWith("HTTP/1.1 503")) {
                gone = wire.ask("POST", "/api/held", "body");
            }
            assertTrue(gone.startsWith("HTTP/1.1 404"), gone);
            while (!wire.ask("GET", "/api/held", "").startsWith("HTTP/1.1 404")) {
                Thread.onSpinWait();
            }
            assertTrue(wire.ask("GET", "/api/status", "").startsWith("HTTP/1.1 200"));
            bring(brief, "/api/held", request -> Response.ok("again"));
            assertTrue(wire.ask("POST", "/api/held", "body").endsWith("again"));
        }
    }

    @Test
    void aPushThatNobodyTakesJustNowDoesNotCostItsConnection() throws Exception {
        server.kernel().remove(Connections.class);
        try (Wire wire = new Wire(server)) {
            wire.send("POST /hooks/shop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            wire.send("x".repeat(100_000));
            assertTrue(wire.statusLine().startsWith("HTTP/1.1 503"));
            assertFalse(wire.readUntil("\r\n\r\n").toLowerCase(Locale.ROOT).contains("connection: close"));
            wire.readUntil("}");
            assertTrue(wire.ask("GET", "/health/live", "").startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void whoGoesMayFinishWhatItBeganWhileItsSuccessorServesAlready() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Endpoint old = bring(server, "/api/held", request -> {
            begun.countDown();
            finish.await();
            return Response.ok("old");
        });
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> server.post("/api/held", "x"));
        begun.await();
        bring(server, "/api/held", request -> Response.ok("new"));
        CompletableFuture<Void> going =
                CompletableFuture.runAsync(() -> server.room().extensions().take(old));
        while (!server.get("/api/plugins").at("items.0.state").equals("active")
                || server.get("/api/plugins").size("items") > 1) {
            Thread.onSpinWait();
        }
        assertEquals("new", server.post("/api/held", "x").is(200).body());
        assertFalse(going.isDone());
        finish.countDown();
        going.join();
        assertEquals("old", first.join().is(200).body());
    }

    @Test
    void whoHangsIsNotWaitedForForEver() throws Exception {
        try (Server brief = Server.holding(Duration.ofMillis(50))) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            Endpoint hanging = bring(brief, "/api/held", request -> {
                begun.countDown();
                never.await();
                return Response.ok("late");
            });
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> brief.post("/api/held", "x"));
            begun.await();
            brief.room().extensions().take(hanging);
            assertFalse(answer.isDone());
            never.countDown();
            assertEquals("late", answer.join().is(200).body());
        }
    }
}
