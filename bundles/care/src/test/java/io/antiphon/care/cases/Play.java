package io.antiphon.care.cases;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryState;
import io.antiphon.tck.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal in which a test lets things happen, and the fold of it. */
public final class Play {

    private final SettableClock clock = SettableClock.at("2026-01-05T09:00:00Z");
    private final MemoryJournal journal = new MemoryJournal(clock);
    private final MemoryState state;
    private long folded;

    public Play() throws SQLException {
        state = new MemoryState(new Care());
    }

    public MemoryJournal journal() {
        return journal;
    }

    public SettableClock clock() {
        return clock;
    }

    /** Folds what has happened. */
    public synchronized MemoryState state() {
        try {
            List<Entry> more = journal.read(Position.of(folded), 1_000);
            while (!more.isEmpty()) {
                state.apply(more);
                folded += more.size();
                more = journal.read(Position.of(folded), 1_000);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return state;
    }

    public <T extends Entry> T append(Class<T> kind, Entry entry) {
        Position position = journal.append(List.of(entry)).get(0).position();
        return kind.cast(journal.get(position).orElseThrow());
    }

    public Entry.Heard heard(String connection, SignalBuilder signal) {
        clock.advance(Duration.ofSeconds(1));
        return append(Entry.Heard.class, Entry.Heard.of(connection, signal.build()));
    }

    /** Somebody unknown says something, and nothing is understood of it. */
    public Entry.Heard said(String connection, SignalBuilder signal) {
        Entry.Heard heard = heard(connection, signal);
        understood(heard, null);
        return heard;
    }

    /** A mail of a thread. */
    public static SignalBuilder mail(String thread, String text) {
        return Signal.of("message")
                .channel("email")
                .unit("acme/care")
                .identity("email", "ada@example.org")
                .conversation(thread)
                .externalId("x" + thread + text)
                .text(text);
    }

    public Entry.Understood understood(Entry.Heard heard, @Nullable String profile, Insight... insights) {
        return append(Entry.Understood.class, Entry.Understood.of(heard, profile, List.of(insights)));
    }

    public Entry.Commanded command(String who, String verb, long id, Map<String, ?> arguments) {
        return append(
                Entry.Commanded.class, Entry.Commanded.of(who, verb, CaseId.subject(id), new HashMap<>(arguments)));
    }

    public Entry.Commanded settings(String document) {
        return append(
                Entry.Commanded.class,
                Entry.Commanded.of("ada", "settings", "settings care", Map.of("document", document)));
    }

    public Entry.Decided decided(Entry cause, String policy, Action action) {
        return append(Entry.Decided.class, Entry.Decided.of(cause.position(), null, policy, "1", 0, action));
    }

    /** Somebody answers, and it is on its way. */
    public Entry.Decided replied(long id, String who, long upTo) {
        Entry.Commanded order = command(who, "reply", id, Map.of("text", "We are sorry"));
        Action action = new Action(
                "",
                "reply",
                "mail",
                new Identity("email", "ada@example.org"),
                "t",
                null,
                "We are sorry",
                null,
                Map.of("case", CaseId.of(id), "by", who, "answers", upTo));
        return decided(order, "care", action);
    }

    public Entry.Performed performed(Entry.Decided decided, Outcome outcome) {
        return append(Entry.Performed.class, Entry.Performed.of(decided, outcome, 0));
    }

    /** A case as it stands. */
    public Case one(long id) {
        return state().read(Care.NAME, tx -> new Cases(tx).find(id).orElseThrow());
    }

    public List<Case> all() {
        return state().read(Care.NAME, tx -> new Cases(tx).list("ORDER BY id", List.of()));
    }

    public Map<Long, Disposition> signals(long id) {
        return state().read(Care.NAME, tx -> new Cases(tx).signals(id));
    }
}
