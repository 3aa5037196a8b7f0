package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The journal, read once and in order up to an end, with the insights that were recorded of each signal, which stand somewhere
 * behind it. Since what is derived is appended in the order of its causes, reading a little ahead finds them; the journal is
 * asked about single signals only where a backlog once pulled the two far apart. Owned by one thread.
 */
final class Recorded {

    private static final int MOST_AHEAD = 10_000;
    private static final long MOST_WEIGHT = 16L << 20;

    private final Journal journal;
    private final int batch;
    private final long after;
    private final long end;
    private final long last;
    private final Deque<List<Entry>> ahead = new ArrayDeque<>();
    private final Map<Long, List<Insight>> insights = new HashMap<>();
    private int waiting;
    private long weight;
    /** Up to where it has been read. */
    private long read;
    /** Up to where it has been handed out and done with. */
    private long done;
    /** What derives from entries up to here has been read. */
    private long explained;

    /**
     * Reads from the beginning.
     *
     * @param after nobody asks about signals up to here
     * @param end what stands behind it is not handed out; everything that derives from what is, is in the journal
     */
    Recorded(Journal journal, int batch, long begin, long after, long end) {
        this.journal = journal;
        this.batch = batch;
        this.after = after;
        this.end = end;
        this.last = journal.end().offset();
        this.read = begin;
        this.done = begin;
    }

    /** The next entries; empty at the end. */
    List<Entry> next() {
        if (ahead.isEmpty()) {
            readOn();
        }
        List<Entry> page = ahead.poll();
        if (page == null) {
            return List.of();
        }
        waiting -= page.size();
        weight -= weight(page);
        int size = page.size();
        while (size > 0 && Folding.offset(page.get(size - 1)) > end) {
            size--;
        }
        return page.subList(0, size);
    }

    /** Finds what was recorded of the signals of the entries handed out last. */
    void lookAhead(List<Entry> page) {
        long open = 0;
        for (Entry entry : page) {
            open = entry instanceof Entry.Heard ? Folding.offset(entry) : open;
        }
        while (explained < open && waiting < MOST_AHEAD && weight < MOST_WEIGHT) {
            readOn();
        }
    }

    /** The insights that were recorded of a signal of the entries handed out last. */
    List<Insight> of(Entry.Heard heard) {
        List<Insight> found = insights.remove(Folding.offset(heard));
        if (found != null) {
            return found;
        }
        if (Folding.offset(heard) > explained) {
            for (Entry entry : journal.causedBy(heard.position())) {
                if (entry instanceof Entry.Understood understood) {
                    return understood.insights();
                }
            }
        }
        return List.of();
    }

    /** The entries handed out last are done with. */
    void done(List<Entry> page) {
        done = Folding.offset(page.get(page.size() - 1));
    }

    private void readOn() {
        List<Entry> page = read >= last ? List.of() : journal.read(Position.of(read), batch);
        if (page.isEmpty()) {
            explained = Long.MAX_VALUE;
            return;
        }
        for (Entry entry : page) {
            note(entry);
        }
        read = Folding.offset(page.get(page.size() - 1));
        if (Folding.offset(page.get(0)) <= end) {
            ahead.add(page);
            waiting += page.size();
            weight += weight(page);
        }
    }

    private void note(Entry entry) {
        Position cause = Lane.isDerived(entry) ? entry.cause() : null;
        if (cause != null) {
            explained = Math.max(explained, cause.offset());
            if (entry instanceof Entry.Understood understood && cause.offset() > Math.max(after, done)) {
                insights.put(cause.offset(), understood.insights());
            }
        }
    }

    private static long weight(List<Entry> page) {
        long sum = 0;
        for (Entry entry : page) {
            sum += entry instanceof Entry.Heard heard ? Weight.of(heard.signal()) : Weight.of(entry);
        }
        return sum;
    }
}
