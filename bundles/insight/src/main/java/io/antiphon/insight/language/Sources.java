package io.antiphon.insight.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.insight.language.Catalog.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads real text to learn languages from: translated declarations, the labels and sentences of programs, names of emoji. */
final class Sources {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int PAK_VERSION = 5;
    private static final int PAK_HEADER = 12;
    private static final int PAK_ENTRY = 6;
    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "zh", List.of("zh-CN", "zh-TW", "zh", "zh-Hant"),
            "nb", List.of("nb", "no"),
            "pt", List.of("pt-BR", "pt-PT", "pt"),
            "es", List.of("es", "es-419"),
            "en", List.of("en-US", "en", "en-GB"),
            "fil", List.of("fil", "tl"),
            "fa", List.of("fa", "fa-IR"),
            "he", List.of("he", "he-IL"));

    private final List<Language> languages;
    private final Words words;

    Sources(List<Language> languages, Words words) {
        this.languages = languages;
        this.words = words;
    }

    private static List<String> names(Language language) {
        if (language.full().equals("sr-Latn")) {
            return List.of("sr-Latn");
        }
        return OTHER_NAMES.getOrDefault(language.tag(), List.of(language.tag()));
    }

    /** The declarations of human rights: {@code CODE.html}. */
    void declarations(Path folder) throws IOException {
        for (Language language : languages) {
            for (String name : language.declarations()) {
                String html = Files.readString(folder.resolve(name + ".html"));
                words.add(language, "declaration", unmarked(html.substring(html.indexOf("<body"))));
            }
        }
    }

    private static String unmarked(String text) {
        return text.replaceAll("<[^>]{0,500}>", " ").replaceAll("&[a-z#0-9]{1,8};", " ");
    }

    /** What customers say in few words: {@code phrases.tsv} beside this class. */
    void phrases() throws IOException {
        try (InputStream in = Sources.class.getResourceAsStream("phrases.tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                for (Language language : languages) {
                    if (line.startsWith(language.full() + "\t")) {
                        words.add(language, "phrases", line.substring(line.indexOf('\t') + 1));
                    }
                }
            }
        }
    }

    /** Chromium's strings: {@code LOCALE.pak}. What is not translated is left out. */
    void chromium(Path folder) throws IOException {
        Map<Integer, String> english = pak(folder.resolve("en-GB.pak"));
        for (Language language : languages) {
            for (String name : names(language)) {
                Path file = folder.resolve(name + ".pak");
                if (Files.exists(file)) {
                    StringBuilder text = new StringBuilder();
                    pak(file).forEach((id, string) -> {
                        if (language.tag().equals("en") || !string.equals(english.get(id))) {
                            text.append(readable(string)).append('\n');
                        }
                    });
                    words.add(language, "chromium", text.toString());
                }
            }
        }
    }

    private static Map<Integer, String> pak(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(0) != PAK_VERSION) {
            throw new IOException(file + ": not a pak of version " + PAK_VERSION);
        }
        int count = buffer.getShort(8) & 0xFFFF;
        Map<Integer, String> strings = new java.util.TreeMap<>();
        for (int i = 0; i < count; i++) {
            int entry = PAK_HEADER + i * PAK_ENTRY;
            int from = buffer.getInt(entry + 2);
            int to = buffer.getInt(entry + PAK_ENTRY + 2);
            if (to > from && bytes[from] >= ' ' | bytes[from] < 0) {
                strings.put(
                        buffer.getShort(entry) & 0xFFFF, new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return strings;
    }

    /** Without marks, places for values, keys of menus and the syntax of plurals. */
    private static String readable(String string) {
        return unmarked(string)
                .replaceAll("\\{[A-Z_0-9]+, ?plural, ?", " ")
                .replaceAll("=\\d|\\b(other|one|few|many|two|zero)\\{|[{}]|\\$\\d|%\\w|#", " ")
                .replace("&", "");
    }

    /** The translations of the iD editor: {@code LOCALE.min.json}. */
    void editor(Path folder) throws IOException {
        for (Language language : languages) {
            for (String name : names(language)) {
                Path file = folder.resolve(name + ".min.json");
                if (Files.exists(file)) {
                    StringBuilder text = new StringBuilder();
                    for (JsonNode locale : JSON.readTree(Files.readString(file))) {
                        locale.fields().forEachRemaining(part -> {
                            if (!part.getKey().endsWith("Names")) {
                                strings(part.getValue(), text);
                            }
                        });
                    }
                    words.add(language, "editor", unmarked(text.toString()).replaceAll("\\{[^}]*}", " "));
                }
            }
        }
    }

    private static void strings(JsonNode node, StringBuilder text) {
        if (node.isTextual()) {
            text.append(node.textValue()).append('\n');
        }
        node.forEach(child -> strings(child, text));
    }

    /** The names and keywords of emoji: {@code LOCALE/annotations.json}. */
    void emoji(Path folder) throws IOException {
        Map<String, StringBuilder> texts = new HashMap<>();
        for (Language language : languages) {
            for (String name : names(language)) {
                Path file = folder.resolve(name).resolve("annotations.json");
                if (Files.exists(file)) {
                    StringBuilder text = texts.computeIfAbsent(language.full(), key -> new StringBuilder());
                    strings(
                            JSON.readTree(Files.readString(file))
                                    .path("annotations")
                                    .path("annotations"),
                            text);
                    words.add(language, "emoji", text.toString());
                }
            }
        }
    }
}
