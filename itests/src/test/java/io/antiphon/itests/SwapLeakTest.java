package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is exchanged leaves nothing behind: no class loader, thread, open file, service, metric or memory. */
class SwapLeakTest {

    private static final int SWAPS = Integer.getInteger("antiphon.swap.rounds", 60);
    private static final int WARM = 20;

    @TempDir
    Path folder;

    /** What the process holds. */
    private record Holdings(long loaders, long threads, long files, long classes, long heapKilobytes, long metrics) {}

    @Test
    void exchangesLeaveNothingBehind() throws Exception {
        Editions editions = new Editions(folder);
        Path one = editions.good("1.0.0");
        Path two = editions.good("1.0.1");
        try (Distribution antiphon = Distribution.fresh().start()) {
            Editions.put(antiphon, one);
            Editions.connect(antiphon);
            exchange(antiphon, WARM, one, two);
            Holdings before = holdings(antiphon);
            exchange(antiphon, SWAPS, one, two);
            Holdings after = holdings(antiphon);
            System.out.println("leak: before " + before + "\nleak: after  " + after + " (" + SWAPS + " exchanges)");
            assertEquals(1, after.loaders(), "class loaders that hold the connector");
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

    private static Holdings holdings(Distribution antiphon) throws IOException {
        long pid = antiphon.process().pid();
        String live = jcmd(pid, "GC.class_histogram");
        long loaders = live.lines()
                .filter(line -> line.contains(" " + Editions.NAME))
                .filter(line -> !line.contains("$"))
                .count();
        String[] total = live.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow()
                .trim()
                .split("\\s+");
        return new Holdings(
                loaders,
                count(Path.of("/proc/" + pid + "/task")),
                count(Path.of("/proc/" + pid + "/fd")),
                classes(jcmd(pid, "VM.metaspace")),
                Long.parseLong(total[2]) / 1024,
                antiphon.metrics().keySet().stream()
                        .filter(metric -> metric.contains("plugin=") || metric.contains("connection="))
                        .count());
    }

    private static long classes(String metaspace) {
        // "Total Usage - 1234 loaders, 23456 classes (…)"
        String line = metaspace
                .lines()
                .filter(text -> text.startsWith("Total Usage"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll(".*?(\\d+) classes.*", "$1"));
    }

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Ran.run(List.of(jcmd, Long.toString(pid), command), Map.of(), "", Duration.ofMinutes(1))
                .out();
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
