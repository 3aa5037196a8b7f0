package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: takes everyone who waits, commits once, answers them all. */
final class WriterThread {

    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
    private static final long CHECKPOINT_BYTES = 16L << 20;
    private static final int ROW_BYTES = 100;
    private static final Duration WHEN_DISK_REFUSES = Duration.ofSeconds(5);

    private final WaitingRoom waiting;
    private final Appender appender;
    private final Repeats repeats;
    private final Keeper keeper;
    private final Signpost signpost;
    private final Segments segments;
    private final Statistics statistics;
    private final Thread thread;
    private long sinceCheckpoint;
    private volatile @Nullable Problem refusing;

    WriterThread(
            WaitingRoom waiting,
            Appender appender,
            Repeats repeats,
            Keeper keeper,
            Signpost signpost,
            Segments segments,
            Statistics statistics) {
        this.waiting = waiting;
        this.appender = appender;
        this.repeats = repeats;
        this.keeper = keeper;
        this.signpost = signpost;
        this.segments = segments;
        this.statistics = statistics;
        thread = new Thread(this::run, "antiphon-journal-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the disk says against appending at the moment. */
    Optional<Problem> problem() {
        return Optional.ofNullable(refusing);
    }

    private void run() {
        for (List<Ticket> group = waiting.take(); !group.isEmpty(); group = waiting.take()) {
            append(group);
        }
    }

    private void append(List<Ticket> group) {
        try {
            SegmentFile before = segments.active();
            Appender.Written written = appender.append(group);
            signpost.move(appender.end());
            account(group, written);
            if (refusing != null) {
                refusing = null;
                LOG.info("The journal appends again");
            }
            for (int i = 0; i < group.size(); i++) {
                group.get(i).succeed(written.receipts().get(i));
            }
            afterwards(written, segments.active() != before);
        } catch (SQLException e) {
            fail(group, Sqlite.unavailable(segments.active().path(), e));
        } catch (IOException e) {
            fail(group, unavailable(e));
        } catch (Throwable e) {
            fail(group, new AntiphonException(Code.BROKEN, "The journal could not append: " + e, e));
        }
    }

    private AntiphonException unavailable(IOException e) {
        String what = "Nothing can be appended to the journal in " + segments.directory() + ": " + e.getMessage()
                + ". Check the disk; appending is tried again by itself.";
        return new AntiphonException(Code.UNAVAILABLE, what, WHEN_DISK_REFUSES, e);
    }

    private void account(List<Ticket> group, Appender.Written written) {
        if (written.entries() > 0) {
            statistics.committed(group.size(), written.entries(), written.bytes(), written.commitNanos());
        }
        if (written.repeated() > 0) {
            statistics.repeated(written.repeated());
        }
    }

    private void afterwards(Appender.Written written, boolean rolled) {
        if (repeats.freezeIfFull()) {
            keeper.storeRepeats();
        }
        if (rolled) {
            keeper.rolled();
        }
        sinceCheckpoint += written.bytes() + (long) written.entries() * ROW_BYTES;
        if (sinceCheckpoint > CHECKPOINT_BYTES) {
            sinceCheckpoint = 0;
            keeper.checkpoint();
        } else if (keeper.takeLogCopied()) {
            finishCheckpoint();
        }
    }

    private void finishCheckpoint() {
        try {
            appender.checkpoint();
        } catch (SQLException e) {
            LOG.warn("The journal's log could not be copied; it is tried again", e);
        }
    }

    private void fail(List<Ticket> group, AntiphonException why) {
        appender.broken();
        statistics.failed();
        if (refusing == null) {
            LOG.error("{}", why.getMessage(), why);
        }
        refusing = Problem.error("journal", String.valueOf(why.getMessage()), "");
        for (Ticket ticket : group) {
            ticket.fail(why);
        }
    }

    /** Answers all who still wait and ends. */
    void drain() {
        waiting.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the file that was appended to, after {@link #drain}. */
    void close() throws SQLException {
        appender.close();
    }
}
