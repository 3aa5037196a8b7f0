package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is exchanged leaves nothing behind: no class loader, thread, open file, service, metric or memory. */
@OneByOne
class SwapLeakTest {

    private static final int SWAPS = Integer.getInteger("antiphon.swap.rounds", 60);
    private static final int WARM = 20;

    @TempDir
    Path folder;

    @Test
    void exchangesLeaveNothingBehind() throws Exception {
        Editions editions = new Editions(folder);
        Path one = editions.good("1.0.0");
        Path two = editions.good("1.0.1");
        try (Distribution antiphon = Distribution.fresh().start()) {
            Heard.get(antiphon, "/api/scripts"); // whoever asks for them has their engine loaded
            antiphon.await("the engine of scripts is loaded", Duration.ofSeconds(60), () -> antiphon.log()
                    .contains("Scripts are "));
            Editions.put(antiphon, one);
            Editions.connect(antiphon);
            exchange(antiphon, WARM, one, two);
            Holdings before = Holdings.of(antiphon, Editions.NAME);
            exchange(antiphon, SWAPS, one, two);
            Holdings after = Holdings.of(antiphon, Editions.NAME);
            System.out.println("leak: before " + before + "\nleak: after  " + after + " (" + SWAPS + " exchanges)");
            assertEquals(1, after.instances(), "class loaders that hold the connector");
            assertTrue(after.threads() <= before.threads() + 5, "threads");
            assertTrue(after.files() <= before.files() + 10, "open files");
            assertTrue(after.classes() <= before.classes() + before.classes() / 20, "loaded classes");
            assertTrue(after.heapKilobytes() <= before.heapKilobytes() + 20_000, "heap");
            assertTrue(after.metrics() <= before.metrics() + 5, "metrics");
            Editions.say(antiphon, "still here");
        }
    }

    private static void exchange(Distribution antiphon, int times, Path one, Path two) throws Exception {
        for (int i = 0; i < times; i++) {
            Path jar = i % 2 == 0 ? two : one;
            assertEquals(200, Editions.put(antiphon, jar).statusCode());
        }
    }
}
