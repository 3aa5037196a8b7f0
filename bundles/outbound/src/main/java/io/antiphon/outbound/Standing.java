package io.antiphon.outbound;

import io.antiphon.outbound.rows.MarkRows;
import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.rows.Words;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands ordered, in memory, for guards that are asked at the last moment. It is complete or there is none: nothing is told
 * before the fold has passed the journal's end as it was when this began; orders given from then on go through here, and count from
 * the instant at which they are durable. So an order that was durable before a crash holds after it, before anything may leave.
 * Thread-safe.
 */
@Component(service = Standing.class, immediate = true)
public final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
    private static final Set<String> KEPT = Set.of(Words.STOP, Words.RESUME, Words.APPROVE, Words.SETTINGS);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long SHORTEST = 20;
    private static final long LONGEST = 500;

    private final State state;
    private final Recorder recorder;
    private final Connections connections;
    private final Clock clock;
    private final long begun;
    private final Thread keeper;
    /** Held shared while orders are made durable, alone by the end: so whoever comes after this has them in the journal. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private final List<Entry.Commanded> given = new ArrayList<>();
    private boolean closed;
    private volatile @Nullable Book book;
    private volatile @Nullable Outbox outbox;
    private volatile String waiting = "what was stopped before is not known yet";

    /** Called by declarative services. */
    @Activate
    public Standing(
            @Reference State state,
            @Reference Journal journal,
            @Reference Recorder recorder,
            @Reference Connections connections) {
        this(state, journal, recorder, connections, Clock.systemUTC());
    }

    /** @param clock tells when stops end */
    public Standing(State state, Journal journal, Recorder recorder, Connections connections, Clock clock) {
        this.state = state;
        this.recorder = recorder;
        this.connections = connections;
        this.clock = clock;
        this.begun = journal.end().offset();
        this.keeper = new Thread(this::keep, "antiphon-outbound-standing");
        keeper.setDaemon(true);
        keeper.start();
    }

    @Deactivate
    public void leave() throws InterruptedException {
        open.writeLock().lock();
        try {
            closed = true;
        } finally {
            open.writeLock().unlock();
        }
        keeper.interrupt();
        keeper.join();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setOutbox(Outbox itsOutbox) {
        outbox = itsOutbox;
    }

    void unsetOutbox(Outbox itsOutbox) {
        outbox = outbox == itsOutbox ? null : outbox;
    }

    /** The outbox; empty while it is away, and then nothing leaves. */
    public Optional<Outbox> outbox() {
        return Optional.ofNullable(outbox);
    }

    /** What stands; null until it is complete. */
    public @Nullable Book book() {
        return book;
    }

    /** What stands. @throws AntiphonException UNAVAILABLE until it is complete */
    public Book known() {
        Book known = book;
        if (known == null) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE, "Nothing leaves yet: " + waiting, Duration.ofSeconds(2), null);
        }
        return known;
    }

    /** What a guard says while it does not know what stands. */
    public Verdict unknown() {
        return new Verdict.Hold(now().plus(SOON), "nothing leaves until all orders are known: " + waiting);
    }

    /** What is known of an action that is about to leave. */
    public Leaving leaving(Action action) {
        return Leaving.of(action, connections);
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    /** Why it is not complete yet. */
    public String waiting() {
        return waiting;
    }

    /** Makes orders durable in one piece; when it returns they count. */
    public List<Entry.Commanded> order(List<Entry.Commanded> orders) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE,
                        "The bundle 'outbound' is being replaced; order it again in a moment",
                        Duration.ofSeconds(2),
                        null);
            }
            List<Receipt> receipts = recorder.append(List.copyOf(orders));
            List<Entry.Commanded> durable = new ArrayList<>();
            for (int i = 0; i < orders.size(); i++) {
                Position position = receipts.get(i).position();
                durable.add(orders.get(i).at(position, position.toString(), now()));
            }
            know(durable);
            return durable;
        } finally {
            open.readLock().unlock();
        }
    }

    private synchronized void know(List<Entry.Commanded> durable) {
        List<Entry.Commanded> orders = durable.stream()
                .filter(order -> KEPT.contains(order.command()))
                .toList();
        if (orders.isEmpty()) {
            return;
        }
        given.addAll(orders);
        Book known = book;
        if (known != null) {
            book = known.with(orders);
        }
    }

    /** What guards hold is judged again now. */
    public void reconsider() {
        outbox().ifPresent(Outbox::reconsider);
    }

    private void keep() {
        long wait = SHORTEST;
        try {
            while (true) {
                boolean changed = refresh();
                wait = book == null || changed ? SHORTEST : Math.min(LONGEST, wait * 2);
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean refresh() throws InterruptedException {
        try {
            Book known = book;
            long ordered = state.read(OutboundFold.NAME, tx -> {
                boolean complete = MarkRows.get(tx, MarkRows.SEEN) >= begun;
                return complete ? MarkRows.get(tx, MarkRows.ORDERED) : -1L;
            });
            boolean old = ordered >= 0 && (known == null || ordered > known.seen());
            if (old) {
                replace(state.read(OutboundFold.NAME, Book::read));
                if (known == null) {
                    LOG.info("All orders about what may leave are known");
                    reconsider();
                }
            } else if (known == null) {
                waiting = "the journal is read up to where it stood when this began";
            }
            return old;
        } catch (AntiphonException e) {
            waiting = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("What was ordered about what may leave cannot be read", e);
            waiting = "what was ordered cannot be read: " + e.getMessage();
        }
        return false;
    }

    private synchronized void replace(Book fresh) {
        given.removeIf(order -> order.position().offset() <= fresh.seen());
        List<Entry.Commanded> later = given.stream()
                .sorted(java.util.Comparator.comparing(Entry.Commanded::position))
                .toList();
        Book next = fresh.with(later);
        book = next;
    }
}
