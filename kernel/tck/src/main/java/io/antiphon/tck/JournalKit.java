package io.antiphon.tck;

import io.antiphon.spi.Journal;
import io.antiphon.spi.Recorder;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every journal promises. Its test extends this and says how to open one. */
public abstract class JournalKit implements JournalAppends, JournalRepeats, JournalFinds, JournalFollows {

    /** A journal with its writing side. */
    public record Opened(Journal journal, Recorder recorder) {}

    /** Stands still until a test moves it. */
    protected final SettableClock clock = SettableClock.at("2026-03-01T08:00:00.123456Z");

    private Journal tested = new MemoryJournal(clock);
    private Recorder recorder = entries -> List.of();

    /** Opens a new and empty journal whose entries are dated by the clock. */
    protected abstract Opened open(Clock itsClock) throws Exception;

    /** Closes the journal opened last and opens the same again. One that forgets with its process returns the same. */
    protected abstract Opened reopen(Clock itsClock) throws Exception;

    /** Closes the journal opened last. */
    protected abstract void close() throws Exception;

    @BeforeEach
    final void openOne() throws Exception {
        use(open(clock));
    }

    @AfterEach
    final void closeIt() throws Exception {
        close();
    }

    @Override
    public final void again() throws Exception {
        use(reopen(clock));
    }

    private void use(Opened opened) {
        tested = opened.journal();
        recorder = opened.recorder();
    }

    @Override
    public final Journal journal() {
        return tested;
    }

    @Override
    public final Recorder recorder() {
        return recorder;
    }

    @Override
    public final SettableClock clock() {
        return clock;
    }
}
