package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What has not left yet over some connections, asked as any client would. */
final class OutboxCounts {

    private static final int PAGE = 500;

    private final Distribution antiphon;
    private final String connections;

    /** @param connections how the names of the connections begin; empty for all */
    OutboxCounts(Distribution antiphon, String connections) {
        this.antiphon = antiphon;
        this.connections = connections;
    }

    String connections() {
        return connections;
    }

    /** How many have no outcome yet. */
    long pending() {
        return sum("waiting", "held", "performing", "retrying", "unsure");
    }

    long held() {
        return sum("held");
    }

    /** Whether just so many wait, and all of them are held. */
    boolean rests(long expected) {
        return held() == expected && pending() == expected;
    }

    /** How many stand at some stages; -1 before the outbox has an address. */
    long sum(String... stages) {
        HttpResponse<String> answer = antiphon.get("/api/outbox?limit=1");
        if (answer.statusCode() != 200) {
            return -1;
        }
        long sum = 0;
        for (JsonNode count : Heard.parse(answer.body()).get("counts")) {
            if (count.get("connection").asText().startsWith(connections)) {
                for (String stage : stages) {
                    sum += count.get(stage).asLong();
                }
            }
        }
        return sum;
    }

    /** The ids of some that are held. */
    Set<String> ids(int some) {
        Set<String> ids = new HashSet<>();
        Heard.get(antiphon, "/api/outbox?stage=held&limit=" + some)
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    /** Who holds something, and why: each pair once, as {@code GUARD: REASON}. */
    Set<String> reasons() {
        Set<String> reasons = new TreeSet<>();
        each(item ->
                reasons.add(item.get("by").asText() + ": " + item.get("reason").asText()));
        return reasons;
    }

    private void each(Consumer<JsonNode> consumer) {
        String after = "";
        do {
            JsonNode page = Heard.get(antiphon, "/api/outbox?limit=" + PAGE + after);
            for (JsonNode item : page.get("items")) {
                if (item.get("connection").asText().startsWith(connections)) {
                    consumer.accept(item);
                }
            }
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
    }
}
