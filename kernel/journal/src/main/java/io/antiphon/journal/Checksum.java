package io.antiphon.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of an entry: of its body, and of that together with everything else in its row. */
final class Checksum {

    private static final int ROW = Long.BYTES * 3 + Integer.BYTES * 2;

    private Checksum() {}

    static int ofBody(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, body.length);
        return (int) crc.getValue();
    }

    static int ofRow(long position, int kind, long at, long cause, int body) {
        byte[] row = new byte[ROW];
        ByteBuffer.wrap(row)
                .putLong(position)
                .putInt(kind)
                .putLong(at)
                .putLong(cause)
                .putInt(body);
        return ofBody(row);
    }
}
