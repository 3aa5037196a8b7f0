package io.antiphon.insight.tools;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.Examples;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code train sentiment|topics TRAIN.csv… --out MODEL}. */
final class Train {

    private static final Set<String> OPTIONS = new TreeSet<>(Set.of("out", "cost", "note", "balance"));
    private static final int MANY = 20_000;
    private static final double BALANCE = 0.3;

    static {
        OPTIONS.addAll(Table.OPTIONS);
    }

    private final String kind;
    private final Options options;
    private final PrintStream out;

    private Train(String kind, Options options, PrintStream out) {
        this.kind = kind;
        this.options = options;
        this.out = out;
    }

    static int run(String kind, List<String> arguments, PrintStream out) throws Usage, IOException {
        Options options = Options.parse(arguments, OPTIONS);
        if (options.words().isEmpty()) {
            throw new Usage("name a file to train with: train " + kind + " TRAIN.csv --out MODEL");
        }
        new Train(kind, options, out).run();
        return 0;
    }

    private void run() throws Usage, IOException {
        Path place = Path.of(options.need("out"));
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Usage("there is no folder " + folder + " to write the model to");
        }
        Map<String, List<Row>> parts = new TreeMap<>();
        List<String> sources = new ArrayList<>();
        for (String file : options.words()) {
            List<Row> rows = named(Table.read(Path.of(file), options));
            for (Row row : rows) {
                parts.computeIfAbsent(Asked.part(kind, row), any -> new ArrayList<>())
                        .add(row);
            }
            Path name = Path.of(file).toAbsolutePath();
            sources.add(
                    name.getParent() == null
                            ? file
                            : name.getParent().getFileName() + "/" + name.getFileName() + " (" + rows.size() + ")");
        }
        Map<String, LinearModel> models = new TreeMap<>();
        for (Map.Entry<String, List<Row>> part : parts.entrySet()) {
            models.put(part.getKey(), train(part.getKey(), part.getValue()));
        }
        Map<String, String> about = new TreeMap<>();
        about.put("kind", kind);
        about.put("trainer", "linear support vector machines by dual coordinate descent, calibrated on held-out texts");
        about.put("sources", String.join(", ", sources));
        about.put(ModelFile.TRAINED, now());
        options.find("note").ifPresent(note -> about.put("note", note));
        ModelFile file = new ModelFile(about, models);
        file.write(place);
        out.printf("%s: version %s, %,d KB%n", place, file.version(), Files.size(place) / 1024);
    }

    /** The time of training, or what SOURCE_DATE_EPOCH says in its stead so that the file can be made again byte by byte. */
    private static String now() {
        String fixed = System.getenv("SOURCE_DATE_EPOCH");
        boolean number = fixed != null && fixed.matches("[0-9]{1,12}");
        return (number ? Instant.ofEpochSecond(Long.parseLong(fixed)) : Instant.now())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private List<Row> named(List<Row> rows) throws Usage {
        return kind.equals(Asked.SENTIMENT) ? Naming.feelings(rows) : Naming.emotions(rows);
    }

    private LinearModel train(String part, List<Row> rows) throws Usage {
        List<String> labels = new ArrayList<>(new TreeSet<>(
                rows.stream().flatMap(row -> row.labels().stream()).toList()));
        out.printf("%s: %d texts, %d labels%n", part, rows.size(), labels.size());
        List<Bag> bags = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        for (Row row : rows) {
            bags.add(Asked.bag(kind, row));
            truths.add(row.labels().stream().mapToInt(labels::indexOf).toArray());
            groups.add(row.group().hashCode());
        }
        Examples examples;
        try {
            examples = new Examples(labels, bags, truths, groups);
        } catch (IllegalArgumentException e) {
            throw new Usage(e.getMessage());
        }
        Training training = Training.standard()
                .withRarest(rows.size() > MANY ? 2 : 1)
                .withBalance(options.number("balance").orElse(kind.equals(Asked.TOPICS) ? BALANCE : 0.0));
        if (options.find("cost").isPresent()) {
            training = training.withCost(Math.max(0.001, options.number("cost").orElse(1.0)));
        }
        Training.Result result = training.train(examples, line -> out.println("  " + line));
        out.printf("%s: cost %.2f, accuracy %.4f of held-out texts%n", part, result.cost(), result.accuracy());
        return result.model();
    }
}
