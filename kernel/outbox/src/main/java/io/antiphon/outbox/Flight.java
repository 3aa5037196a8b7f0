package io.antiphon.outbox;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers durably which actions are about to be performed by a sink that cannot recognise one it has performed already: after a
 * crash nobody knows whether these have left. A file of 8-byte numbers: first when it was begun, in milliseconds of the epoch, then each
 * decision's offset when its action takes off and its negative when that is over. Thread-safe; several who take off share an fsync.
 */
final class Flight implements AutoCloseable {

    private static final String NAME = "flight.log";
    private static final int LARGE = 1 << 20;

    private final Path file;
    private final long begun;
    private final Set<Long> lost;
    private final Set<Long> up = new TreeSet<>();
    /** Not a channel, which an interrupt left behind by a sink would close. */
    private FileOutputStream out;

    private long written;
    private long forced;
    private boolean forcing;

    private Flight(Path file, long begun, Set<Long> lost) throws IOException {
        this.file = file;
        this.begun = begun;
        this.lost = Set.copyOf(lost);
        this.up.addAll(lost);
        this.out = rewritten();
    }

    /**
     * Opens the memory in a folder, which is made if it is missing.
     *
     * @param now when a new one begins: from then on account was kept
     */
    static Flight open(Path folder, long now) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME);
        if (!Files.exists(file) || Files.size(file) < Long.BYTES) {
            return new Flight(file, now, Set.of());
        }
        ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file));
        long begun = numbers.getLong();
        Set<Long> lost = new LinkedHashSet<>();
        while (numbers.remaining() >= Long.BYTES) {
            long number = numbers.getLong();
            if (number < 0) {
                lost.remove(-number);
            } else if (number > 0) {
                lost.add(number);
            }
        }
        return new Flight(file, begun, lost);
    }

    /** Nothing is known about what was decided before this instant, in milliseconds of the epoch. */
    long begun() {
        return begun;
    }

    /** What was in flight when the process before this one ended. */
    Set<Long> lost() {
        return lost;
    }

    /** Returns when it is durable that the action of a decision is about to be performed. */
    void takeOff(long position) throws IOException {
        long mine;
        synchronized (this) {
            up.add(position);
            mine = write(position);
        }
        force(mine);
    }

    /** It has landed: its outcome is durable, or it was not performed at all. */
    synchronized void land(long position) throws IOException {
        up.remove(position);
        write(-position);
        if (written > LARGE && !forcing) {
            FileOutputStream old = out;
            out = rewritten();
            old.close();
        }
    }

    private long write(long number) throws IOException {
        out.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        written += Long.BYTES;
        return written;
    }

    /** Forces what was written up to an end; who comes while somebody forces waits and shares the next time. */
    private void force(long end) throws IOException {
        long upTo;
        FileOutputStream target;
        synchronized (this) {
            while (forcing && forced < end) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("Interrupted before it was durable", e);
                }
            }
            if (forced >= end) {
                return;
            }
            forcing = true;
            upTo = written;
            target = out;
        }
        boolean done = false;
        try {
            target.getFD().sync();
            done = true;
        } finally {
            synchronized (this) {
                forcing = false;
                forced = done ? Math.max(forced, upTo) : forced;
                notifyAll();
            }
        }
    }

    /** A new file with what is up now, in place of the old one. */
    private FileOutputStream rewritten() throws IOException {
        Path fresh = file.resolveSibling(NAME + ".new");
        ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * (1 + up.size()));
        numbers.putLong(begun);
        up.forEach(numbers::putLong);
        FileOutputStream next = new FileOutputStream(fresh.toFile());
        try {
            next.write(numbers.array());
            next.getFD().sync();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        written = numbers.capacity();
        forced = written;
        return next;
    }

    /** The new name is durable too. */
    private void syncFolder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
