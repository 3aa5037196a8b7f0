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
 * The journal, in order up to an end, with the insights that were recorded first of each signal, which stand somewhere behind it;
 * decisions were made on these. What is derived is appended in the order of its causes, so they are found by reading ahead as far as the signals at hand need it.
 * What was read ahead is kept to be handed out; where a backlog once pulled the two too far apart, it is read twice. Owned by one
 * thread.
 */
final class Recorded {

    private static final int MOST_KEPT = 10_000;
    private static final long MOST_WEIGHT = 16L << 20;

    private final Journal journal;
    private final int batch;
    private final long after;
    private final long end;
    private final long last;
    private final Deque<List<Entry>> kept = new ArrayDeque<>();
    private final Map<Long, List<Insight>> insights = new HashMap<>();
    private int keptEntries;
    private long keptWeight;
    /** Up to where it is handed out. */
    private long handed;
    /** Up to where it is handed out or kept. */
    private long keptTo;
    /** Up to where derived entries have been looked at. */
    private long read;
    /** What derives from entries up to here has been looked at. */
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
        this.handed = begin;
        this.keptTo = begin;
        this.read = begin;
    }

    /** The next entries; empty at the end. Those handed out before are done with. */
    List<Entry> next() {
        List<Entry> page = kept.poll();
        if (page != null) {
            keptEntries -= page.size();
            keptWeight -= weight(page);
        } else {
            page = handed >= end ? List.of() : journal.read(Position.of(handed), batch);
            look(page);
        }
        int size = page.size();
        while (size > 0 && Folding.offset(page.get(size - 1)) > end) {
            size--;
        }
        if (size > 0) {
            handed = Folding.offset(page.get(size - 1));
            keptTo = Math.max(keptTo, handed);
        }
        return page.subList(0, size);
    }

    /**
     * Reads on a page, if that is needed to know what was recorded of the signals among some entries, which were handed out last.
     *
     * @return whether it was; then more may be needed
     */
    boolean lookAhead(List<Entry> entries) {
        long open = 0;
        for (Entry entry : entries) {
            open = entry instanceof Entry.Heard ? Folding.offset(entry) : open;
        }
        if (open <= explained) {
            return false;
        }
        long before = read;
        List<Entry> page = read >= last ? List.of() : journal.read(Position.of(read), batch);
        look(page);
        if (page.isEmpty()) {
            explained = Long.MAX_VALUE;
        } else if (before == keptTo && before < end && keptEntries < MOST_KEPT && keptWeight < MOST_WEIGHT) {
            kept.add(page);
            keptTo = read;
            keptEntries += page.size();
            keptWeight += weight(page);
        }
        return true;
    }

    /** The insights that were recorded of a signal that was handed out last. */
    List<Insight> of(Entry.Heard heard) {
        List<Insight> found = insights.remove(Folding.offset(heard));
        return found == null ? List.of() : found;
    }

    private void look(List<Entry> page) {
        for (Entry entry : page) {
            Position cause = Lane.isDerived(entry) && Folding.offset(entry) > read ? entry.cause() : null;
            if (cause != null) {
                explained = Math.max(explained, cause.offset());
                if (entry instanceof Entry.Understood understood
                        && !understood.isAgain()
                        && cause.offset() > after
                        && cause.offset() <= end) {
                    insights.put(cause.offset(), understood.insights());
                }
            }
        }
        read = page.isEmpty() ? read : Math.max(read, Folding.offset(page.get(page.size() - 1)));
    }

    private static long weight(List<Entry> page) {
        long sum = 0;
        for (Entry entry : page) {
            sum += entry instanceof Entry.Heard heard ? Weight.of(heard.signal()) : Weight.of(entry);
        }
        return sum;
    }
}
