package io.antiphon.outbox;

import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outbox.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What waits for one connection: chains, of which the first action may leave, a few at a time. Guarded by the queue. */
final class Lane {

    /** So many failures in a row are the far end's and not an action's. */
    private static final int OUTAGE = 3;

    private static final Comparator<Waiting> SOONEST = Comparator.<Waiting>comparingLong(Waiting::readyAt)
            .thenComparingLong(item -> item.row().position());

    private final String connection;
    private final int atOnce;
    private final Map<String, Deque<Waiting>> chains = new HashMap<>();
    private final PriorityQueue<Waiting> heads = new PriorityQueue<>(SOONEST);
    private int size;
    private int running;
    /** How many attempts in a row failed; those that were under way beside the first of them count as one. */
    private int failures;

    private long opensAt;
    private String trouble = "";
    private long done;
    private long refused;
    private long failed;
    /** From after this offset on actions were left in the state for want of room; negative if none were. */
    private long leftFrom = -1;

    Lane(String connection, int atOnce) {
        this.connection = connection;
        this.atOnce = atOnce;
    }

    String connection() {
        return connection;
    }

    int size() {
        return size;
    }

    /** What the last failure was; empty if the far end answered since. */
    String lastFailure() {
        return trouble;
    }

    long leftFrom() {
        return leftFrom;
    }

    void leftFrom(long position) {
        leftFrom = position;
    }

    void add(Waiting item) {
        Deque<Waiting> chain = chains.computeIfAbsent(item.row().chain(), name -> new ArrayDeque<>(1));
        chain.add(item);
        size++;
        if (chain.size() == 1) {
            heads.add(item);
        }
    }

    /** When something may leave, in milliseconds of the epoch. */
    long next() {
        Waiting head = running < (failures > 0 ? 1 : atOnce) ? heads.peek() : null;
        return head == null ? Long.MAX_VALUE : Math.max(opensAt, head.readyAt());
    }

    /** The next action that may leave now; it stays at the head of its chain until it is removed or put back. */
    @Nullable
    Waiting take(long now) {
        if (next() > now) {
            return null;
        }
        running++;
        return heads.poll();
    }

    /** It is over with an action that was taken. */
    void remove(Waiting item) {
        running--;
        leaves(item);
    }

    /** An action that was taken waits again. */
    void putBack(Waiting item, long readyAt) {
        running--;
        item.readyAt(readyAt);
        heads.add(item);
    }

    /** Takes an action out that was not taken. */
    void discard(Waiting item) {
        heads.remove(item);
        leaves(item);
    }

    private void leaves(Waiting item) {
        Deque<Waiting> chain = chains.get(item.row().chain());
        if (chain == null) {
            return;
        }
        boolean first = chain.peek() == item;
        if (chain.remove(item)) {
            size--;
        }
        if (chain.isEmpty()) {
            chains.remove(item.row().chain());
        } else if (first) {
            heads.add(chain.getFirst());
        }
    }

    /** What is held may be looked at now. */
    void reconsider(long now) {
        hurry(Stage.HELD, now);
    }

    private void hurry(Stage stage, long now) {
        List<Waiting> all = List.copyOf(heads);
        heads.clear();
        for (Waiting head : all) {
            if (head.stage() == stage && head.readyAt() > now) {
                head.readyAt(now);
            }
            heads.add(head);
        }
    }

    /** Nothing is tried before an instant. */
    void closeUntil(long when, String why) {
        opensAt = when;
        trouble = why;
    }

    /**
     * An attempt failed.
     *
     * @param wait how long nothing is tried after so many failures in a row
     */
    void fails(long now, IntFunction<Duration> wait, String why) {
        if (failures == 0 || now >= opensAt) {
            failures++;
            opensAt = now + wait.apply(failures).toMillis();
        }
        trouble = why;
    }

    /** The far end answered: after an outage, what has waited for that waits no longer. */
    void works(long now) {
        if (failures >= OUTAGE) {
            hurry(Stage.RETRYING, now);
        }
        failures = 0;
        opensAt = 0;
        trouble = "";
    }

    void countDone() {
        done++;
    }

    void countRefused() {
        refused++;
    }

    void countFailed() {
        failed++;
    }

    List<Waiting> items() {
        List<Waiting> all = new ArrayList<>(size);
        chains.values().forEach(all::addAll);
        return all;
    }

    Outbox.Count count(long unsure) {
        long[] stages = new long[Stage.values().length];
        chains.values()
                .forEach(chain -> chain.forEach(item -> stages[item.stage().ordinal()]++));
        return new Outbox.Count(
                connection,
                stages[Stage.WAITING.ordinal()],
                stages[Stage.HELD.ordinal()],
                stages[Stage.PERFORMING.ordinal()],
                stages[Stage.RETRYING.ordinal()],
                unsure,
                done,
                refused,
                failed);
    }

    /** The oldest action that is tried again and again. */
    @Nullable
    Instant retryingSince() {
        Instant oldest = null;
        for (Waiting head : heads) {
            if (head.stage() == Stage.RETRYING
                    && (oldest == null || head.since().isBefore(oldest))) {
                oldest = head.since();
            }
        }
        return oldest;
    }
}
