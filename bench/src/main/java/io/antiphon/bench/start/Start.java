package io.antiphon.bench.start;

import io.antiphon.bench.Figures;
import io.antiphon.bench.Measurement;
import io.antiphon.bench.Process;
import io.antiphon.harness.Distribution;

/** How long a start takes, in a new home and in a known one, and what a server at rest holds. */
public final class Start implements Measurement {
    private static final int RUNS = 3;
    private static final long REST_MILLIS = 10_000;

    private record Started(double seconds, double cpuSeconds) {}

    @Override
    public String summary() {
        return "cold and warm start until ready; memory at rest";
    }

    @Override
    public Figures run(String[] arguments) throws Exception {
        double[] cold = new double[RUNS];
        double[] coldCpu = new double[RUNS];
        double[] warm = new double[RUNS];
        double[] warmCpu = new double[RUNS];
        double[] resident = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            try (Distribution antiphon = Distribution.fresh()) {
                Started first = start(antiphon);
                cold[i] = first.seconds;
                coldCpu[i] = first.cpuSeconds;
                Thread.sleep(REST_MILLIS);
                resident[i] = new Process(antiphon.process()).residentMegabytes();
                antiphon.stop();
                Started second = start(antiphon);
                warm[i] = second.seconds;
                warmCpu[i] = second.cpuSeconds;
                System.out.printf("run %d: cold %.1f s, warm %.1f s%n", i + 1, cold[i], warm[i]);
            }
        }
        return new Figures()
                .atMost(15, "cold_start_seconds", median(cold), "s")
                .add("cold_start_cpu_seconds", median(coldCpu), "s CPU")
                .add("warm_start_seconds", median(warm), "s")
                .add("warm_start_cpu_seconds", median(warmCpu), "s CPU")
                .atMost(400, "rss_at_rest_mb", median(resident), "MB");
    }

    private static Started start(Distribution antiphon) throws Exception {
        long begin = System.nanoTime();
        antiphon.start();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Started(seconds, new Process(antiphon.process()).cpuSeconds());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
