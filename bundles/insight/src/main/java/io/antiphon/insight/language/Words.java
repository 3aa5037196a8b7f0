package io.antiphon.insight.language;

import io.antiphon.insight.language.Catalog.Language;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Words to learn languages from, in the order of texts, by language and source; a folder of {@code LANGUAGE.SOURCE.txt}. */
final class Words {

    /** How many words of one source are kept for a language. */
    static final int MOST = 60_000;

    private static final int PIECE = 4;

    private final Map<String, List<String>> bySource = new TreeMap<>();

    /** Takes the words of a text that are written in the language's script; a run of Han is cut into pieces. */
    void add(Language language, String source, String text) {
        List<String> words = bySource.computeIfAbsent(language.full() + "." + source, key -> new ArrayList<>());
        for (String word : text.split("[\\s\\p{Zs}]+")) {
            if (words.size() < MOST && wholly(word, language.script())) {
                if (language.script() == Script.HAN) {
                    for (int i = 0; i < word.length(); i += PIECE) {
                        words.add(word.substring(i, Math.min(word.length(), i + PIECE)));
                    }
                } else {
                    words.add(word);
                }
            }
        }
    }

    /** Whether a word has letters of one script only. */
    static boolean wholly(String word, Script script) {
        boolean some = false;
        for (int i = 0; i < word.length(); i++) {
            int of = Script.of(word.charAt(i));
            if (of == script.ordinal()) {
                some = true;
            } else if (of != 0) {
                return false;
            }
        }
        return some && word.indexOf('@') < 0 && !word.contains("//");
    }

    /** The words of a language by source. */
    Map<String, List<String>> of(Language language) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        String prefix = language.full() + ".";
        bySource.forEach((key, words) -> {
            if (key.startsWith(prefix) && !words.isEmpty()) {
                found.put(key.substring(prefix.length()), words);
            }
        });
        return found;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, List<String>> each : bySource.entrySet()) {
            if (!each.getValue().isEmpty()) {
                try (Writer out = Files.newBufferedWriter(folder.resolve(each.getKey() + ".txt"))) {
                    for (String word : each.getValue()) {
                        out.write(word);
                        out.write('\n');
                    }
                }
            }
        }
    }

    static Words read(Path folder) throws IOException {
        Words words = new Words();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                words.bySource.put(
                        name.substring(0, name.length() - ".txt".length()),
                        Files.readAllLines(file, StandardCharsets.UTF_8));
            }
        }
        return words;
    }
}
