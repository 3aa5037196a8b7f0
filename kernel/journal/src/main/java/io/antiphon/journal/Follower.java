package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that hands what is appended to one listener. */
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int BATCH = 1_000;
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Journal journal;
    private final Signpost end;
    private final Journal.Listener listener;
    private final Thread thread;
    private final Runnable ended;
    private Position reached;
    private volatile boolean closed;

    /**
     * A follower, already running.
     *
     * @param ended called when it has ended
     */
    Follower(Journal journal, Signpost end, Position after, Journal.Listener listener, Runnable ended) {
        this.journal = journal;
        this.end = end;
        this.listener = listener;
        this.ended = ended;
        reached = after;
        thread = new Thread(this::run, "antiphon-journal-follower-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                end.awaitAfter(reached.offset(), () -> closed);
                if (!closed) {
                    step();
                }
            }
        } finally {
            ended.run();
        }
    }

    private void step() {
        long wait = FIRST_WAIT_MILLIS;
        while (!closed) {
            try {
                List<Entry> entries = journal.read(reached, BATCH);
                if (!entries.isEmpty()) {
                    listener.entries(entries);
                    reached = entries.get(entries.size() - 1).position();
                }
                return;
            } catch (Throwable e) {
                if (closed) {
                    return;
                }
                LOG.warn("A listener did not take the entries after {}; it is asked again in {} ms", reached, wait, e);
                end.pause(wait, () -> closed);
                wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
            }
        }
    }

    /** Ends it; when this returns the listener is not called again. A listener that takes longer than some seconds is interrupted. */
    @Override
    public void close() {
        closed = true;
        end.wake();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
