package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where callers wait for the writer. Bounded by entries and bytes. Thread-safe. */
final class WaitingRoom {

    private static final int MOST_ENTRIES_A_GROUP = 4_000;
    private static final long MOST_BYTES_A_GROUP = 16L << 20;
    private static final int WORTH_A_COMMIT = 50;
    private static final long LONGEST_LINGER = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private int mostEntries;
    private long mostBytes;
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private long entries;
    private long bytes;
    /** How many callers lately came together; so many are worth a short wait, for a commit costs the same for all. */
    private int company = 1;

    private boolean closed;

    WaitingRoom(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** Other bounds from now on. */
    synchronized void change(JournalSettings settings) {
        mostEntries = settings.queueEntries();
        mostBytes = settings.queueBytes();
    }

    synchronized void enter(Ticket ticket) {
        if (closed) {
            throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, "The journal is closing.", WHEN_FULL, null);
        }
        boolean full = entries + ticket.entries().size() > mostEntries || bytes + ticket.bytes() > mostBytes;
        if (full && !tickets.isEmpty()) {
            throw AntiphonException.busy(
                    "The journal is busy: " + entries + " entries of " + bytes + " bytes wait for the disk.",
                    WHEN_FULL);
        }
        tickets.add(ticket);
        entries += ticket.entries().size();
        bytes += ticket.bytes();
        if (tickets.size() == 1 || tickets.size() >= company || entries >= WORTH_A_COMMIT) {
            notifyAll();
        }
    }

    /**
     * All who wait, up to a bound; waits for the first, and for a moment for those who lately came with it. Empty when it is
     * closed and nobody waits any more.
     */
    synchronized List<Ticket> take() {
        while (tickets.isEmpty() && !closed) {
            pause(Long.MAX_VALUE);
        }
        linger();
        List<Ticket> group = group();
        company = Math.max(group.size(), company - 1);
        return group;
    }

    private void linger() {
        long end = System.nanoTime() + LONGEST_LINGER;
        long left = LONGEST_LINGER;
        while (tickets.size() < company && entries < WORTH_A_COMMIT && left > 0 && !closed) {
            pause(left);
            left = end - System.nanoTime();
        }
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            // only close() ends the writer
        }
    }

    private List<Ticket> group() {
        List<Ticket> group = new ArrayList<>();
        int groupEntries = 0;
        long groupBytes = 0;
        for (Ticket next = tickets.peek(); next != null; next = tickets.peek()) {
            groupEntries += next.entries().size();
            groupBytes += next.bytes();
            boolean tooMuch = groupEntries > MOST_ENTRIES_A_GROUP || groupBytes > MOST_BYTES_A_GROUP;
            if (tooMuch && !group.isEmpty()) {
                break;
            }
            group.add(tickets.remove());
            entries -= next.entries().size();
            bytes -= next.bytes();
        }
        return group;
    }

    synchronized long entries() {
        return entries;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
