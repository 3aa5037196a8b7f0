package io.antiphon.bench.road;

import io.antiphon.bench.Figures;
import io.antiphon.bench.Load;
import io.antiphon.bench.Machine;
import io.antiphon.bench.Measurement;
import io.antiphon.bench.Process;
import io.antiphon.harness.Distribution;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signals from HTTP in to decided, with everything that is shipped. */
public final class Road implements Measurement {
    private static final int BATCH = 50;
    private static final int QUERIES = 1_000;
    /** The load that has to be sustained; latency is told at half of it. */
    private static final double SUSTAINED = 10_000;

    private static final Pattern ENRICHER =
            Pattern.compile("antiphon_plugin_calls_total\\{kind=\"enricher\",plugin=\"([^\"]*)\".*");

    /** Sustained is what a server does that has run for minutes: enrichers are much code, compiled bit by bit. */
    private static final int WARM_ROUNDS = 3;

    private double seconds = 30;

    @Override
    public String summary() {
        return "POST /api/signals to decided: rate, acknowledgement, CPU, disk (1 KB a signal) [SECONDS a load]";
    }

    @Override
    public Figures run(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            seconds = Double.parseDouble(arguments[0]);
        }
        try (Distribution antiphon = Distribution.fresh().start()) {
            Process process = new Process(antiphon.process());
            Queries.listen(antiphon, QUERIES);
            say("warming up until the compiler rests, " + QUERIES + " listening queries");
            new Load(antiphon, 16, 1).closed(seconds);
            new Load(antiphon, 4, BATCH).closed(WARM_ROUNDS * seconds);
            decided(antiphon);

            Figures figures = new Figures();
            say("batches of 50, 4 clients, as fast as they are answered");
            Measured batches = measure(antiphon, process, new Load(antiphon, 4, BATCH));
            figures.atLeast(SUSTAINED, "decided_per_second", batches.decidedRate, "signals/s");
            figures.add("acknowledged_per_second", batches.load.rate(), "signals/s");
            figures.add("refused", batches.load.refused(), "signals");
            figures.atMost(150, "cpu_micros_per_signal", batches.cpuMicros, "µs");
            figures.add("group_size", batches.groupSize, "entries");
            batches.enricherMicros.forEach((name, micros) -> figures.add("enricher_micros_" + name, micros, "µs"));

            say("one signal a request, 16 clients, as fast as they are answered");
            Measured single = measure(antiphon, process, new Load(antiphon, 16, 1));
            figures.add("single_decided_per_second", single.decidedRate, "signals/s");
            figures.add("single_acknowledged_per_second", single.load.rate(), "signals/s");
            figures.add("single_acknowledged_p50_ms", single.load.percentile(0.5), "ms");
            figures.add("single_acknowledged_p99_ms", single.load.percentile(0.99), "ms");
            figures.add("single_cpu_micros_per_signal", single.cpuMicros, "µs");
            figures.add("single_group_size", single.groupSize, "entries");

            say("batches of 50, 4 clients, at half of the rate that has to be sustained");
            Machine machine = new Machine();
            Load.Result half = new Load(antiphon, 4, BATCH).open(seconds, SUSTAINED / 2);
            machine.close();
            figures.add("half_load_per_second", half.rate(), "signals/s");
            figures.add("half_load_acknowledged_p50_ms", half.percentile(0.5), "ms");
            figures.atMost(20, "half_load_acknowledged_p99_ms", half.percentile(0.99), "ms");
            figures.add("half_load_machine_stolen_percent", machine.stolenPercent(), "%");
            figures.add("half_load_machine_hiccup_p99_ms", machine.hiccupP99(), "ms");
            decided(antiphon);

            figures.add("rss_mb", process.residentMegabytes(), "MB");
            double signals = heard(antiphon);
            antiphon.stop();
            double bytes = Process.bytes(antiphon.home().resolve("data/journal"))
                    + Process.bytes(antiphon.home().resolve("data/state"));
            figures.add("signals", signals, "signals");
            figures.atMost(2.5, "disk_kb_per_signal", bytes / 1024 / signals, "KB");
            return figures;
        }
    }

    /** @param enricherMicros how long a call of each enricher took in the thread that made it */
    private record Measured(
            Load.Result load,
            double decidedRate,
            double cpuMicros,
            double groupSize,
            Map<String, Double> enricherMicros) {}

    private Measured measure(Distribution antiphon, Process process, Load load) throws Exception {
        Map<String, Double> before = antiphon.metrics();
        double cpu = process.cpuSeconds();
        long begin = System.nanoTime();
        Load.Result result = load.closed(seconds);
        decided(antiphon);
        double took = (System.nanoTime() - begin) / 1e9;
        double used = process.cpuSeconds() - cpu;
        Map<String, Double> after = antiphon.metrics();
        double groups = grown(before, after, "antiphon_journal_groups_total");
        double entries = grown(before, after, "antiphon_journal_entries_total");
        return new Measured(
                result,
                result.signals() / took,
                used * 1e6 / result.signals(),
                groups == 0 ? Double.NaN : entries / groups,
                enricherMicros(before, after));
    }

    private static Map<String, Double> enricherMicros(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> micros = new TreeMap<>();
        for (String name : after.keySet()) {
            Matcher enricher = ENRICHER.matcher(name);
            double calls = enricher.matches() ? after.get(name) - before.getOrDefault(name, 0.0) : 0;
            if (calls > 0) {
                String seconds = name.replace("_calls_", "_seconds_");
                micros.put(enricher.group(1), grown(before, after, seconds) * 1e6 / calls);
            }
        }
        return micros;
    }

    /** Waits until nothing is left on the road. */
    private static void decided(Distribution antiphon) {
        antiphon.await(
                "the road is empty",
                Duration.ofMinutes(5),
                () -> sum(antiphon.metrics(), "antiphon_road_lag_entries") == 0);
    }

    private static double heard(Distribution antiphon) {
        return sum(antiphon.metrics(), "antiphon_intake_accepted_total");
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String name) {
        return sum(after, name) - sum(before, name);
    }

    private static double sum(Map<String, Double> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
