package io.antiphon.outbound;

import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Road;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryProfiles;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.SettableClock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A journal, a road that moves when the test says so, and what stands; the process may crash and come again. */
public final class World implements AutoCloseable {

    public final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    public final MemoryJournal journal = new MemoryJournal(clock);
    public final MemoryProfiles profiles = new MemoryProfiles(journal);
    public final FewConnections connections = new FewConnections();
    public final MemoryState state;
    private final List<Standing> lives = new ArrayList<>();
    private volatile long folded;
    private int decisions;

    public World() throws SQLException {
        state = new MemoryState(new OutboundFold());
    }

    public final Road road = new Road() {
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
            return () -> {};
        }
    };

    /** Begins, as after the start of a process; what was given to the one before is known only by the journal. */
    public Standing begin() {
        Standing standing = new Standing(state, journal, journal, connections, clock);
        lives.add(standing);
        return standing;
    }

    /** Begins and waits until it is complete. */
    public Standing begun() throws Exception {
        Standing standing = begin();
        fold();
        await(() -> standing.book() != null);
        return standing;
    }

    /** Folds all there is. */
    public synchronized void fold() throws SQLException {
        List<Entry> page = journal.read(Position.of(folded), 1_000);
        while (!page.isEmpty()) {
            state.apply(page);
            folded = page.get(page.size() - 1).position().offset();
            page = journal.read(Position.of(folded), 1_000);
        }
    }

    public static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 180_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about");
            }
            Thread.sleep(2);
        }
    }

    /** Decides an action because of an entry that is appended now. */
    public Entry.Decided decide(Action action) {
        Position cause = journal.append(List.of(Entry.Commanded.of("ada", "test", "x", Map.of())))
                .get(0)
                .position();
        Entry.Decided decided = Entry.Decided.of(cause, "p-1", "kit", "1", decisions++, action);
        Position at = journal.append(List.of(decided)).get(0).position();
        return decided.at(at, decided.id(), clock.instant());
    }

    public void performed(Entry.Decided decided, Outcome outcome) {
        journal.append(List.of(Entry.Performed.of(decided, outcome, 0)));
    }

    public static Action promotion(String connection) {
        return Action.of("publish", connection)
                .to(new Identity("email", "ada@example.org"))
                .saying("Buy one")
                .details(Map.of("purpose", "promotion"));
    }

    public static Action service(String connection) {
        return Action.of("reply", connection)
                .to(new Identity("email", "ada@example.org"))
                .saying("We are sorry");
    }

    public static Profile ada() {
        return new Profile(
                "p-1",
                List.of(new Identity("email", "ada@example.org"), new Identity("phone", "+4930123456")),
                Map.of(),
                null,
                null,
                1);
    }

    /** Sets the settings, as over REST. */
    public void set(Standing standing, String document) {
        standing.order(
                List.of(Entry.Commanded.of("sue", Words.SETTINGS, Words.OUTBOUND, Map.of("document", document))));
    }

    @Override
    public void close() throws Exception {
        for (Standing standing : lives) {
            standing.leave();
        }
        state.close();
    }
}
