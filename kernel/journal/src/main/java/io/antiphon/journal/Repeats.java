package io.antiphon.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises signals that were heard before. The latest keys are in a table in memory, older ones in files of sorted keys, and a filter
 * in front of these says of a new key that it is new. Nothing here is the truth: all of it is made from the journal again when it is
 * damaged, missing, or ahead of the journal.
 *
 * <p>{@link #find} and {@link #learn} belong to the journal's writer thread, {@link #store} to its keeper.
 */
final class Repeats {

    /** So many keys go into a file. */
    static final int FULL = 1 << 18;

    private final Path directory;
    private final int full;
    private final Bloom bloom = new Bloom();
    private KeyTable table = new KeyTable();
    private long learnt;
    private volatile @Nullable Frozen frozen;
    private List<KeyRun> runs = new ArrayList<>();
    /** Held by who writes a file. */
    private final Object pen = new Object();

    private record Frozen(KeyTable table, long last) {}

    Repeats(Path directory, int full) {
        this.directory = directory;
        this.full = full;
    }

    /**
     * Opens the files as far as they fit the journal and removes the others.
     *
     * @return the offset up to which they have read the journal
     */
    long open(long begin, long end) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, KeyRun.PREFIX + "*")) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        files.sort(Comparator.comparing(Repeats::start));
        long reached = 0;
        for (Path file : files) {
            KeyRun run = openIfItFits(file, reached, begin, end);
            if (run == null) {
                Files.deleteIfExists(file);
            } else {
                runs.add(run);
                reached = run.last();
            }
        }
        learnt = reached;
        return reached;
    }

    /** The offset up to which some file says it has read the journal, even if the journal no longer reaches so far. */
    static long furthest(Path directory) throws IOException {
        long furthest = 0;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, KeyRun.PREFIX + "*" + KeyRun.SUFFIX)) {
            for (Path file : found) {
                furthest = Math.max(furthest, KeyRun.lastOf(file));
            }
        }
        return furthest;
    }

    private static String start(Path file) {
        String name = file.getFileName().toString();
        int dash = name.indexOf('-', KeyRun.PREFIX.length());
        return dash < 0 ? name : name.substring(0, dash);
    }

    private @Nullable KeyRun openIfItFits(Path file, long reached, long begin, long end) {
        if (!file.getFileName().toString().endsWith(KeyRun.SUFFIX)) {
            return null;
        }
        try {
            KeyRun run = KeyRun.open(file, (key, offset) -> bloom.add(key));
            boolean follows = run.after() == reached || reached == 0 && run.after() <= begin;
            if (follows && run.last() <= end && run.last() > begin) {
                return run;
            }
            run.close();
        } catch (IOException e) {
            // it is made again from the journal
        }
        return null;
    }

    /** The offset at which a signal was heard; 0 if it was not. */
    long find(Key key) {
        long offset = table.get(key);
        Frozen storing = frozen;
        if (offset == 0 && storing != null) {
            offset = storing.table.get(key);
        }
        return offset != 0 || !bloom.mayHold(key) ? offset : findInRuns(key);
    }

    private synchronized long findInRuns(Key key) {
        try {
            for (int i = runs.size() - 1; i >= 0; i--) {
                long offset = runs.get(i).get(key);
                if (offset != 0) {
                    return offset;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes note of a durable signal. */
    void learn(Key key, long offset) {
        table.put(key, offset);
        bloom.add(key);
        learnt = offset;
    }

    /** Takes note that everything up to an offset is known. */
    void learntUpTo(long offset) {
        learnt = Math.max(learnt, offset);
    }

    /** Sets the table aside for {@link #store} if it is full; true if so. */
    boolean freezeIfFull() {
        return table.size() >= full && freeze();
    }

    private boolean freeze() {
        if (frozen != null) {
            return false;
        }
        frozen = new Frozen(table, learnt);
        table = new KeyTable();
        return true;
    }

    /** Writes what was set aside into a file. */
    void store() throws IOException {
        synchronized (pen) {
            Frozen storing = frozen;
            if (storing != null) {
                store(storing);
                frozen = null;
            }
        }
    }

    private void store(Frozen storing) throws IOException {
        List<KeyRun.Keyed> keys = new ArrayList<>(storing.table.size());
        storing.table.each((key, offset) -> keys.add(new KeyRun.Keyed(key, offset)));
        KeyRun previous = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        boolean joined = previous != null && previous.count() + keys.size() <= full;
        if (previous != null && joined) {
            KeyTable fresh = storing.table;
            KeyRun.open(previous.file(), (key, offset) -> {
                        if (fresh.get(key) == 0) {
                            keys.add(new KeyRun.Keyed(key, offset));
                        }
                    })
                    .close();
        }
        keys.sort(Comparator.comparing(KeyRun.Keyed::key));
        long after = previous == null ? 0 : joined ? previous.after() : previous.last();
        KeyRun run = KeyRun.write(directory, after, storing.last, keys);
        put(run, joined ? previous : null);
    }

    private synchronized void put(KeyRun run, @Nullable KeyRun replaced) throws IOException {
        List<KeyRun> changed = new ArrayList<>(runs);
        if (replaced != null) {
            changed.remove(replaced);
        }
        changed.add(run);
        runs = changed;
        if (replaced != null && !replaced.file().equals(run.file())) {
            replaced.delete();
        }
    }

    /** Drops files about signals that are gone. */
    synchronized void forget(long begin) throws IOException {
        List<KeyRun> kept = new ArrayList<>();
        for (KeyRun run : runs) {
            if (run.last() <= begin) {
                run.delete();
            } else {
                kept.add(run);
            }
        }
        runs = kept;
    }

    /** Writes everything; nobody may ask any more. */
    void close() throws IOException {
        try {
            store();
            if (table.size() > 0 && freeze()) {
                store();
            }
        } finally {
            for (KeyRun run : runs) {
                run.close();
            }
        }
    }
}
