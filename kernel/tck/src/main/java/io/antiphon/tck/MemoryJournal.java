package io.antiphon.tck;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recorder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A journal that forgets everything with its process. Thread-safe. */
public final class MemoryJournal implements Journal, Recorder {

    private static final int MOST_AT_ONCE = 10_000;
    private static final int MOST_FOLLOWED = 1_000;

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Position> known = new HashMap<>();
    private int begin;

    /** An empty journal whose entries are dated by a clock. */
    public MemoryJournal(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Receipt> append(List<Entry> offered) {
        if (offered.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("At most " + MOST_AT_ONCE + " entries at once, not " + offered.size());
        }
        List<Receipt> receipts = new ArrayList<>(offered.size());
        for (Entry entry : offered) {
            String key = key(entry);
            Position before = key == null ? null : known.get(key);
            receipts.add(before == null ? append(entry, key) : new Receipt(before, true));
        }
        notifyAll();
        return List.copyOf(receipts);
    }

    private Receipt append(Entry entry, @Nullable String key) {
        Position position = Position.of(entries.size() + 1L);
        String id = entry.id().isEmpty() ? position.toString() : entry.id();
        entries.add(entry.at(position, id, clock.instant()));
        if (key != null) {
            known.put(key, position);
        }
        return new Receipt(position, false);
    }

    private static @Nullable String key(Entry entry) {
        if (entry instanceof Entry.Heard heard) {
            String externalId = heard.signal().externalId();
            return externalId == null ? null : "heard " + heard.connection() + " " + externalId;
        }
        return entry.id().isEmpty() ? null : "derived " + entry.id();
    }

    @Override
    public synchronized List<Entry> read(Position after, int limit) {
        int from = (int) Math.min(Math.max(after.offset(), begin), entries.size());
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    @Override
    public synchronized Optional<Entry> get(Position position) {
        boolean there = position.partition() == 0 && position.offset() > begin && position.offset() <= entries.size();
        return there ? Optional.of(entries.get((int) position.offset() - 1)) : Optional.empty();
    }

    @Override
    public synchronized List<Entry> causedBy(Position position) {
        return all().stream()
                .filter(entry -> Objects.equals(entry.cause(), position))
                .toList();
    }

    @Override
    public synchronized List<Entry.Heard> heard(HeardQuery query) {
        Predicate<Entry.Heard> asked =
                heard -> (query.after() == null || heard.position().isAfter(query.after()))
                        && (query.before() == null || query.before().isAfter(heard.position()))
                        && (query.connection() == null || query.connection().equals(heard.connection()));
        List<Entry.Heard> found =
                new ArrayList<>(all(Entry.Heard.class).stream().filter(asked).toList());
        if (query.newestFirst()) {
            Collections.reverse(found);
        }
        return List.copyOf(found.subList(0, Math.min(query.limit(), found.size())));
    }

    /** All entries of a kind, in order. */
    public synchronized <T extends Entry> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All entries, in order. */
    public synchronized List<Entry> all() {
        return List.copyOf(entries.subList(begin, entries.size()));
    }

    /** Drops what stands up to a position, as retention does; what derives from it stays. */
    public synchronized void forget(Position last) {
        begin = (int) Math.min(Math.max(last.offset(), begin), entries.size());
    }

    /** Follows on a daemon thread; closing interrupts the listener and waits until it has returned. */
    @Override
    public AutoCloseable follow(Position after, Listener listener) {
        Thread follower = new Thread(() -> follow(listener, after), "memory-journal-follower");
        follower.setDaemon(true);
        follower.start();
        return () -> {
            follower.interrupt();
            follower.join();
        };
    }

    private void follow(Listener listener, Position after) {
        Position reached = after;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Entry> batch = next(reached);
                try {
                    listener.entries(batch);
                    reached = batch.get(batch.size() - 1).position();
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    Thread.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Entry> next(Position after) throws InterruptedException {
        while (after.offset() >= entries.size()) {
            wait();
        }
        return read(after, MOST_FOLLOWED);
    }

    @Override
    public synchronized Position end() {
        return Position.of(entries.size());
    }

    @Override
    public synchronized Position begin() {
        return Position.of(begin);
    }

    @Override
    public synchronized List<Segment> segments() {
        Position first = begin().next();
        return List.of(new Segment("memory", first, end(), entries.size() - begin, 0, true));
    }

    @Override
    public List<Problem> check() {
        return List.of();
    }
}
