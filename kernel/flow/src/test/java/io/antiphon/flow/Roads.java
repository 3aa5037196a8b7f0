package io.antiphon.flow;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Plugins.Plugin;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A road over a journal in memory, with quick limits, for tests. */
final class Roads implements AutoCloseable {

    static final Limits LIMITS = new Limits(
            100,
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofMillis(50),
            64L << 20,
            50_000,
            64,
            8L << 20,
            1.1,
            2,
            4,
            Duration.ofMillis(2),
            Duration.ZERO,
            Duration.ZERO);

    final SettableClock clock;
    final MemoryJournal journal;
    final Registry registry;
    final Watchdog watchdog;
    private final Path folder;
    private final Limits limits;
    private RunningFlow running;
    private Recorder recorder;

    Roads(Path folder) {
        this(folder, LIMITS, SettableClock.at("2026-01-31T12:00:00Z"), null);
    }

    Roads(Path folder, Limits limits, SettableClock clock, MemoryJournal journal) {
        this(folder, limits, clock, journal, true);
    }

    private Roads(Path folder, Limits limits, SettableClock clock, MemoryJournal journal, boolean begun) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.journal = journal == null ? new MemoryJournal(clock) : journal;
        this.recorder = this.journal;
        this.watchdog = new Watchdog(limits);
        this.registry = new Registry(clock, watchdog);
        if (begun) {
            registry.begun();
        }
    }

    Roads start() {
        return start(step -> {});
    }

    Roads start(Site.Steps steps) {
        running = new RunningFlow(folder, journal, recorder, registry, watchdog, limits, clock, steps);
        return this;
    }

    /** The same folder and journal, as after a restart. */
    Roads again() {
        return again(true);
    }

    /** @param begun whether all bundles that are started by themselves have been started */
    Roads again(boolean begun) {
        return new Roads(folder, limits, clock, journal, begun);
    }

    /** Another folder and the same journal, as after the loss of the state. */
    Roads elsewhere(Path other) {
        return new Roads(other, limits, clock, journal);
    }

    Roads recordingBy(Recorder other) {
        recorder = other;
        return this;
    }

    Roads knowing() {
        registry.add(new Names(), "test");
        return this;
    }

    Roads enricher(String name, Enricher enricher) {
        registry.add(enricher, name, "1", "test");
        return this;
    }

    Roads policy(String name, Policy policy) {
        registry.add(policy, name, "1", "test");
        return this;
    }

    RunningFlow running() {
        return running;
    }

    void hear(String id, String who) {
        running.intakes().accept("test", List.of(signal(id, who)));
    }

    static Signal signal(String id, String who) {
        return Signal.of("message")
                .externalId(id)
                .identity("name", who)
                .text("This is " + id)
                .build();
    }

    /** Waits until the road has passed everything. */
    void settle() {
        until(() -> running.road().lag() == 0);
    }

    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about within a minute");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    Plugin plugin(String kind, String name) {
        return running.plugins().list().stream()
                .filter(plugin -> plugin.kind().equals(kind) && plugin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean quarantined(String kind, String name) {
        return plugin(kind, name).state().equals("quarantined");
    }

    List<Entry.Understood> understood() {
        return journal.all(Entry.Understood.class);
    }

    List<Entry.Decided> decided() {
        return journal.all(Entry.Decided.class);
    }

    List<String> diary(String fold) {
        return running.state().read(fold, Diary::lines);
    }

    @Override
    public void close() {
        running.close();
    }
}
