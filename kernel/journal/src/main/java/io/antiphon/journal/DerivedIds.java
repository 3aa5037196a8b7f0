package io.antiphon.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Recognises derived entries that were appended before. An id says what it derives from, so the journal's own index on causes finds it;
 * what derives from the latest entries is in memory, so that for these no file is asked. Owned by the journal's writer thread.
 */
final class DerivedIds {

    private static final int FULL = 1 << 17;

    private final Segments segments;
    private KeyTable older = new KeyTable();
    private KeyTable younger = new KeyTable();
    /** What derives from entries after this one is all in memory. */
    private long floor;
    /** What derives from entries after this one is in the younger table. */
    private long split;
    /** The latest entry that something in memory derives from. */
    private long latest;

    DerivedIds(Segments segments, long end) {
        this.segments = segments;
        floor = end;
        split = end;
        latest = end;
    }

    /** The offset at which a derived entry stands; 0 if it does not. */
    long find(Encoded entry, Key key) {
        if (entry.cause() > floor) {
            return (entry.cause() > split ? younger : older).get(key);
        }
        for (SegmentFile segment : segments.from(entry.cause())) {
            List<Row> rows =
                    segment.ask(reader -> reader.causedBy(entry.cause())).orElse(List.of());
            for (Row row : rows) {
                if (row.kind() == entry.kind().code()
                        && id(row).equals(entry.entry().id())) {
                    return row.position();
                }
            }
        }
        return 0;
    }

    private static String id(Row row) {
        try {
            return row.whole() ? EntryReader.id(row) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes note of a durable entry. */
    void learn(Encoded entry, Key key, long offset) {
        latest = Math.max(latest, entry.cause());
        if (entry.cause() > split) {
            younger.put(key, offset);
            if (younger.size() >= FULL) {
                older = younger;
                younger = new KeyTable();
                floor = split;
                split = latest;
            }
        } else if (entry.cause() > floor) {
            older.put(key, offset);
            if (older.size() >= FULL * 2) {
                older = new KeyTable();
                floor = split;
            }
        }
    }

    /** Forgets what is in memory; it is looked up in the files from now on. */
    void restart(long end) {
        older = new KeyTable();
        younger = new KeyTable();
        floor = end;
        split = end;
        latest = end;
    }
}
