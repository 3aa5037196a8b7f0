package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the process of a distribution holds after a garbage collection.
 *
 * @param instances how many outer classes of a name are loaded and have instances
 * @param heapKilobytes of live objects
 * @param metrics those of plugins and connections
 */
record Holdings(long instances, long threads, long files, long classes, long heapKilobytes, long metrics) {

    static Holdings of(Distribution antiphon, String name) throws IOException {
        long pid = antiphon.process().pid();
        String live = jcmd(pid, "GC.class_histogram");
        long instances = live.lines()
                .filter(line -> line.contains(" " + name))
                .filter(line -> !line.contains("$"))
                .count();
        String[] total = live.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow()
                .trim()
                .split("\\s+");
        return new Holdings(
                instances,
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
