package io.antiphon.scripting;

import io.antiphon.scripting.kinds.Draft;
import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.life.Loading;
import io.antiphon.scripting.life.Tables;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.Limits;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scripts to test, made of a few lines. One sandbox for all tests. */
public final class Scripts {

    /** Shared, because an engine takes a while. */
    public static final Sandbox SANDBOX =
            new Sandbox(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(300), 64 << 20));

    public static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    /** What scripts logged. */
    public final List<String> lines = new ArrayList<>();

    public final Map<String, String> files = new HashMap<>();
    public final Map<String, String> given = new HashMap<>();

    public Scripts file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public Scripts files(Map<String, String> others) {
        files.putAll(others);
        return this;
    }

    /** The folder of this project's documentation. */
    public static Path docs() {
        return Path.of("").toAbsolutePath().getParent().getParent().resolve("docs");
    }

    /** The scripts that the documentation shows. */
    public static Map<String, String> samples() {
        try {
            return Workshop.files(docs().resolve("samples/scripts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Edition edition(String file, String text) {
        files.put(file, text);
        Draft draft = Loading.draft(file, files, given);
        return new Loading(() -> SANDBOX, null)
                .edition(draft, new Tables(files), (severity, line) -> lines.add(severity + " " + line));
    }

    public static Entry.Understood understood(Signal signal, Insight... insights) {
        Entry.Heard heard = new Entry.Heard(Position.of(7), "0-7", AT, "shop", signal);
        return Entry.Understood.of(heard, "p1", List.of(insights)).at(Position.START, "0-7.understood", AT);
    }

    public static Entry.Understood understood(String text) {
        return understood(Signal.of("message")
                .channel("web")
                .text(text)
                .externalId("x-" + text)
                .build());
    }

    public static Profile profile(Map<String, Object> traits) {
        return new Profile("p1", List.of(new Identity("email", "ada@example.org")), traits, AT, AT, 3);
    }
}
