package io.antiphon.insight.language;

import io.antiphon.insight.language.Catalog.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Learns the language model that is shipped. What it learns from is named on the command line; docs/languages.md says where it
 * comes from and under which licences.
 */
public final class TrainLanguage {

    private static final String USAGE = """
            train language --out FILE [--words FOLDER] [--lingua lingua.jar] [--declarations FOLDER] [--chromium FOLDER]
                           [--editor FOLDER] [--emoji FOLDER] [--rows 100000] [--epochs 10] [--samples 2200] [--seed 1]
            --words is a folder that what was read is kept in; if it is filled, the sources are not read again.""";
    private static final int DRAWN = 60_000;
    private static final int FEWEST_OTHERS = 4;

    private final Map<String, String> options = new HashMap<>();
    private final PrintStream out;
    private final List<Language> languages = Catalog.ALL;

    private TrainLanguage(PrintStream out) {
        this.out = out;
    }

    /** Learns. @return 0 if it went well */
    public static int run(List<String> args, PrintStream out) throws IOException {
        TrainLanguage training = new TrainLanguage(out);
        for (int i = 0; i + 1 < args.size(); i += 2) {
            training.options.put(args.get(i).replaceFirst("^--", ""), args.get(i + 1));
        }
        if (args.size() % 2 == 1 || !training.options.containsKey("out")) {
            out.println(USAGE);
            return 2;
        }
        training.learn();
        return 0;
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(otherwise)));
    }

    private @Nullable Path path(String name) {
        String value = options.get(name);
        return value == null ? null : Path.of(value);
    }

    private void learn() throws IOException {
        Words words = words();
        List<Lesson> lessons = lessons(words);
        out.printf("%d lessons%n", lessons.size());
        Trainer trainer = new Trainer(lessons, number("samples", 2_200), number("seed", 1), out);
        try (OutputStream file = Files.newOutputStream(Path.of(options.get("out")))) {
            trainer.learn(number("epochs", 10), number("rows", 100_000), file);
        }
        out.printf("%s: %d bytes%n", options.get("out"), Files.size(Path.of(options.get("out"))));
    }

    private Words words() throws IOException {
        Path folder = path("words");
        if (folder != null && Files.isDirectory(folder)) {
            return Words.read(folder);
        }
        Words words = new Words();
        Sources sources = new Sources(languages, words);
        sources.phrases();
        Path declarations = path("declarations");
        if (declarations != null) {
            sources.declarations(declarations);
            others(declarations, words);
        }
        Path chromium = path("chromium");
        if (chromium != null) {
            sources.chromium(chromium);
        }
        Path editor = path("editor");
        if (editor != null) {
            sources.editor(editor);
        }
        Path emoji = path("emoji");
        if (emoji != null) {
            sources.emoji(emoji);
        }
        Path lingua = path("lingua");
        if (lingua != null) {
            statistics(lingua, words);
        }
        if (folder != null) {
            words.write(folder);
        }
        return words;
    }

    /** Texts of languages that are not told apart, so that they are not taken for one that is. */
    private void others(Path folder, Words words) throws IOException {
        Set<String> known = languages.stream()
                .flatMap(language -> language.declarations().stream())
                .map(name -> name.replaceAll("_.*", ""))
                .collect(Collectors.toSet());
        known.addAll(Set.of("deu", "fuv", "hau", "lat", "oci", "pes", "ron", "roh", "tgl", "wuu", "nan", "hak", "gan"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replaceAll("[_.].*", "");
                if (!known.contains(name) && !Character.isDigit(name.charAt(0))) {
                    String html = Files.readString(file);
                    String text = html.substring(html.indexOf("<body")).replaceAll("<[^>]{0,500}>", " ");
                    for (Script script : scripts()) {
                        words.add(others(script), name, text);
                    }
                }
            }
        }
    }

    private static Language others(Script script) {
        return new Language("und-" + script, script, "und", 3, List.of());
    }

    /** The scripts that several languages share. */
    private List<Script> scripts() {
        return languages.stream()
                .collect(Collectors.groupingBy(Language::script, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void statistics(Path file, Words words) throws IOException {
        List<Script> shared = scripts();
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (Language language : languages) {
                if (shared.contains(language.script())) {
                    List<String> real = words.of(language).values().stream()
                            .flatMap(List::stream)
                            .toList();
                    Chain chain = real.isEmpty() ? null : Chain.read(jar, language, real);
                    if (chain != null) {
                        SplittableRandom random = new SplittableRandom(1);
                        words.add(
                                language,
                                "statistics",
                                Stream.generate(() -> chain.draw(random))
                                        .limit(DRAWN)
                                        .collect(Collectors.joining(" ")));
                        out.println("drew words of " + language.full());
                    }
                }
            }
        }
    }

    private List<Lesson> lessons(Words words) {
        List<Lesson> lessons = new ArrayList<>();
        for (Script script : scripts()) {
            List<Language> ofScript =
                    languages.stream().filter(each -> each.script() == script).toList();
            for (Language language : ofScript) {
                Map<String, List<String>> sources = words.of(language);
                if (sources.isEmpty()) {
                    out.println("nothing to learn " + language.full() + " from");
                } else {
                    lessons.add(new Lesson(language.full(), script, language.rank(), sources));
                }
            }
            Map<String, List<String>> others = words.of(others(script));
            if (others.size() >= FEWEST_OTHERS) {
                lessons.add(new Lesson("und", script, 3, others));
            }
        }
        lessons.sort(Comparator.comparing(Lesson::script).thenComparing(Lesson::tag));
        return lessons;
    }
}
