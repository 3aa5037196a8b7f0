package io.antiphon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the machine itself does to the figures taken on it: how much of its processors others took, and how late it wakes a
 * thread that only sleeps. No latency can be told from such lateness.
 */
public final class Machine implements AutoCloseable {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long NAP_NANOS = 1_000_000;

    private final long[] before = ticks();
    private final Thread sleeper = new Thread(this::nap, "hiccups");
    private double[] late = new double[1 << 14];
    private int naps;

    /** Begins to watch. */
    public Machine() {
        sleeper.setDaemon(true);
        sleeper.start();
    }

    private void nap() {
        try {
            while (true) {
                long began = System.nanoTime();
                Thread.sleep(NAP_NANOS / 1_000_000);
                if (naps == late.length) {
                    late = Arrays.copyOf(late, 2 * naps);
                }
                late[naps++] = Math.max(0, System.nanoTime() - began - NAP_NANOS) / 1e6;
            }
        } catch (InterruptedException e) {
            // the watch has ended
        }
    }

    /** Ends the watch. */
    @Override
    public void close() throws InterruptedException {
        sleeper.interrupt();
        sleeper.join();
    }

    /** After the watch: the lateness that one nap of a hundred exceeds, in milliseconds. */
    public double hiccupP99() {
        double[] sorted = Arrays.copyOf(late, naps);
        Arrays.sort(sorted);
        return naps == 0 ? Double.NaN : sorted[(int) (naps * 0.99)];
    }

    /** The part of the processors' time that the machine's host gave to others since the watch began; NaN if it does not tell. */
    public double stolenPercent() {
        long[] after = ticks();
        if (before.length < 8 || after.length < 8) {
            return Double.NaN;
        }
        long all = 0;
        for (int i = 0; i < 8; i++) {
            all += after[i] - before[i];
        }
        return all == 0 ? 0 : 100.0 * (after[7] - before[7]) / all;
    }

    /** User, nice, system, idle, iowait, irq, softirq, stolen: see proc(5). */
    private static long[] ticks() {
        try {
            String line = Files.readAllLines(STAT).get(0);
            return Arrays.stream(line.substring("cpu".length()).trim().split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            return new long[0];
        }
    }
}
