package io.antiphon.insight.tools;

import io.antiphon.insight.sentiment.SentimentModel;
import io.antiphon.insight.topics.TopicModel;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The commands {@code ./antiphon train …} and {@code ./antiphon evaluate …}. */
public final class Tools {

    private static final String USAGE = """
            train sentiment|topics TRAIN.csv… --out MODEL [--cost C] [--balance B] [--note TEXT]
                columns text, label and, if there, lang; for feelings about aspects text, aspect, from, to, polarity;
                columns of other names: --text, --label, --lang, --from, --to, --aspect COLUMN
            train language TRAIN.csv --out MODEL
            evaluate MODEL TEST.csv
            evaluate aspects TEST.csv [--model MODEL]
            evaluate language TEST.csv
            evaluate pii TEST.json
            evaluate queries [--texts FILE] [NUMBER…]
            evaluate identity RECORDS.csv --truth COLUMN
            """;

    private Tools() {}

    /** Exits with 0 if it was done, 1 if it could not be. */
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream error =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, error));
    }

    /** Does a command; what goes wrong is said in one line. */
    public static int run(List<String> arguments, PrintStream out, PrintStream error) {
        try {
            return run(arguments, out);
        } catch (Usage e) {
            error.println(name(arguments) + ": " + e.getMessage());
        } catch (IOException e) {
            error.println(name(arguments) + ": " + e.getMessage());
        }
        return 1;
    }

    private static String name(List<String> arguments) {
        return String.join(" ", arguments.subList(0, Math.min(2, arguments.size())));
    }

    private static int run(List<String> arguments, PrintStream out) throws Usage, IOException {
        if (arguments.size() < 2) {
            throw new Usage("what? There are\n" + USAGE);
        }
        List<String> rest = arguments.subList(2, arguments.size());
        String what = arguments.get(1);
        return switch (arguments.get(0)) {
            case "train" ->
                switch (what) {
                    case SentimentModel.KIND, TopicModel.KIND -> Train.run(what, rest, out);
                    case "language" -> other("io.antiphon.insight.language.TrainLanguage", rest, out);
                    default -> throw new Usage("sentiment, topics and language can be trained, not '" + what + "'");
                };
            case "evaluate" ->
                switch (what) {
                    case "aspects" -> Evaluate.aspects(rest, out);
                    case "language" -> other("io.antiphon.insight.language.EvaluateLanguage", rest, out);
                    case "queries" -> other("io.antiphon.insight.queries.BenchQueries", rest, out);
                    case "pii" -> other("io.antiphon.insight.pii.EvaluatePii", rest, out);
                    default -> Evaluate.model(arguments.subList(1, arguments.size()), out);
                };
            default -> throw new Usage("what? There are\n" + USAGE);
        };
    }

    /** A command of another package of this bundle: its {@code static int run(List<String>, PrintStream)}. */
    private static int other(String type, List<String> arguments, PrintStream out) throws Usage, IOException {
        try {
            var run = Class.forName(type).getDeclaredMethod("run", List.class, PrintStream.class);
            run.setAccessible(true);
            return (int) run.invoke(null, arguments, out);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new Usage("this build cannot do that: " + e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new Usage(String.valueOf(
                    e.getCause() == null || e.getCause().getMessage() == null
                            ? e.getCause()
                            : e.getCause().getMessage()));
        }
    }
}
