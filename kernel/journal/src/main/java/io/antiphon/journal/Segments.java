package io.antiphon.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The files of a journal in order. The last one is the active one. Thread-safe. */
final class Segments {

    private final Path directory;
    private final NavigableMap<Long, SegmentFile> byFirst = new ConcurrentSkipListMap<>();

    Segments(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    void add(SegmentFile segment) {
        byFirst.put(segment.first(), segment);
    }

    SegmentFile active() {
        return byFirst.lastEntry().getValue();
    }

    boolean isEmpty() {
        return byFirst.isEmpty();
    }

    /** Oldest first. */
    Collection<SegmentFile> all() {
        return byFirst.values();
    }

    /** Those that are no longer appended to, oldest first. */
    List<SegmentFile> closed() {
        List<SegmentFile> closed = new ArrayList<>(byFirst.values());
        closed.remove(closed.size() - 1);
        return closed;
    }

    /** The one a position would stand in; null if that is gone. */
    @Nullable
    SegmentFile holding(long offset) {
        Map.Entry<Long, SegmentFile> entry = byFirst.floorEntry(offset);
        return entry == null ? null : entry.getValue();
    }

    /** The one that holds an offset, or else the oldest, and all later ones. */
    Collection<SegmentFile> from(long offset) {
        Long first = byFirst.floorKey(offset);
        return first == null ? byFirst.values() : byFirst.tailMap(first).values();
    }

    /** The one that holds an offset and all earlier ones, newest first. */
    Collection<SegmentFile> downFrom(long offset) {
        return byFirst.headMap(offset, true).descendingMap().values();
    }

    /** The offset before the first entry that is still there. */
    long begin() {
        return byFirst.firstEntry().getValue().first() - 1;
    }

    void drop(SegmentFile segment) throws IOException {
        byFirst.remove(segment.first());
        segment.delete();
    }

    /** Up to an offset, rows after another, across files. */
    List<Row> rows(long after, long end, int limit) {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        for (SegmentFile segment : from(after + 1)) {
            if (rows.size() >= limit || segment.first() > end || bytes >= SegmentReader.MOST_BYTES) {
                break;
            }
            if (segment.last() > after) {
                int left = limit - rows.size();
                for (Row row : segment.ask(reader -> reader.after(after, left)).orElse(List.of())) {
                    if (row.position() <= end) {
                        rows.add(row);
                        bytes += row.body().length;
                    }
                }
            }
        }
        return rows;
    }

    void close() {
        for (SegmentFile segment : byFirst.values()) {
            segment.close();
        }
    }
}
