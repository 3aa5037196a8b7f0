package io.antiphon.journal;

import io.antiphon.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest entries, ready made, so that who follows closely reads no file. Bounded by count and bytes. Thread-safe. */
final class Recent {

    private final int mostEntries;
    private final long mostBytes;
    private final @Nullable Entry[] entries;
    private final int[] sizes;
    /** The offset of the oldest entry held; those up to {@link #last} follow without a gap. */
    private long first;

    private long last;
    private long bytes;

    Recent(int mostEntries, long mostBytes, long next) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
        entries = new Entry[mostEntries];
        sizes = new int[mostEntries];
        first = next;
        last = next - 1;
    }

    /** Adds the entries that follow the last one. */
    synchronized void add(List<Entry> added, List<Encoded> encoded) {
        for (int i = 0; i < added.size(); i++) {
            last++;
            int size = encoded.get(i).body().length;
            if (last - first >= mostEntries) {
                dropFirst();
            }
            entries[slot(last)] = added.get(i);
            sizes[slot(last)] = size;
            bytes += size;
            while (bytes > mostBytes) {
                dropFirst();
            }
        }
    }

    private void dropFirst() {
        entries[slot(first)] = null;
        bytes -= sizes[slot(first)];
        first++;
    }

    /** Forgets all and goes on with an offset. */
    synchronized void restart(long next) {
        java.util.Arrays.fill(entries, null);
        bytes = 0;
        first = next;
        last = next - 1;
    }

    /** The entries after an offset; null if they are no longer all here. */
    synchronized @Nullable List<Entry> after(long offset, int limit) {
        if (offset + 1 < first) {
            return null;
        }
        int count = (int) Math.max(0, Math.min(limit, last - offset));
        List<Entry> found = new ArrayList<>(count);
        for (long next = offset + 1; next <= offset + count; next++) {
            Entry entry = entries[slot(next)];
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }

    synchronized @Nullable Entry get(long offset) {
        return offset < first || offset > last ? null : entries[slot(offset)];
    }

    private int slot(long offset) {
        return (int) (offset % mostEntries);
    }
}
