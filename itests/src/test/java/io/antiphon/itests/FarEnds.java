package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The systems behind some connections of the connector webhook-out: they note what reaches them and when. */
final class FarEnds implements AutoCloseable {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Something that reached one of them. */
    record Arrival(String action, String text, long nanos) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final List<Arrival> arrivals = new ArrayList<>();
    private volatile boolean silent;

    FarEnds() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Makes a connection to one of them. */
    void connect(Distribution antiphon, String id) {
        connect(antiphon, id, Duration.ofSeconds(20));
    }

    /** The same, with the time an answer may take. */
    void connect(Distribution antiphon, String id, Duration timeout) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + id;
        antiphon.connect(
                id,
                Map.of(
                        "connector",
                        "webhook-out",
                        "url",
                        url,
                        "secret",
                        SECRET,
                        "private-network",
                        "true",
                        "timeout",
                        timeout.toSeconds() + "s"));
    }

    /** Whether they take what comes and never answer. */
    void silent(boolean now) {
        silent = now;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            JsonNode action = Heard.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            synchronized (this) {
                arrivals.add(new Arrival(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        action.path("text").asText(),
                        System.nanoTime()));
                notifyAll();
            }
        }
        if (!silent) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    synchronized int count() {
        return arrivals.size();
    }

    /** The ids of the actions that have reached them. */
    synchronized Set<String> actions() {
        Set<String> actions = new HashSet<>();
        arrivals.forEach(arrival -> actions.add(arrival.action()));
        return actions;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
