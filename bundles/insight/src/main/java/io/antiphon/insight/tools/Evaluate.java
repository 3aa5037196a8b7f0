package io.antiphon.insight.tools;

import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.sentiment.SentimentModel;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code evaluate MODEL TEST.csv} and {@code evaluate aspects TEST.csv}. */
final class Evaluate {

    private static final Set<String> OPTIONS = new TreeSet<>(Table.OPTIONS);
    private static final long ENOUGH_NANOS = 500_000_000;

    private final ModelFile file;
    private final String name;
    private final PrintStream out;

    private Evaluate(ModelFile file, String name, PrintStream out) {
        this.file = file;
        this.name = name;
        this.out = out;
    }

    static int model(List<String> arguments, PrintStream out) throws Usage, IOException {
        Options options = Options.parse(arguments, OPTIONS);
        if (options.words().size() != 2) {
            throw new Usage("name a model and a file to test it with: evaluate MODEL TEST.csv");
        }
        String name = options.words().get(0);
        List<Row> rows = Table.read(Path.of(options.words().get(1)), options);
        new Evaluate(open(name), name, out).run(rows);
        return 0;
    }

    static int aspects(List<String> arguments, PrintStream out) throws Usage, IOException {
        Set<String> known = new TreeSet<>(OPTIONS);
        known.add("model");
        Options options = Options.parse(arguments, known);
        if (options.words().size() != 1) {
            throw new Usage("name one file to test with: evaluate aspects TEST.csv [--model MODEL]");
        }
        String path = options.words().get(0);
        List<Row> rows = Table.read(Path.of(path), options);
        if (!rows.get(0).hasAspect()) {
            throw new Usage(path + " has no columns from and to that say where an aspect is");
        }
        String name = options.find("model").orElse("the shipped model");
        ModelFile file = options.find("model").isPresent() ? open(name) : SentimentModel.shippedFile();
        new Evaluate(file, name, out).run(rows);
        return 0;
    }

    private static ModelFile open(String name) throws Usage, IOException {
        if (name.equals("sentiment")) {
            return SentimentModel.shippedFile();
        }
        if (!Path.of(name).toFile().isFile()) {
            throw new Usage("there is no model " + name);
        }
        return ModelFile.read(Path.of(name));
    }

    private void run(List<Row> given) throws Usage, IOException {
        List<Row> rows = given;
        Asked model = Asked.of(file, name, rows.get(0));
        if (file.kind().equals(SentimentModel.KIND)) {
            rows = Naming.feelings(rows);
        } else if (model.labels().contains("anger")) {
            rows = Naming.emotions(rows);
        }
        for (Row row : rows) {
            for (String label : row.labels()) {
                if (!model.labels().contains(label)) {
                    throw new Usage("the label '" + label + "' is unknown to " + name + ", which tells apart "
                            + String.join(", ", model.labels()));
                }
            }
        }
        out.printf(
                "%s: version %s, trained %s%n%n",
                name, file.version(), file.about().get(ModelFile.TRAINED));
        Scores scores = new Scores(model.labels());
        for (Row row : rows) {
            float[] confidences = model.confidences(row);
            int best = LinearModel.best(confidences);
            scores.add(row.labels(), best, confidences[best], row.language());
        }
        scores.print(out, perSecond(model, rows));
    }

    /** Texts a second of this thread's processor time, when all is warm. */
    private double perSecond(Asked model, List<Row> rows) {
        List<Row> some = new ArrayList<>(rows.subList(0, Math.min(rows.size(), 2_000)));
        long done = 0;
        float sum = 0;
        long start = cpu();
        long spent = 0;
        while (spent < ENOUGH_NANOS) {
            for (Row row : some) {
                sum += model.confidences(row)[0];
            }
            done += some.size();
            spent = cpu() - start;
        }
        return Float.isNaN(sum) ? 0 : done * 1e9 / spent;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
