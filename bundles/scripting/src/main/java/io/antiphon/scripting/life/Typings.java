package io.antiphon.scripting.life;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies among scripts for editors: the types of all that scripts use, and how to check scripts by them. Neither is a file of
 * scripts. One thread at a time.
 */
public final class Typings {

    /** The types. Always ours. */
    static final String TYPES = "antiphon.d.ts";

    /** How an editor checks scripts. Ours as long as its first line is. */
    static final String CONFIG = "jsconfig.json";

    private static final Logger LOG = LoggerFactory.getLogger(Typings.class);

    private final Path folder;
    private @Nullable Tables shown;

    Typings(Path folder) {
        this.folder = folder;
    }

    /** Sees to it that both are there and know these tables. That it cannot be done keeps no script from its work. */
    void show(Tables tables) {
        if (tables == shown) {
            return;
        }
        shown = tables;
        try {
            write(folder.resolve(TYPES), text(tables), "");
            String config = resource(CONFIG);
            write(folder.resolve(CONFIG), config, config.lines().findFirst().orElseThrow());
        } catch (IOException e) {
            LOG.warn("The types for editors cannot be written: {}", e.toString());
        }
    }

    /** Writes a file if it is absent, or is other than this and begins as ours do. */
    private static void write(Path file, String text, String beginning) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : beginning;
        if (before.startsWith(beginning) && !before.equals(text)) {
            Shelf.write(file, text);
        }
    }

    /** The types, with those of some tables. */
    public static String text(Tables tables) {
        String rows = tables.columns().entrySet().stream()
                .map(table -> "    " + quoted(table.getKey()) + ": " + row(table.getValue()) + ";\n")
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? resource(TYPES)
                : resource(TYPES)
                        + "\n// The tables there are.\ndeclare module 'antiphon' {\n  export interface Tables {\n"
                        + rows
                        + "  }\n}\n";
    }

    private static String row(List<String> columns) {
        return columns.isEmpty()
                ? "any"
                : columns.stream()
                        .map(column -> quoted(column) + ": string")
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String quoted(String name) {
        String escaped = name.chars()
                .mapToObj(c -> c == '\'' || c == '\\' || c < ' ' || c == '\u2028' || c == '\u2029'
                        ? String.format("\\u%04x", c)
                        : Character.toString((char) c))
                .collect(Collectors.joining());
        return "'" + escaped + "'";
    }

    private static String resource(String name) {
        try (InputStream in = Typings.class.getResourceAsStream("/js/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks js/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
