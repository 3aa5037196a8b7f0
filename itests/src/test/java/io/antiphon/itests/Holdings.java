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
 * @param heapKilobytes of live objects, but for arrays of longs: those are the recogniser of repeats, which grows with what is heard
 *     up to its bound
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
        return new Holdings(
                instances,
                count(Path.of("/proc/" + pid + "/task")),
                count(Path.of("/proc/" + pid + "/fd")),
                classes(jcmd(pid, "VM.metaspace")),
                (bytes(live, "Total") - bytes(live, "[J")) / 1024,
                antiphon.metrics().keySet().stream()
                        .filter(metric -> metric.contains("plugin=") || metric.contains("connection="))
                        .count());
    }

    /** What a line of a histogram, {@code 7: 12 345 name} or {@code Total 12 345}, says of bytes. */
    private static long bytes(String histogram, String name) {
        for (String line : histogram.lines().toList()) {
            List<String> words = List.of(line.trim().split("\\s+"));
            if (words.contains(name)) {
                return Long.parseLong(words.get(2));
            }
        }
        throw new IllegalStateException("no " + name + " in a histogram of " + histogram.length() + " characters");
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
