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

/** Keeps a lane open, and one thread that drives on it: another in its place if that does not come back. */
final class Highway implements Road, Lane.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Highway.class);
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
            Drive next = new Drive(site, file, expected, bell, this, ++drives, predecessor);
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

    /** A lane ended before its time. @return whether for another reason than the one before */
    boolean failed(String why) {
        boolean other = !why.equals(trouble);
        trouble = why;
        return other;
    }

    boolean isClosed() {
        return closed;
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
}
