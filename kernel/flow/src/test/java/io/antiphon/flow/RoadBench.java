package io.antiphon.flow;

import io.antiphon.spi.Insight;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Signal;
import io.antiphon.tck.SettableClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the road costs: {@code main SIGNALS PROFILES ENRICHERS [RECOGNITION_CLASS]}. The journal is in memory, the state on disk
 * as always. Prints microseconds of the road's threads' CPU per signal, and of each stage per signal.
 */
final class RoadBench {

    private RoadBench() {}

    public static void main(String[] args) throws Exception {
        int signals = Integer.parseInt(args[0]);
        int profiles = Integer.parseInt(args[1]);
        int enrichers = Integer.parseInt(args[2]);
        Path home = Files.createTempDirectory("road-bench");
        Limits usual = Limits.standard();
        Limits limits = new Limits(
                usual.batch(),
                usual.callTime(),
                usual.foldTime(),
                usual.grace(),
                usual.callMemory(),
                Long.MAX_VALUE / 2,
                usual.callers(),
                usual.offered(),
                usual.heap(),
                usual.threads(),
                usual.readers(),
                usual.patience(),
                Duration.ZERO,
                Duration.ZERO);
        Roads roads = new Roads(home, limits, SettableClock.at("2026-01-31T12:00:00Z"), null);
        Recognition recognition = args.length > 3 ? recognition(args[3]) : new Names();
        roads.registry.add(recognition, "bench");
        for (int i = 0; i < enrichers; i++) {
            roads.enricher(
                    "e" + i,
                    (signal, profile) ->
                            List.of(Insight.of("length", "" + signal.text().length())));
        }
        roads.start();
        Random random = new Random(1);
        run(roads, 0, signals / 5, profiles, random, "warm-up");
        run(roads, signals / 5, signals, profiles, random, "measured");
        roads.close();
        System.out.println("state.db " + Files.size(home.resolve("state.db")) / (signals * 6L / 5) + " bytes a signal");
    }

    private static void run(Roads roads, int from, int count, int profiles, Random random, String name) {
        for (int i = 0; i < count; i += 1000) {
            List<Signal> some = new ArrayList<>();
            for (int j = 0; j < 1000; j++) {
                some.add(signal(from + i + j, random.nextInt(profiles), random));
            }
            roads.journal.append(some.stream()
                    .map(signal -> (io.antiphon.spi.Entry) io.antiphon.spi.Entry.Heard.of("bench", signal))
                    .toList());
        }
        long cpu = cpu();
        long began = System.nanoTime();
        List<Metric> before = stages(roads);
        roads.settle();
        report(roads, name, count, cpu, began, before);
    }

    private static void report(Roads roads, String name, int count, long cpu, long began, List<Metric> before) {
        double wall = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %d signals, %.0f/s, %.1f µs CPU each%n", name, count, count / wall, (cpu() - cpu) / 1e3 / count);
        List<Metric> after = stages(roads);
        for (int i = 0; i < after.size(); i++) {
            System.out.printf(
                    "   %-10s %6.1f µs%n",
                    after.get(i).labels().get("stage"),
                    (after.get(i).value() - before.get(i).value()) * 1e6 / count);
        }
    }

    private static List<Metric> stages(Roads roads) {
        return roads.running().metrics().stream()
                .filter(metric -> metric.name().equals("road_stage_seconds"))
                .toList();
    }

    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("antiphon-road")) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }

    private static Signal signal(int number, int who, Random random) {
        return Signal.of("message")
                .externalId("s" + number)
                .identity("email", "person" + who + "@example.org")
                .identity("crm", random.nextInt(4) == 0 ? "" + who : null)
                .text("The parcel " + number + " came late, and nobody answered. ".repeat(12))
                .attribute("profile", java.util.Map.of("name", "Person " + who))
                .build();
    }

    private static Recognition recognition(String type) throws ReflectiveOperationException {
        var constructor = Class.forName(type).getConstructors()[0];
        Class<?> settings = constructor.getParameterTypes()[0];
        Object defaults = Proxy.newProxyInstance(
                settings.getClassLoader(),
                new Class<?>[] {settings},
                (proxy, method, values) -> method.getDefaultValue());
        return (Recognition) constructor.newInstance(defaults);
    }
}
