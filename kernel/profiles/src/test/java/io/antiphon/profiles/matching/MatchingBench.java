package io.antiphon.profiles.matching;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** Measures how long it takes to match {@code -Dpeople=1000000} descriptions, how much memory, and how well it is done. */
final class MatchingBench {

    private static final int PEOPLE = Integer.getInteger("people", 100_000);
    private static final int DESCRIPTIONS = 4;

    private MatchingBench() {}

    public static void main(String[] arguments) {
        Crowd crowd = new Crowd(1).with((int) (PEOPLE / ((1 + DESCRIPTIONS) / 2.0)), DESCRIPTIONS);
        System.out.printf("%,d descriptions, %,d MiB%n", crowd.people.size(), used());
        long start = System.nanoTime();
        long cpu = cpu();
        Matching matching =
                Matching.of(crowd.people, step -> System.out.printf("%6.1f s CPU  %s%n", (cpu() - cpu) / 1e9, step));
        System.out.printf(
                "%.1f s CPU, %.1f s, %,d pairs, %,.0f descriptions a CPU second, heap at most %,d MiB%n",
                (cpu() - cpu) / 1e9,
                (System.nanoTime() - start) / 1e9,
                matching.pairs(),
                crowd.people.size() / ((cpu() - cpu) / 1e9),
                peak());
        judge(matching.clusters(), crowd);
    }

    private static void judge(int[] found, Crowd crowd) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Long, Integer> byCluster = new HashMap<>();
        Map<Long, Integer> byPerson = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            long person = crowd.truth.get(i);
            both.merge((long) found[i] << 32 | person, 1, Integer::sum);
            byCluster.merge((long) found[i], 1, Integer::sum);
            byPerson.merge(person, 1, Integer::sum);
        }
        System.out.printf(
                "precision %.4f, recall %.4f, largest cluster %d%n",
                (double) pairs(both) / pairs(byCluster),
                (double) pairs(both) / pairs(byPerson),
                byCluster.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private static long pairs(Map<Long, Integer> sizes) {
        return sizes.values().stream()
                .mapToLong(size -> (long) size * (size - 1) / 2)
                .sum();
    }

    private static long used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed() >> 20)
                .sum();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
