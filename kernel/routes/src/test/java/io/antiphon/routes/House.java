package io.antiphon.routes;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Request;
import io.antiphon.spi.Sinks;
import io.antiphon.tck.MemoryDeadLetters;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The room with a kernel in memory around it, and a configuration folder of its own. */
final class House implements AutoCloseable {

    static final Limits SHORT = new Limits(
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(100),
            Duration.ofMillis(1),
            Duration.ofMillis(20));
    /** For tests in which nothing hangs: nothing is given up on a busy machine. */
    static final Limits PATIENT = new Limits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(1),
            Duration.ofMillis(20));

    final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    final MemoryJournal journal = new MemoryJournal(SettableClock.at("2026-01-31T12:00:00Z"));
    final Entrance entrance = new Entrance(journal);
    final MemoryDeadLetters deadLetters = new MemoryDeadLetters(SettableClock.at("2026-01-31T12:00:00Z"));
    final Workers workers = new Workers();
    final Connectors connectors;
    final Supervisors supervisors;
    final Kernel kernel;
    final EtcFolder etc;
    final Connections connections;
    final Sinks sinks;
    private final AtomicInteger registrations = new AtomicInteger();

    House(Path folder, Limits limits) {
        connectors = new Connectors(workers, limits);
        kernel = new Kernel(entrance, deadLetters, workers, new Contexts(null), limits, clock);
        supervisors = new Supervisors(kernel, connectors);
        etc = new EtcFolder(folder);
        connections = new ConfiguredConnections(kernel, journal, etc, connectors, supervisors, id -> {});
        sinks = new SpeakingConnections(supervisors, etc::has);
    }

    /** Plugs in a connector; returns what to unplug it with. */
    int plug(Connector connector) {
        int order = registrations.incrementAndGet();
        supervisors.replug(connectors.add(new Connectors.Registration(order, connector, "1.0.0", "test 1.0.0")));
        return order;
    }

    void unplug(int order) {
        supervisors.replug(connectors.remove(order));
    }

    Connection get(String id) {
        return connections.get(id).orElseThrow();
    }

    Connection await(String id, Status status) {
        until(() -> get(id).status() == status, () -> "status " + status + ", not " + get(id));
        return get(id);
    }

    List<Entry.Heard> heard() {
        return entries(Entry.Heard.class);
    }

    <T extends Entry> List<T> entries(Class<T> kind) {
        List<T> found = new ArrayList<>();
        List<Entry> page = journal.read(Position.START, 10_000);
        while (!page.isEmpty()) {
            page.stream().filter(kind::isInstance).forEach(e -> found.add(kind.cast(e)));
            page = journal.read(page.get(page.size() - 1).position(), 10_000);
        }
        return found;
    }

    static void until(BooleanSupplier condition, Supplier<String> what) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Waited in vain for " + what.get());
            }
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static Request post(String body) {
        return new Request(
                "POST",
                "/hooks/x",
                Map.of(),
                Map.of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                "");
    }

    @Override
    public void close() {
        supervisors.close();
        workers.close();
    }
}
