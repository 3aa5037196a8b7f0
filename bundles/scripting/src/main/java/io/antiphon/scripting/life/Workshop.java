package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Draft;
import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the folder of scripts. What is saved there is evaluated, checked, tested and warmed on this room's own thread, and then
 * exchanged between two signals; what is broken is told, and what was live before goes on. Thread-safe.
 */
public final class Workshop implements AutoCloseable {

    /** Who it was if a file was simply saved. */
    public static final String FILE = "file";

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final long POLL = 200_000_000;

    private final Folder folder;
    private final Given given;
    private final Shelf shelf;
    private final Loading loading;
    private final Typings typings;
    private final Services services;
    private final Annals annals;
    private final Clock clock;
    private final boolean testsBlock;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "antiphon-scripts");
    private volatile Map<String, String> files = Map.of();
    private volatile Tables tables = new Tables(Map.of());
    private volatile boolean closed;
    private volatile Preparation preparation;
    private String trouble = "";

    /** Takes down what was done, for good. */
    @FunctionalInterface
    public interface Annals {
        /** A script went live, or is gone (then the version is empty). */
        void note(String who, String file, String version, String former);
    }

    /**
     * A workshop; {@link #start} begins the work.
     *
     * @param home with {@code scripts/}, {@code etc/} and {@code data/}
     * @param testsBlock whether a script whose tests fail does not go live
     */
    public Workshop(Path home, Loading loading, Services services, Annals annals, Clock clock, boolean testsBlock) {
        this.folder = new Folder(home.resolve("scripts"));
        this.given = new Given(home.resolve("etc"));
        this.shelf = new Shelf(home.resolve("data").resolve("scripts"));
        this.typings = new Typings(folder.root());
        this.loading = loading;
        this.services = services;
        this.annals = annals;
        this.clock = clock;
        this.testsBlock = testsBlock;
        this.preparation = new Preparation(() -> {}, clock);
        thread.setDaemon(true);
    }

    /**
     * Loads what is there and looks after it from now on.
     *
     * @param prepare is run once, before anything is loaded, so that what is live is quick from its first call on: at once if anything is
     *     there, else when a script is to be expected
     */
    public void start(Runnable prepare) throws IOException {
        Files.createDirectories(folder.root());
        preparation = new Preparation(prepare, clock);
        thread.start();
    }

    /** Somebody looks at the scripts and may save the first one soon. Returns at once. */
    public void expect() {
        preparation.expect();
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            try {
                refresh(FILE);
                trouble = "";
            } catch (IOException | RuntimeException e) {
                if (!trouble.equals(String.valueOf(e.getMessage()))) {
                    trouble = String.valueOf(e.getMessage());
                    LOG.error("The folder of scripts cannot be looked after", e);
                }
            }
            LockSupport.parkNanos(this, POLL);
        }
    }

    /** Looks now. @param who saved what has changed */
    synchronized void refresh(String who) throws IOException {
        Map<String, String> now = folder.look();
        preparation.consider(!now.isEmpty());
        if (!now.equals(files)) {
            tables = new Tables(now);
            tables.faults().forEach((path, fault) -> LOG.warn("A table cannot be read: {}", fault.getMessage()));
            files = now;
        }
        typings.show(tables);
        for (String file : now.keySet()) {
            if (Kind.of(file).isPresent() && !closed) {
                Script script = scripts.computeIfAbsent(file, name -> new Script(name, clock));
                consider(script, who);
            }
        }
        for (Script script : List.copyOf(scripts.values())) {
            if (!now.containsKey(script.file()) && !closed) {
                scripts.remove(script.file());
                String former = script.version();
                script.retire();
                annals.note(who, script.file(), "", former);
                LOG.info("The script {} is gone", script.file());
            }
        }
    }

    private void consider(Script script, String who) throws IOException {
        Map<String, String> settings = given.of(script.file());
        Draft draft;
        try {
            draft = Loading.draft(script.file(), files, settings);
        } catch (ScriptFault e) {
            refuse(script, "unreadable:" + Digest.of(script.file(), files), e, settings);
            return;
        }
        String tests = files.getOrDefault(Kind.name(script.file()) + ".test.js", "");
        String attempt = draft.version() + Digest.of(tests);
        if (!script.isTried(attempt)) {
            load(script, draft, attempt, who);
        }
    }

    private void load(Script script, Draft draft, String attempt, String who) {
        Edition edition = null;
        try {
            List<TestRun.Result> tests = tested(draft.file(), files);
            if (script.version().equals(draft.version())) {
                script.confirmed(attempt, tests);
                return;
            }
            ScriptLog.Mouth mouth = script.log().new Mouth();
            edition = checked(draft, mouth);
            String note = loading.warm(edition);
            take(script, edition, who);
            mouth.open();
            script.lives(edition, services.register(edition), attempt, who, note, tests);
            LOG.info("The script {} is live as {}", draft.file(), draft.version());
        } catch (ScriptFault | AntiphonException | IllegalArgumentException e) {
            if (edition != null) {
                edition.close();
            }
            ScriptFault fault =
                    e instanceof ScriptFault own ? own : ScriptFault.of(draft.file(), String.valueOf(e.getMessage()));
            refuse(script, attempt, fault, draft.given());
        }
    }

    /** How the tests of a script go, among some files. @throws ScriptFault if they fail and that matters */
    List<TestRun.Result> tested(String file, Map<String, String> all) {
        List<TestRun.Result> tests = loading.tests(file, all);
        Optional<TestRun.Result> failed =
                tests.stream().filter(test -> !test.passed()).findFirst();
        if (failed.isPresent() && testsBlock) {
            throw ScriptFault.of(
                    file,
                    "Its test '" + failed.get().name() + "' fails: "
                            + failed.get().failure());
        }
        return tests;
    }

    /** An edition of a draft that could be registered. @throws ScriptFault if it could not */
    Edition checked(Draft draft, Loading.Lines lines) {
        Edition edition = loading.edition(draft, tables, lines);
        try {
            services.check(edition);
            return edition;
        } catch (RuntimeException e) {
            edition.close();
            throw e;
        }
    }

    /** Notes that a version goes live, unless it was live when we were last here. */
    private void take(Script script, Edition edition, String who) {
        String file = script.file();
        String version = edition.draft().version();
        String before = shelf.latest(file).map(Shelf.Kept::version).orElse("");
        if (!before.equals(version) || !script.version().isEmpty()) {
            shelf.keep(file, version, clock.instant(), who, edition.draft().sources());
            annals.note(who, file, version, before);
        }
    }

    private void refuse(Script script, String attempt, ScriptFault fault, Map<String, String> settings) {
        if (script.isTried(attempt)) {
            return;
        }
        script.refused(attempt, fault);
        LOG.warn("The script {} is not live as saved: {}", script.file(), fault.getMessage());
        if (script.version().isEmpty()) {
            shelf.latest(script.file()).ifPresent(kept -> resume(script, kept, settings));
        }
    }

    /** After a restart with a broken file: what was live before goes on. */
    private void resume(Script script, Shelf.Kept kept, Map<String, String> settings) {
        try {
            Draft draft = new Draft(script.file(), kept.sources(), settings, kept.version());
            Edition edition = checked(draft, script.log()::add);
            script.goesOn(edition, services.register(edition), kept.since(), kept.who());
            LOG.info("The script {} goes on as {}", script.file(), kept.version());
        } catch (ScriptFault e) {
            LOG.warn("The former version of {} cannot go on either: {}", script.file(), e.getMessage());
        }
    }

    /** How the scripts are, by file. */
    public List<Status> list() {
        List<Status> all = new ArrayList<>();
        new TreeMap<>(scripts).values().forEach(script -> all.add(script.status(given(script.file()))));
        return all;
    }

    private Map<String, String> given(String file) {
        try {
            return given.of(file);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** How a script is. */
    public Status status(String file) {
        return script(file).status(given(file));
    }

    /** The live edition of a script; null if there is none. */
    public @Nullable Edition live(String file) {
        Script script = scripts.get(file);
        return script == null ? null : script.edition();
    }

    Script script(String file) {
        Script script = scripts.get(file);
        if (script == null) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no script '" + file + "'");
        }
        return script;
    }

    /** All files in the folder of scripts as they were last seen: texts by path relative to it. */
    public Map<String, String> files() {
        return files;
    }

    /** All files in a folder of scripts. */
    public static Map<String, String> files(Path folder) throws IOException {
        return new Folder(folder).look();
    }

    /** The tables there are. */
    public Tables tables() {
        return tables;
    }

    /** Makes editions of drafts. */
    public Loading loading() {
        return loading;
    }

    Folder folder() {
        return folder;
    }

    Given given() {
        return given;
    }

    Shelf shelf() {
        return shelf;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        synchronized (this) {
            scripts.values().forEach(Script::retire);
            scripts.clear();
        }
    }
}
