package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Draft;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people do with scripts other than saving files: they save through us, delete, go back, give settings, run tests. Each returns when
 * what follows from it has happened. Thread-safe.
 */
public final class Desk {

    private final Workshop workshop;

    /** The desk of a workshop. */
    public Desk(Workshop workshop) {
        this.workshop = workshop;
    }

    /** A version that was live. @param text the script's own text */
    public record Version(String version, String since, String who, String text) {}

    /** The versions of a script that were live, latest first. */
    public List<Version> versions(String file) {
        Kind.name(file);
        return workshop.shelf().of(file).stream()
                .map(kept -> new Version(
                        kept.version(),
                        kept.since().toString(),
                        kept.who(),
                        kept.sources().getOrDefault(file, "")))
                .toList();
    }

    /** What a script logged. */
    public ScriptLog log(String file) {
        return workshop.script(file).log();
    }

    /** A draft of a text under a file's name, beside the other files as they are. */
    public Draft draft(String file, String text) throws IOException {
        return Loading.draft(file, with(file, text), workshop.given().of(file));
    }

    /** The version that a text would be under a file's name. @throws ScriptFault if it could not go live */
    public String check(String file, String text) throws IOException {
        Draft draft = draft(file, text);
        workshop.tested(file, with(file, text));
        workshop.checked(draft, (severity, line) -> {}).close();
        return draft.version();
    }

    private Map<String, String> with(String file, @Nullable String text) {
        Map<String, String> all = new TreeMap<>(workshop.files());
        if (text != null) {
            all.put(file, text);
        }
        return all;
    }

    /**
     * Saves a file, unless it is a script that cannot go live.
     *
     * @throws ScriptFault if it is a script that is broken; nothing is saved then
     */
    public void save(String file, String text, String who) throws IOException {
        synchronized (workshop) {
            Path place = workshop.folder().place(file);
            if (Kind.of(file).isPresent()) {
                check(file, text);
            } else if (file.matches(".*\\.(policy|enricher|connector)\\.js")) {
                Kind.name(file);
            }
            ScriptFault fault = new Tables(Map.of(file, text)).faults().get(file);
            if (fault != null) {
                throw fault;
            }
            Files.createDirectories(place.getParent());
            Shelf.write(place, text);
            workshop.refresh(who);
        }
    }

    /** Deletes a file. */
    public void delete(String file, String who) throws IOException {
        synchronized (workshop) {
            if (!Files.deleteIfExists(workshop.folder().place(file))) {
                throw new AntiphonException(Code.NOT_FOUND, "There is no file '" + file + "'");
            }
            workshop.refresh(who);
        }
    }

    /**
     * Saves the text of an earlier version again.
     *
     * @param version one that was live; empty for the one before the present
     * @return the version that is live then
     */
    public String rollback(String file, String version, String who) throws IOException {
        synchronized (workshop) {
            String now = workshop.files().getOrDefault(file, "");
            Version target = versions(file).stream()
                    .filter(kept -> version.isEmpty()
                            ? !kept.text().equals(now)
                            : kept.version().equals(version))
                    .findFirst()
                    .orElseThrow(() -> new AntiphonException(
                            Code.NOT_FOUND,
                            version.isEmpty()
                                    ? "There is no version of '" + file + "' before this one"
                                    : "There is no version '" + version + "' of '" + file + "'"));
            save(file, target.text(), who);
            return workshop.status(file).version();
        }
    }

    /** Gives a policy or an enricher other settings. @throws ScriptFault if they cannot be */
    public void configure(String file, Map<String, String> values, String who) throws IOException {
        synchronized (workshop) {
            if (workshop.status(file).kind() == Kind.CONNECTOR) {
                throw new IllegalArgumentException("A connector is configured by its connections");
            }
            Map<String, String> unmasked = new TreeMap<>(values);
            workshop.given().of(file).forEach((name, value) -> unmasked.replace(name, Connections.MASK, value));
            Draft draft = Loading.draft(file, workshop.files(), unmasked);
            workshop.checked(draft, (severity, line) -> {}).close();
            workshop.given().write(file, unmasked);
            workshop.refresh(who);
        }
    }

    /** Runs the tests of a script as it lies in the folder, or with another text. */
    public List<TestRun.Result> test(String file, @Nullable String text) {
        Map<String, String> all = with(file, text);
        String tests = Kind.name(file) + ".test.js";
        if (!all.containsKey(tests)) {
            throw new AntiphonException(Code.NOT_FOUND, "There are no tests of '" + file + "'; write them in " + tests);
        }
        return workshop.loading().tests(file, all);
    }
}
