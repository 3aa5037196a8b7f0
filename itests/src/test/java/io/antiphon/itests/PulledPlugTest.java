package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A far end that dies, or takes back its leave, is visible soon and everywhere, and heard again by itself when it returns. */
class PulledPlugTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String FEED = """
            <rss version="2.0"><channel><title>News</title><link>http://localhost/</link><description>d</description>
            <item><title>%s</title><guid>%s</guid></item></channel></rss>""";

    private Distribution antiphon;
    private HttpServer server;
    private volatile int status = 200;
    private volatile String item = "first";

    @BeforeEach
    void start() throws IOException {
        serve(0);
        antiphon = Distribution.fresh().start();
    }

    @AfterEach
    void stop() {
        antiphon.close();
        server.stop(0);
    }

    private void serve(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = FEED.formatted(item, item).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void aFarEndThatDiesOrRevokesItsLeaveIsVisibleAndHeardAgainWhenItReturns() throws Exception {
        int port = server.getAddress().getPort();
        antiphon.connect(
                "news", Map.of("connector", "feed", "url", "http://127.0.0.1:" + port + "/feed", "interval", "10s"));
        awaitHeard("first");

        server.stop(0);
        String dead = awaitProblem();
        assertTrue(dead.contains("127.0.0.1:" + port), dead);
        assertSeenEverywhere();

        item = "second";
        serve(port);
        awaitHeard("second");
        awaitWell();

        status = 401;
        assertTrue(awaitProblem().contains("401"), this::problems);
        status = 200;
        item = "third";
        awaitHeard("third");
        awaitWell();
        antiphon.await("the journal tells the end as well", SOON, () -> antiphon.shell("antiphon:commands")
                .contains("recovered"));
    }

    private void awaitHeard(String what) {
        antiphon.await(what + " is heard", SOON.multipliedBy(2), () -> {
            boolean[] heard = {false};
            Heard.each(antiphon, "news", signal -> heard[0] |= signal.toString().contains(what));
            return heard[0];
        });
    }

    private String awaitProblem() {
        antiphon.await("a problem shows", SOON, () -> !problems().equals("[]"));
        return problems();
    }

    private void awaitWell() {
        antiphon.await("it is well again", SOON, () -> problems().equals("[]"));
        assertEquals("running", connection().get("status").asText());
    }

    private String problems() {
        return connection().get("problems").toString();
    }

    private JsonNode connection() {
        return Heard.get(antiphon, "/api/connections/news");
    }

    private void assertSeenEverywhere() {
        antiphon.await("metrics tell it", SOON, () -> antiphon.metrics().entrySet().stream()
                .anyMatch(metric -> metric.getKey().startsWith("antiphon_connections{")
                        && metric.getKey().contains("failing")
                        && metric.getValue() > 0));
        antiphon.await("the journal tells it", SOON, () -> antiphon.shell("antiphon:commands")
                .contains("connection news"));
        assertTrue(antiphon.shell("antiphon:connections").contains("failing"));
    }
}
