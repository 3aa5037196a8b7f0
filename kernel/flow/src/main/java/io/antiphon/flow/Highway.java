package io.antiphon.flow;

import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Road;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lane open: one after the other, each on a thread of its own if the one before did not come back. */
final class Highway implements Road, Lane.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Highway.class);
    private static final long FIRST_PAUSE = 50;
    private static final long STALLED = TimeUnit.SECONDS.toNanos(30);
    private static final long KEEP_DECIDED = TimeUnit.SECONDS.toNanos(1);

    private final Site site;
    private final StateFile file;
    private final Expected expected;
    private final Bell bell = new Bell();
    private final Backlog backlog = new Backlog();
    private final List<Consumer<Position>> listeners = new CopyOnWriteArrayList<>();
    private volatile Position position = Position.START;
    private volatile long decided;
    private volatile String waits = "";
    private volatile String trouble = "";
    private volatile boolean closed;
    private volatile @Nullable Drive drive;
    private volatile long movedAt = System.nanoTime();
    private long keptAt = System.nanoTime() - KEEP_DECIDED;
    private long kept = -1;
    private int drives;

    Highway(Site site, StateFile file) {
        this.site = site;
        this.file = file;
        this.expected = new Expected(site);
        site.registry().onChange(bell::ring);
    }

    synchronized void start(@Nullable Drive predecessor) {
        if (!closed) {
            Drive next = new Drive(++drives, predecessor);
            drive = next;
            next.start();
        }
    }

    /** Something was appended. */
    void wake() {
        bell.ring();
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public long lag() {
        return Math.max(0, site.journal().end().offset() - position.offset());
    }

    /** How many entries nothing has been decided about. */
    long undecided() {
        return Math.max(0, site.journal().end().offset() - Math.max(decided, position.offset()));
    }

    /** Up to where everything has been decided and recorded, also while the state is built again. */
    Position passed() {
        return Position.of(Math.max(decided, position.offset()));
    }

    @Override
    public AutoCloseable watch(Consumer<Position> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void reached(long offset, long decidedUpTo) {
        decided = decidedUpTo;
        movedAt = System.nanoTime();
        if (offset > position.offset()) {
            trouble = "";
        }
        keepDecided(KEEP_DECIDED);
        position = Position.of(offset);
        backlog.look(lag(), movedAt);
        for (Consumer<Position> listener : listeners) {
            try {
                listener.accept(position);
            } catch (RuntimeException e) {
                LOG.warn("A listener to the road's position threw and goes on being called", e);
            }
        }
    }

    @Override
    public void rests() {
        trouble = "";
        keepDecided(KEEP_DECIDED);
    }

    /** Keeps beside the state how far decisions were made, now and then. */
    private synchronized void keepDecided(long interval) {
        long now = System.nanoTime();
        long offset = decided;
        if (offset == kept || now - keptAt < interval) {
            return;
        }
        keptAt = now;
        kept = offset;
        try {
            site.memory().decided(offset);
        } catch (SQLException e) {
            LOG.warn("How far decisions were made cannot be kept beside the state: {}", e.getMessage());
        }
    }

    @Override
    public void waits(String why) {
        waits = why;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        backlog.look(lag(), System.nanoTime()).ifPresent(problems::add);
        if (!trouble.isEmpty()) {
            problems.add(Problem.error("road", "The road fails and is opened again and again: " + trouble, ""));
        }
        if (!waits.isEmpty()) {
            problems.add(Problem.error(
                    "road", "The road waits: " + waits + ".", "Signals are kept in the journal meanwhile."));
        } else if (lag() > 0 && System.nanoTime() - movedAt > STALLED) {
            problems.add(Problem.error(
                    "road",
                    "The road has stood at " + position + " for half a minute, and " + lag() + " entries wait.",
                    ""));
        }
        return problems;
    }

    @Override
    public void close() {
        Drive last;
        synchronized (this) {
            closed = true;
            last = drive;
        }
        if (last != null) {
            last.finish();
            keepDecided(0);
        }
    }

    /** A thread that opens lanes. */
    final class Drive extends Thread {

        private final @Nullable Drive predecessor;
        private volatile @Nullable Database database;
        private volatile @Nullable Lane lane;
        private volatile boolean abandoned;

        Drive(int number, @Nullable Drive predecessor) {
            super("antiphon-road-" + number);
            this.predecessor = predecessor;
            setDaemon(true);
        }

        @Override
        public void run() {
            if (predecessor != null) {
                predecessor.release();
            }
            long pause = firstPause();
            while (!closed && !abandoned) {
                Position before = position;
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
                pause = position.equals(before)
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
                if (!closed) {
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                // closed: the loop sees it
            }
        }

        private void live() throws SQLException, Setback, InterruptedException {
            Post post = new Post(this, this::interruptDatabase, this::giveUp);
            Database opened = file.open(site.journal().end().offset());
            database = opened;
            site.watchdog().add(post);
            try {
                site.meters().lanes.increment();
                Lane next = new Lane(site, expected, opened, post, Highway.this);
                lane = next;
                if (!closed) {
                    next.run(bell);
                }
            } catch (Abandoned e) {
                database = null;
                throw e;
            } finally {
                site.watchdog().remove(post);
                release();
            }
        }

        private void fail(Throwable failure) {
            if (closed && failure instanceof InterruptedException) {
                return;
            }
            String said = failure instanceof Setback ? String.valueOf(failure.getMessage()) : Plug.describe(failure);
            if (!said.equals(trouble)) {
                trouble = said;
                LOG.warn("The road had a setback at {} and is opened again: {}", position, said);
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
            Database open = database;
            if (open != null) {
                open.interrupt();
            }
        }

        /** The watchdog's: a fold does not come back. */
        private void giveUp() {
            abandoned = true;
            Highway.this.start(this);
        }

        /** Closes the connection, which rolls back; also in place of a thread that does not come back. */
        private void release() {
            Database open = database;
            database = null;
            if (open != null) {
                try {
                    open.close();
                } catch (SQLException e) {
                    LOG.warn("{} could not be closed: {}", open.file(), e.getMessage());
                }
            }
        }

        private void finish() {
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
}
