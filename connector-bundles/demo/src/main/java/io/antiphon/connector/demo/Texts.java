package io.antiphon.connector.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What people say in one language, by what they say it about. */
record Texts(String language, Map<String, List<String>> lines) {

    static final List<Texts> ALL = List.of(of("en"), of("de"), of("fr"), of("es"), of("ru"), of("zh"));

    private static Texts of(String language) {
        Map<String, List<String>> lines = new HashMap<>();
        try (InputStream in = Texts.class.getResourceAsStream(language + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks " + language + ".txt");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    lines.computeIfAbsent(line.substring(0, colon), about -> new ArrayList<>())
                            .add(line.substring(colon + 2).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Texts(language, lines);
    }

    /** One of the lines about something. */
    String say(String about, Random random) {
        List<String> possible = lines.getOrDefault(about, List.of());
        if (possible.isEmpty()) {
            throw new IllegalStateException("Nobody says anything about '" + about + "' in " + language);
        }
        return possible.get(random.nextInt(possible.size()));
    }

    /** One of the words that stand in a line. */
    String word(String about, Random random) {
        String[] words = say(about, random).split(" ");
        return words[random.nextInt(words.length)];
    }
}
