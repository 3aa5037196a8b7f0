package io.antiphon.journal;

import io.antiphon.spi.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A thread that does what need not be done before a caller is answered: checkpoints, closed segments, repeats, retention. */
final class Keeper {

    private static final long EVERY_MILLIS = 60_000;

    private final Segments segments;
    private final Repeats repeats;
    private volatile JournalSettings settings;
    private final InstantSource clock;
    private final Damage damage;
    private final Thread thread;
    private boolean checkpointDue;
    private boolean storeDue;
    private boolean rollDone = true;
    private boolean closed;
    private volatile boolean logCopied;

    Keeper(Segments segments, Repeats repeats, JournalSettings settings, InstantSource clock, Damage damage) {
        this.segments = segments;
        this.repeats = repeats;
        this.settings = settings;
        this.clock = clock;
        this.damage = damage;
        thread = new Thread(this::run, "antiphon-journal-keeper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Other settings from now on. */
    synchronized void change(JournalSettings changed) {
        settings = changed;
        rolled();
    }

    synchronized void checkpoint() {
        checkpointDue = true;
        notifyAll();
    }

    synchronized void storeRepeats() {
        storeDue = true;
        notifyAll();
    }

    synchronized void rolled() {
        rollDone = true;
        notifyAll();
    }

    /** Whether the log was copied since the last time this was asked, so that its short rest can be. */
    boolean takeLogCopied() {
        boolean copied = logCopied;
        logCopied = false;
        return copied;
    }

    private void run() {
        while (true) {
            boolean checkpoint;
            boolean store;
            boolean rolled;
            synchronized (this) {
                if (!closed && !checkpointDue && !storeDue && !rollDone) {
                    pause();
                }
                if (closed) {
                    return;
                }
                checkpoint = checkpointDue;
                store = storeDue;
                rolled = rollDone;
                checkpointDue = false;
                storeDue = false;
                rollDone = false;
            }
            work(checkpoint, store, rolled);
        }
    }

    private void pause() {
        try {
            wait(EVERY_MILLIS);
        } catch (InterruptedException e) {
            // only close() ends the keeper
        }
    }

    private void work(boolean checkpoint, boolean store, boolean rolled) {
        try {
            if (checkpoint) {
                copyLog();
            }
            if (store) {
                repeats.store();
            }
            if (rolled) {
                sealClosed();
            }
            if (!checkpoint && !store) {
                retain();
                segments.all().forEach(SegmentFile::rest);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            damage.tell(Problem.warning(
                    "journal, housekeeping",
                    "A checkpoint, a closed segment or the retention could not be seen to: " + e.getMessage() + ".",
                    "Check the disk; it is tried again."));
        }
    }

    private void copyLog() throws SQLException {
        try (Connection connection = Sqlite.plain(segments.active().path())) {
            Sqlite.run(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        logCopied = true;
    }

    private void sealClosed() throws SQLException {
        for (SegmentFile segment : segments.closed()) {
            if (Sqlite.wal(segment.path()).toFile().exists()) {
                segment.seal();
            }
        }
    }

    /** Drops closed segments whose last entry is old enough. */
    void retain() throws IOException {
        Duration keep = settings.retention();
        if (keep == null) {
            return;
        }
        Instant limit = clock.instant().minus(keep);
        for (SegmentFile segment : segments.closed()) {
            List<Row> last =
                    segment.ask(reader -> reader.before(Long.MAX_VALUE, 1)).orElse(List.of());
            boolean old = last.isEmpty() || EntryReader.time(last.get(0).at()).isBefore(limit);
            if (!old) {
                break;
            }
            segments.drop(segment);
            repeats.forget(segments.begin());
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
