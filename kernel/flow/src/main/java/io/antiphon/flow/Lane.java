package io.antiphon.flow;

import io.antiphon.flow.Meters.Stage;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Recognition;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One life of the road: from opening the state to the first thing that cannot be gone on from. Owned by one thread; when it ends
 * for whatever reason, another lane resumes where the last commit was.
 */
final class Lane {

    /** Hears what the lane has to tell. */
    interface Listener {
        /** Everything up to an offset is committed, and up to another no decision is open. */
        void reached(long position, long decided);

        /** Why it stands still; empty if it does not. */
        void waits(String why);

        /** It has nothing to do. */
        void rests();
    }

    private static final int TURN_BESIDE_BATCHES = 250;
    private static final long LONGEST_SLEEP = 20;
    /** So many entries are worth a batch at once; fewer are gathered, for what a batch costs hardly depends on its size. */
    private static final int WORTH_A_BATCH = 200;

    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(25);

    private final Site site;
    private final Database database;
    private final Listener listener;
    private final Seats seats;
    private final Passage passage;
    private final Alarm alarm;
    private final Expected expected;
    private long position;
    private long decided;
    private long batchBegan = System.nanoTime() - GATHERING;
    private volatile boolean closed;

    /** Takes over the state and finds out up to where decisions are in the journal already. */
    Lane(Site site, Expected expected, Database database, Post post, Listener listener) throws SQLException {
        this.site = site;
        this.expected = expected;
        this.database = database;
        this.listener = listener;
        Ledger ledger = new Ledger(database);
        database.execute("BEGIN IMMEDIATE");
        long epoch = ledger.takeOver();
        position = ledger.position().orElse(site.journal().begin().offset());
        ledger.position(position);
        database.execute("COMMIT");
        Folding folding = new Folding(database, post);
        seats = new Seats(site, database, ledger, folding, epoch);
        Appending appending = new Appending(site.recorder(), () -> closed, listener::waits);
        passage = new Passage(site, database, ledger, folding, seats, appending);
        decided = Math.max(position, decidedBefore(site));
        alarm = new Alarm(site, appending, recover());
        listener.reached(position, decided);
    }

    /** How far decisions were made in a state that is lost; nothing is known if that is beyond the journal. */
    private static long decidedBefore(Site site) throws SQLException {
        long offset = site.memory().decided();
        return offset > site.journal().end().offset() ? 0 : offset;
    }

    /** Reads on from where decisions have certainly been made, to the last cause of what was derived before a crash. */
    private long recover() {
        long at = decided;
        while (true) {
            List<Entry> entries =
                    site.journal().read(Position.of(at), site.limits().batch());
            if (entries.isEmpty()) {
                return at;
            }
            for (Entry entry : entries) {
                Position cause = isDerived(entry) ? entry.cause() : null;
                if (cause != null) {
                    decided = Math.max(decided, cause.offset());
                }
            }
            at = Folding.offset(entries.get(entries.size() - 1));
        }
    }

    /** Whether the road made an entry, from its cause. */
    static boolean isDerived(Entry entry) {
        return entry instanceof Entry.Understood
                || entry instanceof Entry.Decided byPolicy && !byPolicy.policy().startsWith("person:");
    }

    /** Goes on until ended, interrupted or unable to. */
    void run(Bell bell) throws SQLException, Setback, InterruptedException {
        boolean built = false;
        while (!closed) {
            seats.adopt(position);
            boolean rang = alarm.ring(seats, position);
            long gathering = built ? 0 : gathering(); // beside a fold that is built nothing is waited for
            boolean moved = gathering <= 0 && batch();
            built = seats.catchUp(
                    position, moved ? TURN_BESIDE_BATCHES : site.limits().batch());
            database.trim();
            if (moved || built || rang) {
                continue;
            }
            if (gathering > 0) {
                TimeUnit.NANOSECONDS.sleep(gathering);
            } else {
                listener.rests();
                bell.await(LONGEST_SLEEP);
            }
        }
    }

    /** Asks it to end soon. Any thread. */
    void end() {
        closed = true;
    }

    /** How long the next batch is still being gathered, in nanoseconds: the first after a rest is not. */
    private long gathering() {
        long waiting = site.journal().end().offset() - position;
        return waiting == 0 || waiting >= WORTH_A_BATCH ? 0 : batchBegan + GATHERING - System.nanoTime();
    }

    private boolean batch() throws SQLException, Setback, InterruptedException {
        Seat knower = seats.recognition();
        Plug<Recognition> plug = site.registry().recognition();
        if (knower == null || plug == null || !knower.fed()) {
            boolean held = plug != null && plug.quarantine() != null;
            listener.waits(held ? "the " + plug + " is quarantined" : "nothing is installed that knows who speaks");
            return false;
        }
        Askable asked = site.registry().asked();
        List<String> missing = expected.missing(asked);
        if (!missing.isEmpty()) {
            listener.waits(
                    "it gives the " + String.join(", the ", missing) + ", which were there before, time to come");
            return false;
        }
        if (knower.position < position) {
            listener.waits("the fold '" + knower.name + "' is being rebuilt");
            return false;
        }
        if (site.journal().end().offset() <= position) {
            listener.waits("");
            return false;
        }
        long began = System.nanoTime();
        batchBegan = began;
        List<Entry> entries =
                site.journal().read(Position.of(position), site.limits().batch());
        if (entries.isEmpty()) {
            listener.waits("");
            return false;
        }
        site.meters().spent(Stage.READ, began);
        site.steps().done("read");
        passage.pass(knower, plug, asked.callable(), entries, position, decided);
        position = Folding.offset(entries.get(entries.size() - 1));
        decided = Math.max(decided, position);
        alarm.saw(entries);
        site.meters().batch(entries);
        listener.waits("");
        listener.reached(position, decided);
        return true;
    }
}
