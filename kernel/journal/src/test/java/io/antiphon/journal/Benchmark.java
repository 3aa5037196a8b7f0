package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Signal;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Prints how fast the journal is on a directory: {@code Benchmark DIRECTORY [seconds]}. Not run by the tests. */
final class Benchmark {

    private static final String TEXT = "The parcel was promised for Tuesday and is still not here. ".repeat(10);
    private static final AtomicLong ID = new AtomicLong();

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        run(directory, "warm-up", 4, 50, seconds, false);
        making(seconds);
        run(directory, "1 caller, 1 at a time", 1, 1, seconds, false);
        run(directory, "1 caller, batches of 50", 1, 50, seconds, false);
        run(directory, "16 callers, 1 at a time", 16, 1, seconds, false);
        run(directory, "16 callers, batches of 50", 16, 50, seconds, false);
        run(directory, "4 callers, batches of 50, followed and understood", 4, 50, seconds, true);
    }

    /** What of the figures is the making of signals, which is not the journal's. */
    private static void making(int seconds) {
        long cpu = cpu();
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long count = 0;
        long characters = 0;
        while (System.nanoTime() < until) {
            characters +=
                    Entry.Heard.of("bench", signal()).signal().attributes().size();
            count++;
        }
        System.out.printf(
                "%-52s %8.1f µs CPU each (%d)%n", "making a signal", (cpu() - cpu) / 1e3 / count, characters / count);
        count = 0;
        cpu = cpu();
        until = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < until) {
            characters += Encoded.of(Entry.Heard.of("bench", signal())).body().length;
            count++;
        }
        System.out.printf(
                "%-52s %8.1f µs CPU each (%d)%n",
                "making and encoding one", (cpu() - cpu) / 1e3 / count, characters / count);
    }

    private static void run(Path parent, String name, int callers, int batch, int seconds, boolean understand)
            throws Exception {
        Path directory = Files.createTempDirectory(parent, "bench");
        long count;
        try (SqliteJournal journal =
                SqliteJournal.open(directory, JournalSettings.defaults(), Clock.systemUTC(), Disk.REAL)) {
            AtomicLong understood = new AtomicLong();
            AutoCloseable following = understand
                    ? journal.follow(Position.START, entries -> understand(journal, entries, understood))
                    : () -> {};
            long cpu = cpu();
            long start = System.nanoTime();
            count = append(journal, callers, batch, start + seconds * 1_000_000_000L);
            double wall = (System.nanoTime() - start) / 1e9;
            while (understand && understood.get() < count) {
                Thread.sleep(1);
            }
            double all = (System.nanoTime() - start) / 1e9;
            double micros = (cpu() - cpu) / 1e3 / count;
            System.out.printf("%-52s %8.0f signals/s %6.1f µs CPU each", name, count / wall, micros);
            if (understand) {
                System.out.printf(" (understood after %.1f s of %.1f)", all, wall);
            }
            System.out.println();
            threads(count);
            for (Metric metric : journal.metrics()) {
                if (metric.labels().containsKey("quantile")) {
                    System.out.printf("    %s%s %.5f%n", metric.name(), metric.labels(), metric.value());
                }
            }
            following.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = files.mapToLong(Sqlite::sizeOf).sum();
            System.out.printf("    %d bytes of disk a signal%n", bytes / count);
        }
        read(directory, count);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void threads(long count) {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("antiphon")) {
                System.out.printf(
                        "    %s %.1f µs CPU%n", info.getThreadName(), threads.getThreadCpuTime(id) / 1e3 / count);
            }
        }
    }

    private static void understand(SqliteJournal journal, List<Entry> entries, AtomicLong understood) {
        List<Entry> derived = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Heard heard) {
                derived.add(Entry.Understood.of(
                        heard,
                        "p-1",
                        List.of(
                                Insight.of("language", "en", 0.98).by("language", "1"),
                                Insight.of("sentiment", "negative", 0.7)
                                        .about("delivery")
                                        .by("sentiment", "3"))));
            }
        }
        journal.append(derived);
        understood.addAndGet(derived.size());
    }

    private static long append(SqliteJournal journal, int callers, int batch, long until) throws Exception {
        AtomicLong count = new AtomicLong();
        CountDownLatch done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            new Thread(() -> {
                        while (System.nanoTime() < until) {
                            List<Entry> entries = new ArrayList<>(batch);
                            for (int j = 0; j < batch; j++) {
                                entries.add(Entry.Heard.of("bench", signal()));
                            }
                            List<Receipt> receipts = journal.append(entries);
                            count.addAndGet(receipts.size());
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        return count.get();
    }

    private static Signal signal() {
        long id = ID.incrementAndGet();
        return Signal.of("message")
                .externalId("message-" + id)
                .channel("email")
                .unit("acme/emea/care")
                .occurredAt(Instant.ofEpochMilli(1_790_000_000_000L + id))
                .identity("email", "customer" + id % 1000 + "@example.org")
                .conversation("c-" + id % 5000)
                .text(TEXT)
                .attribute("order", "NW-" + id)
                .attribute("total", 12.5)
                .attribute("profile", Map.of("name", "Ada"))
                .build();
    }

    private static void read(Path directory, long count) throws Exception {
        long open = System.nanoTime();
        try (SqliteJournal journal =
                SqliteJournal.open(directory, JournalSettings.defaults(), Clock.systemUTC(), Disk.REAL)) {
            long start = System.nanoTime();
            long cpu = cpu();
            long entries = 0;
            Position reached = Position.START;
            for (List<Entry> page = journal.read(reached, 1000); !page.isEmpty(); page = journal.read(reached, 1000)) {
                entries += page.size();
                reached = page.get(page.size() - 1).position();
            }
            System.out.printf(
                    "    opened in %d ms; read back from disk: %.0f entries/s, %.1f µs CPU a signal%n",
                    (start - open) / 1_000_000,
                    entries / ((System.nanoTime() - start) / 1e9),
                    (cpu() - cpu) / 1e3 / count);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
