package io.antiphon.insight.queries;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sets of queries in {@code etc/queries/SET.queries}: read again when a file has changed, written when a set is saved. A set
 * with a mistake is not saved; one that is broken on the disk goes on as it was, or else with the queries that can be read.
 * Thread-safe; looks at the folder each second on a thread of its own.
 */
final class QueryStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryStore.class);
    private static final int ENOUGH = 4;
    private static final int FEWEST = 100;
    private static final long MOST_BYTES = 16 << 20;

    private final Path folder;
    private final History history;
    private final Journaling journaling;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, QuerySet> broken = new TreeMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "queries-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Frequencies frequencies = new Frequencies();
    private int filedBy;
    private volatile Optional<Problem> surplus = Optional.empty();
    private volatile Live live = new Live(Map.of(), frequencies);

    /** Told of each change. */
    interface Journaling {
        void changed(String who, String command, String set, Map<String, Object> details);
    }

    /** @param read whether the file could be read; if not it is tried again */
    private record Seen(long time, long size, SetFile file, boolean read) {
        boolean same(long otherTime, long otherSize) {
            return read && time == otherTime && size == otherSize;
        }
    }

    /** What saving a set came to. @param faults why it was refused; empty if it was saved */
    record Saved(QuerySet set, List<SetFault> faults) {}

    /** @param home the folder of all data */
    QueryStore(Path home, Journaling journaling) {
        this.folder = home.resolve("etc").resolve("queries");
        this.history = new History(home.resolve("data").resolve("queries"));
        this.journaling = journaling;
    }

    /** Reads what is there and goes on looking. */
    void start() {
        look();
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    Live live() {
        return live;
    }

    History history() {
        return history;
    }

    /** Sets whose file is broken, as they would be. */
    synchronized Map<String, QuerySet> broken() {
        return new TreeMap<>(broken);
    }

    /** What to tell of files that are too many. */
    Optional<Problem> surplus() {
        return surplus;
    }

    /** The text of a set's file, as far as it can be read. */
    Optional<String> text(String set) {
        return file(set).map(SetFile::text);
    }

    private Optional<SetFile> file(String set) {
        try {
            return Optional.of(SetFile.read(place(set)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("read", set, e);
        }
    }

    private static AntiphonException unavailable(String what, String set, IOException e) {
        return new AntiphonException(
                Code.UNAVAILABLE, "The set '" + set + "' cannot be " + what + ": " + e.getMessage(), e);
    }

    private Path place(String set) {
        if (!set.matches(QuerySet.NAME) || set.contains("..")) {
            throw new IllegalArgumentException("'" + set
                    + "' can be no set of queries: its name is made of small letters, digits, '-', '_' and '.'");
        }
        return folder.resolve(set + SetFiles.ENDING);
    }

    /** Saves a set, live when this returns, unless something is wrong in it. */
    synchronized Saved save(String set, String text, String who) {
        Path place = place(set);
        QuerySet read = QuerySet.read(set, text);
        if (!read.faults().isEmpty()) {
            return new Saved(read, read.faults());
        }
        fits(set, text);
        String former = version(set);
        try {
            Files.createDirectories(folder);
            History.write(place, text);
        } catch (IOException e) {
            throw unavailable("saved", set, e);
        }
        seen.remove(set);
        look();
        if (!version(set).equals(read.version()) || broken.containsKey(set)) {
            throw new AntiphonException(
                    Code.UNAVAILABLE, "The set '" + set + "' is written but not live; the log or its file tells why");
        }
        journaling.changed(
                who, "queries-live", set, Map.of("version", read.version(), "former", former, "queries", (long)
                        read.queries().size()));
        return new Saved(read, List.of());
    }

    /**
     * Changes a set's text and saves it, with no other change in between.
     *
     * @param change makes the new text of the one there is, which is empty if there is no such set
     */
    synchronized Saved update(String set, UnaryOperator<String> change, String who) {
        Optional<SetFile> file = file(set);
        List<SetFault> faults = file.map(SetFile::faults).orElse(List.of());
        String text = file.map(SetFile::text).orElse("");
        return faults.isEmpty() ? save(set, change.apply(text), who) : new Saved(QuerySet.read(set, text), faults);
    }

    /** Refuses a set that would not be live for its size, or as one too many. */
    private void fits(String set, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("The set '" + set + "' is larger than " + MOST_BYTES + " bytes");
        }
        look();
        if (!seen.containsKey(set) && seen.size() >= SetFiles.MOST) {
            throw new AntiphonException(
                    Code.CONFLICT,
                    "There are " + SetFiles.MOST + " sets, the most there can be, and '" + set
                            + "' is none of them; delete one or add its queries to another");
        }
    }

    /** Deletes a set. */
    synchronized void delete(String set, String who) {
        String former = version(set);
        try {
            if (!Files.deleteIfExists(place(set))) {
                throw new AntiphonException(Code.NOT_FOUND, "There is no set '" + set + "'");
            }
        } catch (IOException e) {
            throw unavailable("deleted", set, e);
        }
        look();
        journaling.changed(who, "queries-remove", set, Map.of("former", former));
    }

    private String version(String set) {
        QuerySet now = live.sets().get(set);
        return now == null ? "" : now.version();
    }

    /** Reads what has changed. */
    synchronized void look() {
        try {
            Map<String, SetFile> changed = new TreeMap<>();
            boolean gone = scan(changed);
            if (gone || !changed.isEmpty()) {
                apply(changed);
            } else if (frequencies.signals() > ENOUGH * (filedBy + FEWEST)) {
                file(live.sets());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The folder {} cannot be read; the queries go on as they are", folder, e);
        }
    }

    /** @return whether files have gone */
    private boolean scan(Map<String, SetFile> changed) throws IOException {
        SetFiles files = SetFiles.in(folder, live.sets().keySet());
        tell(files.problem());
        for (Map.Entry<String, Path> each : files.counting().entrySet()) {
            Seen before = seen.get(each.getKey());
            Seen now = see(each.getValue(), before);
            seen.put(each.getKey(), now);
            if (before == null || !before.file().equals(now.file())) {
                changed.put(each.getKey(), now.file());
            }
        }
        return seen.keySet().retainAll(files.counting().keySet());
    }

    private void tell(Optional<Problem> problem) {
        if (!problem.equals(surplus)) {
            surplus = problem;
            problem.ifPresent(told -> LOG.warn("{}", told));
        }
    }

    /** A file as it is now; one that cannot be read has that as its fault. */
    private static Seen see(Path path, @Nullable Seen before) {
        try {
            long time = Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
            long size = Files.size(path);
            if (before != null && before.same(time, size)) {
                return before;
            }
            SetFile file = size > MOST_BYTES
                    ? SetFile.unreadable("The file is larger than " + MOST_BYTES + " bytes: make several sets of it.")
                    : SetFile.read(path);
            return new Seen(time, size, file, true);
        } catch (IOException e) {
            return new Seen(0, 0, SetFile.unreadable("The file cannot be read: " + e), false);
        }
    }

    /** Files all queries, by how common words are as far as is known. */
    private void file(Map<String, QuerySet> sets) {
        filedBy = frequencies.signals();
        live = new Live(sets, frequencies);
    }

    private void apply(Map<String, SetFile> changed) {
        Map<String, QuerySet> sets = new TreeMap<>(live.sets());
        sets.keySet().retainAll(seen.keySet());
        broken.keySet().retainAll(seen.keySet());
        for (Map.Entry<String, SetFile> each : changed.entrySet()) {
            QuerySet read = each.getValue().set(each.getKey());
            if (read.faults().isEmpty()) {
                broken.remove(each.getKey());
                sets.put(each.getKey(), read);
                keep(read, each.getValue().text());
            } else {
                broken.put(each.getKey(), read);
                sets.putIfAbsent(each.getKey(), read);
                LOG.warn(
                        "{}{} has {} mistakes; the first: {}",
                        each.getKey(),
                        SetFiles.ENDING,
                        read.faults().size(),
                        read.faults().get(0));
            }
        }
        file(sets);
    }

    /** Keeps a version. If it cannot be kept the set is live nevertheless. */
    private void keep(QuerySet set, String text) {
        try {
            history.keep(set.name(), set.version(), text);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The version {} of the set {} is live but cannot be kept", set.version(), set.name(), e);
        }
    }
}
