package io.antiphon.journal;

import io.antiphon.tck.JournalKit;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contract, asserted of SQLite's. */
class SqliteJournalTest extends JournalKit {

    @TempDir
    private Path directory;

    private @Nullable SqliteJournal opened;

    @Override
    protected Opened open(Clock clock) {
        SqliteJournal journal = SqliteJournal.open(directory, settings(), clock, Disk.REAL);
        opened = journal;
        return new Opened(journal, journal);
    }

    /** The journal's settings; other tests run the same contract under others. */
    JournalSettings settings() {
        return JournalSettings.defaults();
    }

    @Override
    protected Opened reopen(Clock clock) throws Exception {
        close();
        return open(clock);
    }

    @Override
    protected void close() throws Exception {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
