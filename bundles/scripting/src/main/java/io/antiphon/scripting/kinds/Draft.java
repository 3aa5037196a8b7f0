package io.antiphon.scripting.kinds;

import java.util.Map;

/**
 * A script as it is written, with all that decides what it does. Nothing of it has been run yet.
 *
 * @param file its name in the folder of scripts
 * @param sources its text and those of all it imports, by path relative to the folder of scripts
 * @param given the settings it was given, as written
 * @param version the name of exactly this: a part of the SHA-256 of all of the above and of the tables
 */
public record Draft(String file, Map<String, String> sources, Map<String, String> given, String version) {

    /** Copies. */
    public Draft {
        sources = Map.copyOf(sources);
        given = Map.copyOf(given);
    }

    /** What it is. */
    public Kind kind() {
        return Kind.of(file)
                .orElseThrow(() -> new IllegalArgumentException("'" + file
                        + "' is no script; one is called NAME.policy.js, NAME.enricher.js or NAME.connector.js"));
    }

    /** What it goes by. */
    public String name() {
        return Kind.name(file);
    }

    /** Its own text. */
    public String text() {
        String text = sources.get(file);
        return text == null ? "" : text;
    }
}
