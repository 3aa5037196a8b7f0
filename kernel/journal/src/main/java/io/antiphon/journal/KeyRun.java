package io.antiphon.journal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file of keys in their order, never changed: the signals heard after one offset and up to another. It is made from the journal and
 * can be made again, so it is not synced but has a checksum.
 */
final class KeyRun implements AutoCloseable {

    static final String PREFIX = "repeats-";
    static final String SUFFIX = ".run";

    private static final long MAGIC = 0x414e54494b455931L;
    private static final int HEADER = Long.BYTES * 4;
    private static final int RECORD = Long.BYTES * 3;
    private static final int BLOCK = 128;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final long after;
    private final long last;
    private final int count;
    /** The high half of the first key of each block. */
    private final long[] fences;

    private final FileChannel channel;

    private KeyRun(Path file, long after, long last, int count, long[] fences, FileChannel channel) {
        this.file = file;
        this.after = after;
        this.last = last;
        this.count = count;
        this.fences = fences;
        this.channel = channel;
    }

    /** One key with its offset. */
    record Keyed(Key key, long offset) {}

    /** Writes a run of keys that are in order, and opens it. */
    static KeyRun write(Path directory, long after, long last, List<Keyed> keys) throws IOException {
        Path file = directory.resolve(String.format("%s%016d-%016d%s", PREFIX, after, last, SUFFIX));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        CRC32C crc = new CRC32C();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(fresh), crc), BUFFER))) {
            out.writeLong(MAGIC);
            out.writeLong(after);
            out.writeLong(last);
            out.writeLong(keys.size());
            for (Keyed keyed : keys) {
                out.writeLong(keyed.key.high());
                out.writeLong(keyed.key.low());
                out.writeLong(keyed.offset);
            }
            out.flush();
            out.writeLong(crc.getValue());
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return open(file, (key, offset) -> {});
    }

    /**
     * Opens a run, reading all of it.
     *
     * @throws IOException if it is not as it was written
     */
    static KeyRun open(Path file, BiConsumer<Key, Long> keys) throws IOException {
        CRC32C crc = new CRC32C();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), crc))) {
            if (in.readLong() != MAGIC) {
                throw new IOException(file + " is no run of keys");
            }
            long after = in.readLong();
            long last = in.readLong();
            long count = in.readLong();
            if (count < 0 || Files.size(file) != HEADER + count * RECORD + Long.BYTES) {
                throw new IOException(file + " has not the length it should have");
            }
            long[] fences = new long[(int) ((count + BLOCK - 1) / BLOCK)];
            for (int i = 0; i < count; i++) {
                Key key = new Key(in.readLong(), in.readLong());
                keys.accept(key, in.readLong());
                if (i % BLOCK == 0) {
                    fences[i / BLOCK] = key.high();
                }
            }
            long sum = crc.getValue();
            if (in.readLong() != sum) {
                throw new IOException(file + " is not as it was written");
            }
            return new KeyRun(file, after, last, (int) count, fences, FileChannel.open(file, StandardOpenOption.READ));
        }
    }

    /** What a file's name says of its last offset; 0 if it says nothing. */
    static long lastOf(Path file) {
        String name = file.getFileName().toString();
        String digits = name.substring(name.lastIndexOf('-') + 1, name.length() - SUFFIX.length());
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    Path file() {
        return file;
    }

    long after() {
        return after;
    }

    long last() {
        return last;
    }

    int count() {
        return count;
    }

    /** The offset of a key; 0 if it is not here. */
    long get(Key key) throws IOException {
        int block = lastBlockBefore(key.high());
        while (block < fences.length && Long.compareUnsigned(fences[block], key.high()) <= 0) {
            long offset = search(block, key);
            if (offset != 0) {
                return offset;
            }
            block++;
        }
        return 0;
    }

    /** The last block whose first key is surely before the key; equal fences may lie ahead. */
    private int lastBlockBefore(long high) {
        int low = 0;
        int up = fences.length - 1;
        while (low < up) {
            int middle = low + up + 1 >>> 1;
            if (Long.compareUnsigned(fences[middle], high) < 0) {
                low = middle;
            } else {
                up = middle - 1;
            }
        }
        return low;
    }

    private long search(int block, Key key) throws IOException {
        int records = Math.min(BLOCK, count - block * BLOCK);
        ByteBuffer bytes = ByteBuffer.allocate(records * RECORD);
        long start = HEADER + (long) block * BLOCK * RECORD;
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new IOException(file + " became shorter");
            }
        }
        for (int i = 0; i < records; i++) {
            if (bytes.getLong(i * RECORD) == key.high() && bytes.getLong(i * RECORD + Long.BYTES) == key.low()) {
                return bytes.getLong(i * RECORD + Long.BYTES * 2);
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }
}
