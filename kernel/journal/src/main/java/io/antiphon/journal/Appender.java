package io.antiphon.journal;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends groups to the active segment, rolls it, and comes back after a failure. Owned by the journal's writer thread. */
final class Appender {

    private final Segments segments;
    private final Repeats repeats;
    private final DerivedIds derived;
    private final Recent recent;
    private volatile JournalSettings settings;
    private final InstantSource clock;
    private final Disk disk;
    private final Map<Key, Long> pending = new HashMap<>();
    private @Nullable SegmentWriter writer;
    private @Nullable YearMonth month;
    /** The offset of the last durable entry. */
    private long end;
    /** The offset of the next one; only after a repair there is a gap between the two. */
    private long next;

    private long segmentBytes;

    Appender(
            Segments segments,
            Repeats repeats,
            Recent recent,
            JournalSettings settings,
            InstantSource clock,
            Disk disk,
            Integrity.Opened opened) {
        this.segments = segments;
        this.repeats = repeats;
        this.recent = recent;
        this.settings = settings;
        this.clock = clock;
        this.disk = disk;
        end = opened.end();
        next = opened.next();
        derived = new DerivedIds(segments, end);
    }

    /** What a group came to. */
    record Written(List<List<Receipt>> receipts, int entries, int repeated, long bytes, long commitNanos) {}

    long end() {
        return end;
    }

    /** Other settings from now on; any thread may say so. */
    void change(JournalSettings changed) {
        settings = changed;
    }

    /** Appends all or nothing. */
    Written append(List<Ticket> group) throws SQLException, IOException {
        pending.clear();
        Instant now = EntryReader.time(EntryReader.micros(clock.instant()));
        SegmentWriter segment = ready(now);
        Group made = number(group, now);
        long took = 0;
        if (!made.encoded.isEmpty()) {
            took = commit(segment, made, now);
            publish(made);
        }
        return new Written(made.receipts, made.encoded.size(), made.repeated, made.bytes, took);
    }

    private static final class Group {
        private final List<List<Receipt>> receipts = new ArrayList<>();
        private final List<Encoded> encoded = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private int repeated;
        private long bytes;
    }

    private Group number(List<Ticket> tickets, Instant now) {
        Group group = new Group();
        for (Ticket ticket : tickets) {
            List<Receipt> receipts = new ArrayList<>(ticket.entries().size());
            for (Encoded entry : ticket.entries()) {
                long before = find(entry);
                if (before > 0) {
                    group.repeated++;
                    receipts.add(new Receipt(Position.of(before), true));
                } else {
                    receipts.add(new Receipt(add(group, entry, now), false));
                }
            }
            group.receipts.add(receipts);
        }
        return group;
    }

    private Position add(Group group, Encoded entry, Instant now) {
        Position position = Position.of(next + group.encoded.size());
        String id = entry.kind() == Kind.HEARD || entry.kind() == Kind.COMMANDED
                ? position.toString()
                : entry.entry().id();
        group.encoded.add(entry);
        group.entries.add(entry.entry().at(position, id, now));
        group.bytes += entry.body().length;
        Key key = entry.key();
        if (key != null) {
            pending.put(key, position.offset());
        }
        return position;
    }

    private long find(Encoded entry) {
        Key key = entry.key();
        if (key == null) {
            return 0;
        }
        Long before = pending.get(key);
        if (before != null) {
            return before;
        }
        if (entry.kind() != Kind.HEARD) {
            return derived.find(entry, key);
        }
        long offset = repeats.find(key);
        return offset > segments.begin() ? offset : 0;
    }

    private long commit(SegmentWriter segment, Group group, Instant now) throws SQLException {
        long micros = EntryReader.micros(now);
        segment.begin();
        long offset = next;
        for (Encoded entry : group.encoded) {
            segment.add(offset++, micros, entry);
        }
        segment.flush();
        disk.committing(group.encoded.size());
        long before = System.nanoTime();
        segment.commit();
        long took = System.nanoTime() - before;
        disk.committed(group.encoded.size());
        return took;
    }

    private void publish(Group group) {
        long first = next;
        next += group.encoded.size();
        end = next - 1;
        for (int i = 0; i < group.encoded.size(); i++) {
            Encoded entry = group.encoded.get(i);
            Key key = entry.key();
            if (key != null && entry.kind() == Kind.HEARD) {
                repeats.learn(key, first + i);
            } else if (key != null) {
                derived.learn(entry, key, first + i);
            }
        }
        repeats.learntUpTo(end);
        segmentBytes += group.bytes;
        segments.active().last(end);
        recent.add(group.entries, group.encoded);
    }

    private SegmentWriter ready(Instant now) throws SQLException, IOException {
        SegmentWriter open = writer;
        if (open == null) {
            open = reopen();
        }
        if (isDue(now)) {
            open = roll(open);
        }
        month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return open;
    }

    private SegmentWriter reopen() throws SQLException, IOException {
        SegmentFile active = segments.active();
        SegmentWriter opened = new SegmentWriter(active.path(), end, disk);
        writer = opened;
        segmentBytes = Sqlite.bytes(active.path());
        month = lastMonth(active);
        adopt(active, opened.last());
        return opened;
    }

    /** A commit that failed may yet have reached the disk: then its entries are part of the journal. */
    private void adopt(SegmentFile active, long last) throws IOException {
        if (last < next) {
            return;
        }
        active.last(last);
        CatchUp.read(segments, repeats, end, last);
        derived.restart(last);
        end = last;
        next = last + 1;
        recent.restart(next);
    }

    private static @Nullable YearMonth lastMonth(SegmentFile active) {
        Row last = active.ask(reader -> reader.before(Long.MAX_VALUE, 1)).orElse(List.of()).stream()
                .findFirst()
                .orElse(null);
        return last == null ? null : YearMonth.from(EntryReader.time(last.at()).atZone(ZoneOffset.UTC));
    }

    private boolean isDue(Instant now) {
        SegmentFile active = segments.active();
        if (active.last() < active.first()) {
            return false;
        }
        boolean newMonth = settings.monthly()
                && month != null
                && YearMonth.from(now.atZone(ZoneOffset.UTC)).isAfter(month);
        return newMonth || segmentBytes >= settings.segmentBytes();
    }

    private SegmentWriter roll(SegmentWriter full) throws SQLException, IOException {
        writer = null;
        full.close();
        SegmentFile fresh = new SegmentFile(SegmentFile.path(segments.directory(), next), next, end);
        SegmentWriter opened = new SegmentWriter(fresh.path(), end, disk);
        Sqlite.syncDirectory(segments.directory());
        segments.add(fresh);
        segmentBytes = 0;
        writer = opened;
        return opened;
    }

    /** Copies the rest of the log into the file, so that the log starts over. */
    void checkpoint() throws SQLException {
        if (writer != null) {
            writer.checkpoint();
        }
    }

    /** Gives up the connection; the next group opens a new one. */
    void broken() {
        if (writer != null) {
            writer.closeQuietly();
            writer = null;
        }
    }

    void close() throws SQLException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
