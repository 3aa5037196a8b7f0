package io.antiphon.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** How many bytes at the end belong to the log but are not as they were written; 0 if it is whole. */
    static long tornBytes(Path wal) throws IOException {
        long size = Sqlite.sizeOf(wal);
        if (size == 0) {
            return 0;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(wal), BUFFER)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
            if (header.limit() < HEADER || (header.getInt(0) & ~1) != MAGIC) {
                return size;
            }
            WalFile file = new WalFile(header);
            boolean whole = header.getInt(24) == file.one && header.getInt(28) == file.two;
            return whole ? file.tornFrames(in, header.getInt(8), size) : size;
        }
    }

    private long tornFrames(InputStream in, int pageBytes, long size) throws IOException {
        long offset = HEADER;
        long firstBad = -1;
        while (true) {
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER + pageBytes));
            if (frame.limit() < FRAME_HEADER) {
                return 0;
            }
            boolean ours = frame.getLong(8) == salts;
            if (firstBad < 0 && !(ours && follows(frame, pageBytes))) {
                firstBad = offset;
            }
            if (firstBad >= 0 && ours) {
                return size - firstBad;
            }
            offset += FRAME_HEADER + pageBytes;
        }
    }

    private boolean follows(ByteBuffer frame, int pageBytes) {
        if (frame.limit() < FRAME_HEADER + pageBytes) {
            return false;
        }
        sum(frame, 0, 8);
        sum(frame, FRAME_HEADER, pageBytes);
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
