package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small world that {@code ./antiphon demo} plays, with its people, queues and rules, in a size of one's own. */
final class Demonstration {

    static final String CONNECTION = "demo";

    private static final Pattern EVENT = Pattern.compile("demo-\\d+-\\d+-(\\d+)");
    private static final Pattern ORIGIN = Pattern.compile("demo#(\\d+)");

    private final Distribution antiphon;
    private final Path folder = Distribution.launcher().resolveSibling("assembly/target/assembly/demo");
    private final Map<String, String> connection = new HashMap<>();

    /** In a distribution that has not been started yet. */
    Demonstration(Distribution antiphon) throws IOException {
        this.antiphon = antiphon;
        stage("people.json", "etc");
        stage("demo.rules.yaml", "rules");
        Properties read = new Properties();
        try (var in = Files.newInputStream(folder.resolve("connection.cfg"))) {
            read.load(in);
        }
        read.stringPropertyNames().forEach(name -> connection.put(name, read.getProperty(name)));
    }

    private void stage(String file, String where) throws IOException {
        Path to = Files.createDirectories(antiphon.home().resolve(where));
        Files.copy(folder.resolve(file), to.resolve(file));
    }

    /** Sets the queues and begins to play so much of the past at once, and then on. */
    void play(long past) throws IOException {
        var put = antiphon.put("/api/care/settings", Files.readString(folder.resolve("care.json")));
        if (put.statusCode() != 200) {
            throw new AssertionError("the demonstration's queues were not taken: " + put.body());
        }
        connection.put("history", Long.toString(past));
        antiphon.connect(CONNECTION, connection);
    }

    /** Plays no more; what was said is still answered. */
    void pause() {
        connection.put("pace", "0");
        antiphon.connect(CONNECTION, connection);
    }

    /** Whether an event was heard that comes after so many. */
    boolean isPast(long events) {
        JsonNode latest = Heard.get(antiphon, "/api/signals?connection=" + CONNECTION + "&limit=50");
        for (JsonNode signal : latest.get("items")) {
            if (number(signal).orElse(0) >= events) {
                return true;
            }
        }
        return false;
    }

    /** Which event of the world a signal is; empty if it is none, but what somebody said to an answer. */
    static OptionalLong number(JsonNode signal) {
        return number(EVENT, signal.path("externalId").asText());
    }

    /** Which event of the world could not be read. */
    static OptionalLong broken(JsonNode deadLetter) {
        return number(ORIGIN, deadLetter.path("origin").asText());
    }

    private static OptionalLong number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
