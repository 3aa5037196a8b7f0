package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients that post signals with known ids, each one after the other on a connection of its own, and remember what was
 * acknowledged. What was not is offered again by every second client and given up by the others.
 */
final class Poster implements AutoCloseable {

    static final int BATCH = 20;

    private final Distribution antiphon;
    private final String token;
    private final Thread[] clients;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger refusalsWithRetryAfter = new AtomicInteger();
    private final AtomicReference<String> unexpected = new AtomicReference<>("");
    private final int padding;
    private volatile boolean running = true;

    private Poster(Distribution antiphon, int clients, int padding) {
        this.antiphon = antiphon;
        this.token = antiphon.token();
        this.padding = padding;
        this.clients = new Thread[clients];
    }

    /** Starts the clients; each text is about so many characters long. */
    static Poster start(Distribution antiphon, int clients, int padding) {
        Poster poster = new Poster(antiphon, clients, padding);
        for (int i = 0; i < clients; i++) {
            int client = i;
            poster.clients[i] = new Thread(() -> poster.run(client), "poster-" + client);
            poster.clients[i].start();
        }
        return poster;
    }

    /** The ids whose request was answered with 202. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** All ids that were ever sent. */
    Set<String> offered() {
        return offered;
    }

    /** How often the answer was 429 or 503. */
    int refusals() {
        return refusals.get();
    }

    /** How many of the refusals named a time to come back. */
    int refusalsWithRetryAfter() {
        return refusalsWithRetryAfter.get();
    }

    /** An answer that is neither 202 nor a refusal; empty if there was none. */
    String unexpected() {
        return unexpected.get();
    }

    /** The text of the signal with an id, so that half a signal would show. */
    String text(String id) {
        return "My order 4" + String.format("%07d", Math.floorMod(id.hashCode(), 10_000_000)) + " is late, says " + id
                + " " + "ж".repeat(padding);
    }

    private void run(int client) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        for (int request = 0; running; request++) {
            int size = request % 2 == 0 ? 1 : BATCH;
            String prefix = client + "-" + request + "-";
            boolean durable = post(http, prefix, size);
            while (!durable && running && client % 2 == 0) {
                durable = post(http, prefix, size);
            }
        }
    }

    private boolean post(HttpClient http, String prefix, int size) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            String id = prefix + i;
            offered.add(id);
            body.append(i == 0 ? "" : ",")
                    .append("{\"externalId\":\"")
                    .append(id)
                    .append(
                            "\",\"kind\":\"complaint\",\"channel\":\"email\",\"identities\":[{\"scheme\":\"email\",\"value\":\"c")
                    .append(Math.floorMod(id.hashCode(), 500))
                    .append("@example.org\"}],\"text\":\"")
                    .append(text(id))
                    .append("\"}");
        }
        try {
            HttpResponse<String> response = http.send(
                    java.net.http.HttpRequest.newBuilder(antiphon.uri("/api/signals"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body.append(']').toString()))
                            .build(),
                    BodyHandlers.ofString());
            return answered(response, prefix, size);
        } catch (IOException e) {
            return !pause(20);
        } catch (InterruptedException e) {
            running = false;
            return false;
        }
    }

    private boolean answered(HttpResponse<String> response, String prefix, int size) {
        if (response.statusCode() == 202) {
            for (int i = 0; i < size; i++) {
                acknowledged.add(prefix + i);
            }
            return true;
        }
        if (response.statusCode() == 429 || response.statusCode() == 503) {
            refusals.incrementAndGet();
            if (response.headers().firstValue("Retry-After").isPresent()) {
                refusalsWithRetryAfter.incrementAndGet();
            }
            return !pause(20);
        }
        unexpected.compareAndSet("", response.statusCode() + " " + response.body());
        return !pause(20);
    }

    /** Waits a little before the next try; always true. */
    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            running = false;
        }
        return true;
    }

    /** Lets each client finish its request and stops. */
    @Override
    public void close() {
        running = false;
        for (Thread client : clients) {
            try {
                client.join(Duration.ofSeconds(40).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            client.interrupt();
        }
    }
}
