package io.antiphon.scripting.life;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The settings that policies and enrichers were given, one file each: {@code etc/io.antiphon.script-NAME.KIND.cfg}. */
final class Given {

    private final Path etc;

    Given(Path etc) {
        this.etc = etc;
    }

    private Path place(String file) {
        return etc.resolve("io.antiphon.script-" + file.substring(0, file.length() - ".js".length()) + ".cfg");
    }

    /** Those of a script; none if there is no file. */
    Map<String, String> of(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(place(file))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> {
            String value = properties.getProperty(name).strip();
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** Writes those of a script. */
    void write(String file, Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder("# Settings of scripts/" + file + "\n");
        new TreeMap<>(values)
                .forEach((name, value) ->
                        text.append(name).append(" = ").append(escaped(value)).append('\n'));
        Shelf.write(place(file), text.toString());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    }
}
