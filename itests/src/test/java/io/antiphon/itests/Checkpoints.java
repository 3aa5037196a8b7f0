package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The answer ledger, asked at many moments: each time it must come out even, in all and in each of its lines. */
final class Checkpoints {

    private final Distribution antiphon;
    private final NavigableMap<Long, Long> heardAt = new TreeMap<>();
    private volatile long reached;
    private volatile long heard;
    private int taken;
    private int recounted;

    Checkpoints(Distribution antiphon) {
        this.antiphon = antiphon;
    }

    /** Asks the ledger, and has all its rows counted again if so wanted; false if it cannot be told just now. */
    boolean take(boolean recount) {
        HttpResponse<String> response = antiphon.get("/api/care/ledger" + (recount ? "?check=true" : ""));
        if (response.statusCode() == 503) {
            return false;
        }
        assertEquals(200, response.statusCode(), response::body);
        JsonNode ledger = Heard.parse(response.body());
        assertEven(ledger, ledger);
        assertTrue(ledger.get("balanced").asBoolean(), ledger::toString);
        for (String lines : new String[] {"days", "units", "channels"}) {
            long sum = 0;
            for (JsonNode line : ledger.get(lines)) {
                assertEven(line, ledger);
                sum += number(line, "heard");
            }
            assertEquals(number(ledger, "heard"), sum, () -> lines + " of " + ledger);
        }
        long closed = 0;
        for (JsonNode reason : ledger.get("reasons")) {
            closed += reason.asLong();
        }
        assertEquals(number(ledger, "closed"), closed, () -> "reasons of " + ledger);
        if (recount) {
            assertEquals(0, ledger.get("check").get("wrong").size(), ledger::toString);
            assertEquals(number(ledger, "heard"), number(ledger.get("check"), "rows"), ledger::toString);
            recounted++;
        }
        remember(ledger);
        return true;
    }

    private static void assertEven(JsonNode line, JsonNode ledger) {
        long sum = number(line, "answered")
                + number(line, "solved")
                + number(line, "thanked")
                + number(line, "closed")
                + number(line, "open");
        assertEquals(number(line, "heard"), sum, () -> line + " of " + ledger);
    }

    /** Nothing that was told once is ever forgotten, though the process was killed since. */
    private void remember(JsonNode ledger) {
        long position = Long.parseLong(ledger.get("position").asText().split("-")[1]);
        long signals = number(ledger, "heard");
        assertTrue(position >= reached, () -> "it had come to 0-" + reached + " before: " + ledger);
        assertTrue(signals >= heard, () -> heard + " had been heard before: " + ledger);
        Long before = heardAt.put(position, signals);
        assertTrue(before == null || before == signals, () -> before + " had been heard at this position: " + ledger);
        reached = position;
        heard = signals;
        taken++;
    }

    private static long number(JsonNode line, String name) {
        return line.get(name).asLong();
    }

    /** How far the journal had been read when it was asked last. */
    long reached() {
        return reached;
    }

    /** How many signals it had counted then. */
    long heard() {
        return heard;
    }

    /** How many had been heard at which position, as it said. */
    Map<Long, Long> heardAt() {
        return heardAt;
    }

    @Override
    public String toString() {
        return taken + " checkpoints, " + recounted + " with all rows counted again";
    }
}
