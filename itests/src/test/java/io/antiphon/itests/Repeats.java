package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Somebody who offers what was heard once more by the same ids, in other words, and must be told that it was heard already, and where. */
final class Repeats {

    /** No signal may be found to say so. */
    static final String WORDS = "I say it again";

    private final Distribution antiphon;
    private final LongSupplier end;
    private final Random random = new Random();
    private final AtomicInteger offered = new AtomicInteger();

    /** @param end how far the journal is known to go */
    Repeats(Distribution antiphon, LongSupplier end) {
        this.antiphon = antiphon;
        this.end = end;
    }

    /** Offers a page again, now the newest and now any. */
    void offer() {
        String from = random.nextBoolean() ? "" : "&after=0-" + random.nextLong(Math.max(1, end.getAsLong()));
        HttpResponse<String> page =
                antiphon.get("/api/signals?connection=" + Demonstration.CONNECTION + "&limit=20" + from);
        if (page.statusCode() != 200) {
            return;
        }
        List<String> positions = new ArrayList<>();
        StringJoiner signals = new StringJoiner(",", "[", "]");
        for (JsonNode heard : Heard.parse(page.body()).get("items")) {
            positions.add(heard.get("id").asText());
            signals.add("{\"externalId\":\"" + heard.get("externalId").asText()
                    + "\",\"kind\":\"complaint\",\"channel\":\"email\",\"text\":\"" + WORDS + "\"}");
        }
        if (positions.isEmpty()) {
            return;
        }
        HttpResponse<String> answer =
                antiphon.post("/api/signals?connection=" + Demonstration.CONNECTION, signals.toString());
        if (answer.statusCode() == 202) {
            assertKnown(positions, Heard.parse(answer.body()));
        } else if (answer.statusCode() != 429 && answer.statusCode() != 503) {
            throw new AssertionError("a repeat was answered by " + answer.statusCode() + " " + answer.body());
        }
    }

    private void assertKnown(List<String> positions, JsonNode receipts) {
        List<String> told = new ArrayList<>();
        receipts.get("positions").forEach(position -> told.add(position.asText()));
        if (!told.equals(positions) || receipts.get("repeated").asInt() != positions.size()) {
            throw new AssertionError("heard at " + positions + ", offered again: " + receipts);
        }
        offered.addAndGet(positions.size());
    }

    /** How many signals were offered again. */
    int offered() {
        return offered.get();
    }
}
