package io.antiphon.flow;

import io.antiphon.spi.Position;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that opens lanes, one after the other. If a fold does not give it back, another goes on in its place, and that one closes
 * its connection to the state: whoever was given up touches nothing any more, whenever and however it comes back.
 */
final class Drive extends Thread {

    private static final Logger LOG = LoggerFactory.getLogger(Drive.class);
    private static final long FIRST_PAUSE = 50;

    private final Site site;
    private final StateFile file;
    private final Expected expected;
    private final Bell bell;
    private final Highway road;
    private final @Nullable Drive predecessor;
    private final AtomicReference<@Nullable Database> database = new AtomicReference<>();
    private volatile @Nullable Lane lane;
    private volatile boolean abandoned;

    Drive(
            Site site,
            StateFile file,
            Expected expected,
            Bell bell,
            Highway road,
            int number,
            @Nullable Drive predecessor) {
        super("antiphon-road-" + number);
        this.site = site;
        this.file = file;
        this.expected = expected;
        this.bell = bell;
        this.road = road;
        this.predecessor = predecessor;
        setDaemon(true);
    }

    @Override
    public void run() {
        if (predecessor != null) {
            predecessor.release();
        }
        long pause = firstPause();
        while (!road.isClosed() && !abandoned) {
            Position before = road.position();
            try {
                live();
            } catch (Abandoned e) {
                return;
            } catch (Setback.Departure e) {
                continue;
            } catch (Throwable failure) {
                if (abandoned) {
                    return;
                }
                fail(failure);
            }
            pause = road.position().equals(before)
                    ? Math.min(site.limits().patience().toMillis(), pause * 2)
                    : firstPause();
            rest(pause);
            forgive();
        }
    }

    private long firstPause() {
        return Math.min(FIRST_PAUSE, site.limits().patience().toMillis());
    }

    private void rest(long pause) {
        try {
            if (!road.isClosed()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // closed: the loop sees it
        }
    }

    private void live() throws SQLException, Setback, InterruptedException {
        Post post = new Post(this, this::interruptDatabase, this::giveUp);
        Database opened = file.open(site.journal().end().offset());
        database.set(opened);
        site.watchdog().add(post);
        boolean taken = false;
        try {
            site.meters().lanes.increment();
            Lane next = new Lane(site, expected, opened, post, road);
            lane = next;
            if (!road.isClosed()) {
                next.run(bell);
            }
        } catch (Abandoned e) {
            taken = true;
            throw e;
        } finally {
            site.watchdog().remove(post);
            if (!taken && !abandoned) {
                release();
            }
        }
    }

    private void fail(Throwable failure) {
        if (road.isClosed() && failure instanceof InterruptedException) {
            return;
        }
        String said = failure instanceof Setback ? String.valueOf(failure.getMessage()) : Plug.describe(failure);
        if (road.failed(said)) {
            LOG.warn("The road had a setback at {} and is opened again: {}", road.position(), said);
        }
        if (Database.isDamage(failure)) {
            file.setAside("is damaged (" + failure.getMessage() + ")");
        }
    }

    /** The one fold the road cannot do without is tried again, if only it came back. */
    private void forgive() {
        Plug<?> knower = site.registry().recognition();
        if (knower != null && !abandoned) {
            knower.release();
        }
    }

    private void interruptDatabase() {
        Database open = database.get();
        if (open != null) {
            open.interrupt();
        }
    }

    /** The watchdog's: a fold does not come back. */
    private void giveUp() {
        abandoned = true;
        road.start(this);
    }

    /** Closes the connection, which rolls back; also in place of a thread that does not come back. */
    private void release() {
        Database open = database.getAndSet(null);
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("{} could not be closed: {}", open.file(), e.getMessage());
            }
        }
    }

    /** Ends the lane and returns when it has ended, or does not within a while. */
    void finish() {
        Lane last = lane;
        if (last != null) {
            last.end();
        }
        bell.ring();
        try {
            join(TimeUnit.SECONDS.toMillis(2));
            if (isAlive()) {
                interruptDatabase();
                interrupt();
                join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }
}
