package io.antiphon.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the journal is kept.
 *
 * @param segmentBytes a segment that has grown beyond this is closed
 * @param monthly whether a segment is also closed when a month (UTC) ends
 * @param retention how long entries are kept at least; null for ever
 * @param queueEntries so many entries at most wait for the disk
 * @param queueBytes so many bytes at most wait for the disk
 * @param recentEntries so many of the latest entries are kept in memory
 * @param recentBytes so many bytes of them
 * @param repeatKeys so many external ids are kept in memory before they go into a file
 */
record JournalSettings(
        long segmentBytes,
        boolean monthly,
        @Nullable Duration retention,
        int queueEntries,
        long queueBytes,
        int recentEntries,
        long recentBytes,
        int repeatKeys) {

    static final long DEFAULT_SEGMENT_BYTES = 512L << 20;
    static final int DEFAULT_QUEUE_ENTRIES = 50_000;

    static JournalSettings defaults() {
        return new JournalSettings(
                DEFAULT_SEGMENT_BYTES, true, null, DEFAULT_QUEUE_ENTRIES, 64L << 20, 4_096, 16L << 20, Repeats.FULL);
    }

    JournalSettings segments(long bytes, boolean byMonth) {
        return new JournalSettings(
                bytes, byMonth, retention, queueEntries, queueBytes, recentEntries, recentBytes, repeatKeys);
    }

    JournalSettings keeping(@Nullable Duration howLong) {
        return new JournalSettings(
                segmentBytes, monthly, howLong, queueEntries, queueBytes, recentEntries, recentBytes, repeatKeys);
    }

    JournalSettings queue(int entries) {
        return new JournalSettings(
                segmentBytes, monthly, retention, entries, queueBytes, recentEntries, recentBytes, repeatKeys);
    }

    JournalSettings recent(int entries) {
        return new JournalSettings(
                segmentBytes, monthly, retention, queueEntries, queueBytes, entries, recentBytes, repeatKeys);
    }

    JournalSettings repeats(int keys) {
        return new JournalSettings(
                segmentBytes, monthly, retention, queueEntries, queueBytes, recentEntries, recentBytes, keys);
    }
}
