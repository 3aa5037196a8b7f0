package io.antiphon.rules.desk;

import io.antiphon.rules.lang.Rule;
import io.antiphon.rules.lang.RuleReader;
import io.antiphon.rules.lang.RuleReader.Read;
import io.antiphon.rules.text.Fault;
import io.antiphon.rules.text.Source;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of rules in {@code rules/FILE.rules.yaml} (or {@code .yml}, {@code .json}): read again when one has changed, written
 * when one is saved. One with a mistake does not go live: its last version that had none goes on. Thread-safe; looks at the folder
 * twice a second on a thread of its own.
 */
final class RuleStore implements AutoCloseable {

    /** The most rules of all files. */
    static final int MOST_RULES = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(RuleStore.class);
    private static final List<String> ENDINGS = List.of(".rules.yaml", ".rules.yml", ".rules.json");
    private static final int MOST_FILES = 500;
    private static final long EVERY = 500;
    private static final long MOST_BYTES = 4L * Source.MOST_CHARACTERS;

    private final Path folder;
    private final History history;
    private final Journaling journaling;
    private final Consumer<Live> going;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Read> broken = new TreeMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rules-watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean begun;
    private volatile Live live = new Live(Map.of());

    /** Told of each change. */
    interface Journaling {
        void changed(String who, String command, String file, Map<String, Object> details);
    }

    private record Seen(Path path, long time, long size, Read read) {}

    /** What is live. */
    record Live(Map<String, Read> files) {
        List<Rule> rules() {
            List<Rule> all = new ArrayList<>();
            files.values().forEach(file -> all.addAll(file.rules()));
            return all;
        }

        String version() {
            StringBuilder all = new StringBuilder();
            files.forEach((name, file) ->
                    all.append(name).append('\n').append(file.version()).append('\n'));
            return RuleReader.hash(all.toString());
        }

        /** The version of a file; empty if it is not live. */
        String version(String file) {
            Read now = files.get(file);
            return now == null ? "" : now.version();
        }

        Live with(String file, Read read) {
            Map<String, Read> changed = new TreeMap<>(files);
            changed.put(file, read);
            return new Live(changed);
        }
    }

    /**
     * @param home the folder of all data
     * @param going told of what is live now, before anybody else can see it
     */
    RuleStore(Path home, Journaling journaling, Consumer<Live> going) {
        this.folder = home.resolve("rules");
        this.history = new History(home.resolve("data").resolve("rules"));
        this.journaling = journaling;
        this.going = going;
    }

    /** Reads what is there and goes on looking. */
    void start() {
        look();
        watch.scheduleWithFixedDelay(this::look, EVERY, EVERY, TimeUnit.MILLISECONDS);
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

    /** Files that are broken, as they are on the disk. */
    synchronized Map<String, Read> broken() {
        return new TreeMap<>(broken);
    }

    /** A file as it is on the disk, broken or not. */
    synchronized Optional<Read> file(String name) {
        look();
        return Optional.ofNullable(seen.get(name)).map(Seen::read);
    }

    private Path place(String name) {
        if (!name.matches(RuleReader.NAME)) {
            throw new IllegalArgumentException(
                    "'" + name + "' can be no file of rules: its name is made of small letters, digits, '-' and '_'");
        }
        Seen there = seen.get(name);
        return there == null ? folder.resolve(name + ENDINGS.get(0)) : there.path();
    }

    /**
     * Saves a file, live when this returns, unless something is wrong in it.
     *
     * @param match the version it must have; empty for any
     */
    synchronized Read save(String name, String text, String match, String who) {
        return update(name, old -> text, match, who);
    }

    /** Changes a file's text and saves it, with no other change in between. */
    synchronized Read update(String name, UnaryOperator<String> change, String match, String who) {
        look();
        Path place = place(name);
        Seen there = seen.get(name);
        matches(name, match);
        Read read = RuleReader.read(
                name, change.apply(there == null ? "" : there.read().text()));
        if (!read.faults().isEmpty()) {
            return read;
        }
        fits(name, read);
        String former = version(name);
        try {
            Files.createDirectories(folder);
            History.write(place, read.text());
        } catch (IOException e) {
            throw unavailable("saved", name, e);
        }
        seen.remove(name);
        begun = false;
        look();
        journaling.changed(who, "rule-changed", name, details(read, former));
        return read;
    }

    private static Map<String, Object> details(Read read, String former) {
        return Map.of("version", read.version(), "former", former, "rules", (long)
                read.rules().size());
    }

    private void matches(String name, String match) {
        String now = seen.containsKey(name) ? seen.get(name).read().version() : "";
        if (!match.isEmpty() && !match.equals("*") && !match.equals(now)) {
            throw new AntiphonException(
                    Code.CONFLICT,
                    "Somebody has changed '" + name + "' meanwhile: it has version " + (now.isEmpty() ? "none" : now)
                            + ", not " + match + ". Load it again");
        }
    }

    private void fits(String name, Read read) {
        Live would = live.with(name, read);
        if (would.rules().size() > MOST_RULES || would.files().size() > MOST_FILES) {
            throw new AntiphonException(
                    Code.CONFLICT, "There can be " + MOST_RULES + " rules in " + MOST_FILES + " files; delete some");
        }
    }

    private static AntiphonException unavailable(String what, String name, IOException e) {
        return new AntiphonException(
                Code.UNAVAILABLE, "The rules '" + name + "' cannot be " + what + ": " + e.getMessage(), e);
    }

    /** Deletes a file. */
    synchronized void delete(String name, String match, String who) {
        look();
        String former = version(name);
        matches(name, match);
        try {
            if (!Files.deleteIfExists(place(name))) {
                throw new AntiphonException(Code.NOT_FOUND, "There is no file of rules '" + name + "'");
            }
        } catch (IOException e) {
            throw unavailable("deleted", name, e);
        }
        begun = false;
        look();
        journaling.changed(who, "rule-removed", name, Map.of("former", former));
    }

    private String version(String name) {
        return live.version(name);
    }

    /** Reads what has changed. */
    synchronized void look() {
        try {
            Map<String, Read> changed = new TreeMap<>();
            boolean gone = scan(changed);
            if (gone || !changed.isEmpty()) {
                apply(changed);
            }
            begun = true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The folder {} cannot be read; the rules go on as they are", folder, e);
        }
    }

    /** @return whether files have gone */
    private boolean scan(Map<String, Read> changed) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                list.filter(path -> name(path).matches(RuleReader.NAME) && Files.isRegularFile(path))
                        .sorted()
                        .limit(MOST_FILES)
                        .forEach(path -> files.putIfAbsent(name(path), path));
            }
        }
        for (Map.Entry<String, Path> each : files.entrySet()) {
            Seen before = seen.get(each.getKey());
            long time = Files.getLastModifiedTime(each.getValue()).to(TimeUnit.NANOSECONDS);
            long size = Files.size(each.getValue());
            if (before == null
                    || before.time() != time
                    || before.size() != size
                    || !before.path().equals(each.getValue())) {
                Read read = read(each.getKey(), each.getValue(), size);
                seen.put(each.getKey(), new Seen(each.getValue(), time, size, read));
                if (before == null || !before.read().text().equals(read.text())) {
                    changed.put(each.getKey(), read);
                }
            }
        }
        return seen.keySet().retainAll(files.keySet());
    }

    private static String name(Path path) {
        String name = path.getFileName().toString();
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return "";
    }

    private static Read read(String name, Path path, long size) throws IOException {
        if (size > MOST_BYTES) {
            return unreadable(name, "The file is larger than " + MOST_BYTES + " bytes: make several files of it.");
        }
        try {
            return RuleReader.read(name, Files.readString(path));
        } catch (CharacterCodingException e) {
            return unreadable(name, "The file is not written in UTF-8: save it as UTF-8.");
        }
    }

    private static Read unreadable(String name, String why) {
        return new Read(name, "", List.of(), List.of(new Fault(1, 1, "", why)), null);
    }

    private void apply(Map<String, Read> changed) {
        Map<String, Read> files = new TreeMap<>(live.files());
        List<String> gone =
                files.keySet().stream().filter(name -> !seen.containsKey(name)).toList();
        files.keySet().retainAll(seen.keySet());
        broken.keySet().retainAll(seen.keySet());
        Map<String, Read> told = new TreeMap<>();
        changed.forEach((name, read) -> {
            if (!read.faults().isEmpty()) {
                broken.put(name, read);
                LOG.warn(
                        "rules/{} has {} mistakes; the first: {}",
                        name,
                        read.faults().size(),
                        read.faults().get(0));
            } else if (new Live(files).with(name, read).rules().size() > MOST_RULES) {
                broken.put(name, new Read(name, read.text(), List.of(), List.of(tooMany()), null));
            } else {
                broken.remove(name);
                files.put(name, read);
                told.put(name, read);
                keep(read);
            }
        });
        Live former = live;
        Live now = new Live(files);
        going.accept(now);
        live = now;
        if (begun) {
            told.forEach((name, read) -> {
                journaling.changed("files", "rule-changed", name, details(read, former.version(name)));
            });
            gone.forEach(
                    name -> journaling.changed("files", "rule-removed", name, Map.of("former", former.version(name))));
        }
    }

    private static Fault tooMany() {
        return new Fault(1, 1, "", "With this file there would be more than " + MOST_RULES + " rules; delete some.");
    }

    /** Keeps a version. If it cannot be kept the file is live nevertheless. */
    private void keep(Read read) {
        try {
            history.keep(read.file(), read.version(), read.text());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The version {} of the rules {} is live but cannot be kept", read.version(), read.file(), e);
        }
    }
}
