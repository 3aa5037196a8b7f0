package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script is saved again and again while signals flow: each signal is decided by exactly one version, and nothing is left behind. */
@OneByOne
class ScriptReloadTest {

    private static final int RELOADS = Integer.getInteger("antiphon.script.reloads", 10);
    private static final int WARM = 10;
    /** Every so many revisions some signals are awaited that are decided by it; the others are saved as fast as they go live. */
    private static final int LASTING = 5;

    /** More than a batch of the road. */
    private static final int SOME = 1_100;

    private static final String FILE = "mark.policy.js";

    @TempDir
    Path folder;

    private static String revision(int number) {
        return "export function decide(entry) {\n"
                + "  if (entry.type === 'understood') return {type: 'mark', attributes: {revision: " + number
                + "}};\n}\n";
    }

    @Test
    void eachSignalIsDecidedByExactlyOneVersion() throws Exception {
        try (Distribution antiphon = Distribution.fresh().withScriptsCompiled().start()) {
            Decisions.install(antiphon, folder);
            assertEquals(200, ScriptFiles.put(antiphon, FILE, revision(0)).statusCode());
            Set<String> acknowledged;
            Holdings before;
            long longest = 0;
            long all = 0;
            long began = System.nanoTime();
            try (Poster poster = Poster.start(antiphon, 2, 20)) {
                reload(antiphon, 1, WARM);
                before = Holdings.of(antiphon, "io.antiphon.scripting.kinds.Edition");
                for (int i = 1; i <= RELOADS; i++) {
                    long took = save(antiphon, WARM + i);
                    longest = Math.max(longest, took);
                    all += took;
                    if (i % LASTING == 0) {
                        decideSome(antiphon);
                    }
                }
                poster.close();
                assertEquals("", poster.unexpected());
                acknowledged = new HashSet<>(poster.acknowledged());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Heard.settled(antiphon);
            Holdings after = rested(antiphon, before.heapKilobytes() + 10_000);
            System.out.printf(
                    "script reload: %d reloads, saved to live mean %d ms, longest %d ms; %d signals, %.0f/s%n",
                    RELOADS, all / RELOADS, longest, acknowledged.size(), acknowledged.size() / seconds);
            System.out.println("script reload: before " + before + "\nscript reload: after  " + after);
            assertEachDecidedOnce(antiphon, acknowledged);
            assertEquals(before.instances(), after.instances(), "versions");
            assertTrue(after.threads() <= before.threads() + 5, "threads");
            theNextSignalIsDecidedByWhatWasSaved(antiphon);
        }
    }

    /** What is held once the compiler has let go of the versions it was still at work on. */
    private static Holdings rested(Distribution antiphon, long mostHeap) {
        AtomicReference<Holdings> last = new AtomicReference<>();
        antiphon.await("the heap is back to " + mostHeap + " KB", Duration.ofMinutes(1), () -> {
            last.set(Holdings.of(antiphon, "io.antiphon.scripting.kinds.Edition"));
            return last.get().heapKilobytes() <= mostHeap;
        });
        return last.get();
    }

    private static void reload(Distribution antiphon, int from, int times) {
        for (int i = 0; i < times; i++) {
            save(antiphon, from + i);
        }
    }

    /** Saves a revision in the folder and waits until it is live; milliseconds. */
    private static long save(Distribution antiphon, int number) {
        String former = ScriptFiles.status(antiphon, FILE).get("version").asText();
        long began = System.nanoTime();
        ScriptFiles.save(antiphon, FILE, revision(number));
        antiphon.await(
                "revision " + number + " is live", Duration.ofSeconds(30), () -> !ScriptFiles.status(antiphon, FILE)
                        .get("version")
                        .asText()
                        .equals(former));
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void decideSome(Distribution antiphon) {
        double before = decided(antiphon);
        antiphon.await("some more are decided", Duration.ofMinutes(1), () -> decided(antiphon) >= before + SOME);
    }

    private static double decided(Distribution antiphon) {
        return antiphon.metrics().getOrDefault("antiphon_road_decided_total", 0.0);
    }

    private static void assertEachDecidedOnce(Distribution antiphon, Set<String> acknowledged) {
        Map<String, Integer> times = new HashMap<>();
        Set<String> versions = new HashSet<>();
        for (Decisions.Decision decision : Decisions.of(antiphon, "mark")) {
            times.merge(decision.about(), 1, Integer::sum);
            versions.add(decision.version());
        }
        System.out.println("script reload: signals were decided by " + versions.size() + " versions");
        assertTrue(versions.size() >= RELOADS / LASTING, "signals were decided by many versions: " + versions.size());
        assertEquals(
                Set.of(),
                acknowledged.stream()
                        .filter(id -> times.getOrDefault(id, 0) != 1)
                        .collect(java.util.stream.Collectors.toSet()),
                "decided by none or by several");
    }

    private static void theNextSignalIsDecidedByWhatWasSaved(Distribution antiphon) {
        HttpResponse<String> saved = ScriptFiles.put(antiphon, FILE, revision(9999));
        assertEquals(200, saved.statusCode(), saved.body());
        String version = Heard.parse(saved.body()).get("version").asText();
        antiphon.post("/api/signals", "[{\"externalId\":\"next\",\"kind\":\"message\",\"text\":\"x\"}]");
        Heard.settled(antiphon);
        Decisions.Decision next = Decisions.of(antiphon, "mark").stream()
                .filter(decision -> decision.about().equals("next"))
                .findFirst()
                .orElseThrow();
        assertEquals(version, next.version());
        assertTrue(next.what().contains("revision=9999"), next.what());
    }
}
