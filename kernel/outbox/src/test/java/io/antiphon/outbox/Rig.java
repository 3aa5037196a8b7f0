package io.antiphon.outbox;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Road;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Sinks;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryProfiles;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An outbox over a journal and a state in memory, with quick limits. */
final class Rig implements AutoCloseable {

    static final Limits LIMITS = new Limits(
            List.of("first", "second"),
            4,
            16,
            100,
            Duration.ofMillis(300),
            Duration.ofDays(7),
            Duration.ofMillis(2),
            Duration.ofMillis(20));

    final SettableClock written;
    final MemoryJournal journal;
    final MemoryState state;
    final Map<String, Sink> sinks = new ConcurrentHashMap<>();
    private final Path folder;
    private final Limits limits;
    private final Clock clock;
    private final List<Consumer<Position>> listeners = new CopyOnWriteArrayList<>();
    private final Thread folding = new Thread(this::fold, "folding");
    private volatile boolean folds = true;
    private volatile boolean closed;
    private volatile long folded;
    Guards guards;
    private OpenOutbox outbox;

    Rig(Path folder) throws SQLException {
        this(folder, LIMITS);
    }

    Rig(Path folder, Limits limits) throws SQLException {
        this.folder = folder;
        this.limits = limits;
        this.written = SettableClock.at("2026-01-31T12:00:00Z");
        this.clock = Clock.offset(
                Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), written.instant()));
        this.journal = new MemoryJournal(written);
        this.state = new MemoryState(new Pending());
        folding.setDaemon(true);
        folding.start();
    }

    /** Whether the state follows the journal. */
    void folds(boolean now) {
        folds = now;
    }

    private void fold() {
        while (!closed) {
            List<Entry> entries = folds ? journal.read(Position.of(folded), 100) : List.of();
            if (entries.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            try {
                state.apply(entries);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            folded = entries.get(entries.size() - 1).position().offset();
            listeners.forEach(listener -> listener.accept(Position.of(folded)));
        }
    }

    Rig start() throws IOException {
        return start(0);
    }

    /** Starts an outbox; another one if there was one, as after a crash. */
    Rig start(long begun) throws IOException {
        Queue queue = new Queue(limits, clock);
        guards = new Guards(limits, clock, Roll.open(folder, clock.instant()), queue::reconsider);
        Kernel kernel =
                new Kernel(journal, journal, state, new Following(), new MemoryProfiles(journal), new Voices(), clock);
        outbox = new OpenOutbox(folder, kernel, limits, queue, guards, begun);
        outbox.begin();
        return this;
    }

    Rig guarded() {
        guard("first", (action, profile) -> Guard.Verdict.ALLOW);
        return guard("second", (action, profile) -> Guard.Verdict.ALLOW);
    }

    Rig guard(String name, Guard guard) {
        guards.add(guard, name, "1", "test");
        return this;
    }

    OpenOutbox outbox() {
        return outbox;
    }

    /** Decides an action in a conversation; its id. */
    String decide(String connection, String conversation, String text) {
        Action action = new Action("", "reply", connection, null, conversation, null, text, null, Map.of());
        return decide(action);
    }

    String decide(Action action) {
        Entry.Decided decided =
                Entry.Decided.of(Position.of(1_000_000 + journal.end().offset()), null, "test", "1", 0, action);
        journal.append(List.of(decided));
        return decided.id();
    }

    List<Outcome> outcomes(String action) {
        return journal.all(Entry.Performed.class).stream()
                .filter(entry -> entry.action().id().equals(action))
                .map(Entry.Performed::outcome)
                .toList();
    }

    Outcome outcome(String action) {
        until(() -> !outcomes(action).isEmpty());
        return outcomes(action).get(0);
    }

    Outbox.Item stands(String action, Outbox.Stage stage) {
        until(() -> outbox.find(action).filter(item -> item.stage() == stage).isPresent());
        return outbox.find(action).orElseThrow();
    }

    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about within three minutes");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        outbox.close();
        closed = true;
        folding.join();
        state.close();
    }

    private final class Following implements Road {
        @Override
        public Position position() {
            return Position.of(folded);
        }

        @Override
        public long lag() {
            return journal.end().offset() - folded;
        }

        @Override
        public AutoCloseable watch(Consumer<Position> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    /** Marks a sink that does not come back in time. */
    static final class Hanging extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Voices implements Sinks {
        @Override
        public Optional<Voice> find(String connection) {
            return Optional.ofNullable(sinks.get(connection)).map(sink -> new Voice(true, sink.idempotent(), ""));
        }

        @Override
        public Outcome perform(String connection, Action action) throws Exception {
            Sink sink = sinks.get(connection);
            if (sink == null) {
                throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "It is away");
            }
            try {
                return sink.perform(action);
            } catch (Hanging e) {
                throw new TimeoutException("It hangs");
            }
        }
    }
}
