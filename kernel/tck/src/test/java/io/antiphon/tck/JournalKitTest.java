package io.antiphon.tck;

import java.time.Clock;

/** The journal's contract, asserted of the one in memory. */
class JournalKitTest extends JournalKit {

    private MemoryJournal journal = new MemoryJournal(clock);

    @Override
    protected Opened open(Clock itsClock) {
        journal = new MemoryJournal(itsClock);
        return reopen(itsClock);
    }

    @Override
    protected Opened reopen(Clock itsClock) {
        return new Opened(journal, journal);
    }

    @Override
    protected void close() {}
}
