package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * The world of the demonstration, answered by its rules and by people, some of it said twice, and the process killed in the middle as
 * by a power cut: whenever the answer ledger is asked, every signal that was heard has come to something, or is open.
 */
@OneByOne
class LedgerTest {

    /** How many signals are played; the guarantee is for 100,000. */
    private static final int SIGNALS = Integer.getInteger("antiphon.ledger.signals", 4_000);

    /** How often the process is killed while they are. */
    private static final int KILLS = Integer.getInteger("antiphon.ledger.kills", 1);

    private static final int MOST_ORDERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(20L * SIGNALS);

    private final Random random = new Random();
    private final Distribution antiphon = Distribution.fresh();
    private final Checkpoints ledger = new Checkpoints(antiphon);
    private final Desk desk = new Desk(antiphon);
    private final Repeats repeats = new Repeats(antiphon, ledger::reached);

    @Test
    void whatWasHeardIsWhatBecameOfItAtEveryMoment() throws Exception {
        try (antiphon) {
            Demonstration demonstration = new Demonstration(antiphon);
            antiphon.start();
            demonstration.play(SIGNALS);
            try (Busy people = new Busy("desk", desk::work);
                    Busy parrot = new Busy("repeats", repeats::offer)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    long some = (long) SIGNALS * kill / (KILLS + 1);
                    watch("more signals are heard", () -> ledger.heard() > some);
                    killAtSomeMoment();
                }
                watch("the past is told", () -> demonstration.isPast(SIGNALS));
                int orders = Math.min(MOST_ORDERS, SIGNALS / 100);
                watch("people work", () -> check(people, parrot) && desk.done() >= orders);
            }
            demonstration.pause();
            watch("all has come to its end", this::isQuiet);
            assertTrue(ledger.take(true));
            assertJournalAgrees();
        }
    }

    /** Waits, and takes checkpoints meanwhile. */
    private void watch(String what, BooleanSupplier condition) {
        int[] round = {0};
        antiphon.await(what, PATIENCE, () -> ledger.take(round[0]++ % 10 == 0) && condition.getAsBoolean());
    }

    private void killAtSomeMoment() {
        long moment =
                System.nanoTime() + Duration.ofMillis(random.nextInt(1_500)).toNanos();
        watch("the moment comes", () -> System.nanoTime() > moment);
        antiphon.kill().start();
        antiphon.await("the ledger can be asked again", PATIENCE, () -> ledger.take(true));
    }

    private static boolean check(Busy... all) {
        for (Busy one : all) {
            one.check();
        }
        return true;
    }

    private boolean isQuiet() {
        Map<String, Double> metrics = antiphon.metrics();
        double waiting = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("antiphon_outbox_actions{connection=\"demo\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return waiting == 0 && metrics.getOrDefault("antiphon_road_lag_entries", 1.0) == 0;
    }

    // ---- what the journal says --------------------------------------------------------------------------------------

    private void assertJournalAgrees() {
        BitSet played = new BitSet();
        Set<String> ids = new HashSet<>();
        List<Long> positions = new ArrayList<>();
        Map<String, Integer> units = new TreeMap<>();
        Map<String, Integer> channels = new TreeMap<>();
        Heard.each(antiphon, Demonstration.CONNECTION, signal -> {
            assertTrue(ids.add(signal.get("externalId").asText()), () -> "heard twice: " + signal);
            assertTrue(
                    !signal.path("text").asText().equals(Repeats.WORDS), () -> "not as it was first said: " + signal);
            Demonstration.number(signal).ifPresent(number -> played.set((int) number));
            positions.add(Long.parseLong(signal.get("id").asText().split("-")[1]));
            units.merge(signal.get("unit").asText(), 1, Integer::sum);
            channels.merge(signal.get("channel").asText(), 1, Integer::sum);
        });
        int broken = unreadable(played);
        int lost = played.nextClearBit(0);
        assertTrue(lost >= SIGNALS, () -> "event " + lost + " was neither heard nor kept as unreadable");
        JsonNode told = Heard.get(antiphon, "/api/care/ledger");
        assertEquals(positions.size(), told.get("heard").asInt(), told::toString);
        assertEquals(units, heardBy(told, "unit"), told::toString);
        assertEquals(channels, heardBy(told, "channel"), told::toString);
        assertEachCheckpoint(positions);
        assertOpenInCases(told);
        System.out.printf(
                "ledger: %s, %d kills, %d heard (%d unreadable), %d offered again, orders %s%nledger: %s%n",
                ledger, KILLS, positions.size(), broken, repeats.offered(), desk.byVerb(), told);
    }

    /** Adds the events that could not be read. */
    private int unreadable(BitSet played) {
        Set<Long> numbers = new HashSet<>();
        String before = "";
        do {
            JsonNode page = Heard.get(
                    antiphon, "/api/deadletters?connection=" + Demonstration.CONNECTION + "&limit=200" + before);
            page.get("items")
                    .forEach(letter -> numbers.add(Demonstration.broken(letter).orElseThrow()));
            before = page.get("next").isNull()
                    ? ""
                    : "&before=" + page.get("next").asText();
        } while (!before.isEmpty());
        numbers.forEach(number -> played.set(number.intValue()));
        return numbers.size();
    }

    private static Map<String, Integer> heardBy(JsonNode told, String name) {
        Map<String, Integer> lines = new TreeMap<>();
        told.get(name + "s")
                .forEach(line ->
                        lines.put(line.get(name).asText(), line.get("heard").asInt()));
        return lines;
    }

    /** What the ledger said was heard at a position is what the journal holds up to there. */
    private void assertEachCheckpoint(List<Long> positions) {
        int count = 0;
        for (Map.Entry<Long, Long> checkpoint : ledger.heardAt().entrySet()) {
            while (count < positions.size() && positions.get(count) <= checkpoint.getKey()) {
                count++;
            }
            assertEquals(count, checkpoint.getValue(), "heard until 0-" + checkpoint.getKey());
        }
    }

    /** What is open stands in cases, and of what became of signals there is some of each kind. */
    private void assertOpenInCases(JsonNode told) {
        long unanswered = 0;
        String after = "";
        do {
            JsonNode page = Heard.get(antiphon, "/api/cases?state=all&order=latest&limit=200" + after);
            for (JsonNode one : page.get("items")) {
                unanswered += one.get("unanswered").asLong();
            }
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asText();
        } while (!after.isEmpty());
        assertEquals(told.get("open").asLong(), unanswered, told::toString);
        for (String kind : List.of("answered", "solved", "thanked", "closed", "open")) {
            assertTrue(told.get(kind).asLong() > 0, () -> "nothing is " + kind + ": " + told);
        }
    }
}
