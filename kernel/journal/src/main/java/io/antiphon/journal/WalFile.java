package io.antiphon.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQLite's write-ahead log before SQLite does. SQLite takes the log up to its first frame that is not as it was written and
 * silently drops the rest; this tells whether there is such a rest. The format is described at sqlite.org/fileformat2.html#walformat.
 */
final class WalFile {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int BUFFER = 1 << 16;

    private final long salts;
    private final boolean bigEndian;
    private int one;
    private int two;

    private WalFile(ByteBuffer header) {
        bigEndian = (header.getInt(0) & 1) == 1;
        salts = header.getLong(16);
        sum(header, 0, 24);
    }

    /**
     * The part of a log that is not as it was written.
     *
     * @param offset where it begins
     * @param bytes how long it is
     * @param damage false if it is just the one frame that was being written when the process was killed, so that nothing
     *     acknowledged is in it; true if it may be more
     */
    record Torn(long offset, long bytes, boolean damage) {}

    /** What is not as it was written; null if there is no log or it is whole. */
    static @Nullable Torn torn(Path wal) throws IOException {
        long size = Sqlite.sizeOf(wal);
        if (size == 0) {
            return null;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(wal), BUFFER)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
            if (header.limit() < HEADER || (header.getInt(0) & ~1) != MAGIC) {
                return new Torn(0, size, true);
            }
            WalFile file = new WalFile(header);
            boolean whole = header.getInt(24) == file.one && header.getInt(28) == file.two;
            return whole ? file.tornFrames(in, FRAME_HEADER + header.getInt(8), size) : new Torn(0, size, true);
        }
    }

    /** The first frame that is not as it was written, if it is of this log or frames of this log come behind it. */
    private @Nullable Torn tornFrames(InputStream in, int frameBytes, long size) throws IOException {
        long firstBad = -1;
        boolean badIsOurs = false;
        for (long offset = HEADER; ; offset += frameBytes) {
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(frameBytes));
            if (frame.limit() < FRAME_HEADER) {
                break;
            }
            boolean ours = frame.getLong(8) == salts;
            if (firstBad >= 0 && ours) {
                return new Torn(firstBad, size - firstBad, true);
            }
            if (firstBad < 0 && !(ours && follows(frame, frameBytes))) {
                firstBad = offset;
                badIsOurs = ours;
            }
        }
        if (!badIsOurs) {
            return null;
        }
        boolean wasWhole = size == firstBad + frameBytes;
        return new Torn(firstBad, Math.min(frameBytes, size - firstBad), wasWhole);
    }

    private boolean follows(ByteBuffer frame, int frameBytes) {
        if (frame.limit() < frameBytes) {
            return false;
        }
        sum(frame, 0, 8);
        sum(frame, FRAME_HEADER, frameBytes - FRAME_HEADER);
        return frame.getInt(16) == one && frame.getInt(20) == two;
    }

    private void sum(ByteBuffer bytes, int from, int length) {
        bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < from + length; i += 8) {
            one += bytes.getInt(i) + two;
            two += bytes.getInt(i + 4) + one;
        }
        bytes.order(ByteOrder.BIG_ENDIAN);
    }
}
