package io.antiphon.insight.tools;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.Examples;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.Training;
import io.antiphon.insight.sentiment.SentimentModel;
import io.antiphon.insight.sentiment.SentimentModel.Part;
import io.antiphon.insight.text.CommonWords;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.topics.TopicModel;
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
import java.util.function.Function;

/** {@code train sentiment|topics TRAIN.csv… --out MODEL}. */
final class Train {

    private static final Set<String> OPTIONS = new TreeSet<>(Set.of("out", "cost", "note", "balance"));
    private static final int MANY = 10_000;
    private static final double BALANCE = 0.3;
    /** In languages not trained, neutral is not taken to be as frequent as it is in the data. */
    private static final double EVENLY = 1;

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
        List<Source> sources = new ArrayList<>();
        for (String file : options.words()) {
            sources.add(new Source(file, named(Table.read(Path.of(file), options))));
        }
        Map<String, LinearModel> models = kind.equals(TopicModel.KIND) ? topics(sources) : feelings(sources);
        Map<String, String> about = new TreeMap<>();
        about.put("kind", kind);
        about.put("trainer", "linear support vector machines by dual coordinate descent, calibrated on held-out texts");
        about.put(
                "sources", String.join(", ", sources.stream().map(Source::told).toList()));
        List<String> texts = rows(sources).stream().map(Row::text).toList();
        about.put(SentimentModel.LANGUAGES, String.join(" ", CommonWords.prevailing(texts)));
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
        return kind.equals(SentimentModel.KIND) ? Naming.feelings(rows) : Naming.emotions(rows);
    }

    private static List<Row> rows(List<Source> sources) {
        return sources.stream().flatMap(source -> source.rows().stream()).toList();
    }

    private Map<String, LinearModel> topics(List<Source> sources) throws Usage {
        return Map.of(TopicModel.MODEL, train(TopicModel.MODEL, sources, BALANCE, row -> CommonFeatures.of(
                        Reading.of(row.text()))
                .bag()));
    }

    private Map<String, LinearModel> feelings(List<Source> sources) throws Usage {
        Map<String, LinearModel> models = new TreeMap<>();
        for (Part part : Part.values()) {
            boolean aspect = part == Part.ASPECT || part == Part.ASPECT_ANY;
            List<Source> some = sources.stream()
                    .filter(source -> source.rows().get(0).hasAspect() == aspect)
                    .toList();
            if (!some.isEmpty()) {
                LinearModel model = train(
                        part.model(),
                        some,
                        part == Part.ASPECT_ANY || part == Part.DOCUMENT_ANY ? EVENLY : 0,
                        row -> SentimentModel.bag(part, Reading.of(row.text()), row.from(), row.to()));
                models.put(part.model(), model);
            }
        }
        return models;
    }

    private LinearModel train(String name, List<Source> sources, double balance, Function<Row, Bag> features)
            throws Usage {
        List<Row> rows = rows(sources);
        List<String> labels = new ArrayList<>(new TreeSet<>(
                rows.stream().flatMap(row -> row.labels().stream()).toList()));
        out.printf("%s: %d texts, %d labels%n", name, rows.size(), labels.size());
        int largest =
                sources.stream().mapToInt(source -> source.rows().size()).max().orElse(1);
        List<Bag> bags = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<Float> shares = new ArrayList<>();
        for (Source source : sources) {
            for (Row row : source.rows()) {
                bags.add(features.apply(row));
                truths.add(row.labels().stream().mapToInt(labels::indexOf).toArray());
                groups.add(row.group().hashCode());
                shares.add((float) Math.sqrt((double) largest / source.rows().size()));
            }
        }
        Training.Result result;
        try {
            result = training(rows.size(), balance)
                    .train(new Examples(labels, bags, truths, groups, shares), line -> out.println("  " + line));
        } catch (IllegalArgumentException e) {
            throw new Usage(String.valueOf(e.getMessage()));
        }
        out.printf("%s: cost %.2f, accuracy %.4f of held-out texts%n", name, result.cost(), result.accuracy());
        return result.model();
    }

    private Training training(int rows, double balance) throws Usage {
        Training training = Training.standard()
                .withRarest(rows > MANY ? 2 : 1)
                .withBalance(options.number("balance").orElse(balance));
        training = balance == EVENLY ? training.evened() : training;
        return options.find("cost").isEmpty()
                ? training
                : training.withCost(Math.max(0.001, options.number("cost").orElse(1.0)));
    }

    /** A file and its rows. Of several, the smaller ones' rows count more: by the square root of how much smaller they are. */
    private record Source(String file, List<Row> rows) {

        String told() {
            Path whole = Path.of(file).toAbsolutePath();
            Path folder = whole.getParent();
            Path inside = folder == null || folder.getFileName() == null
                    ? whole.getFileName()
                    : folder.getFileName().resolve(whole.getFileName());
            return inside + " (" + rows.size() + ")";
        }
    }
}
