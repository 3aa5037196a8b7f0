package io.antiphon.profiles;

import io.antiphon.profiles.matching.Attribute;
import io.antiphon.profiles.matching.Matching;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code evaluate identity RECORDS.csv --truth COLUMN [--out WEIGHTS]}: finds out who of many descriptions are of one person, from
 * the descriptions alone, and judges that by a column that tells. Columns are recognised by their names.
 */
public final class EvaluateIdentity {

    private static final String USAGE = "usage: antiphon evaluate identity RECORDS.csv --truth COLUMN [--out WEIGHTS]";

    private EvaluateIdentity() {}

    /** Prints a table and a line {@code RESULT} in JSON; exits with 1 and one line where that cannot be. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        try {
            Order order = Order.read(arguments);
            evaluate(order, out, errors);
            return 0;
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
        } catch (NoSuchFileException e) {
            errors.println(e.getMessage() + ": there is no such file");
        } catch (IOException e) {
            errors.println("cannot be read or written: " + e);
        } catch (OutOfMemoryError e) {
            errors.println("too many records for the memory there is; give more by -Xmx");
        }
        return 1;
    }

    /** What is to be done. */
    private record Order(Path records, String truth, String out) {

        static Order read(List<String> arguments) {
            List<String> rest = new ArrayList<>(arguments);
            if (!rest.isEmpty() && rest.get(0).equals("identity")) {
                rest.remove(0);
            }
            String truth = option(rest, "--truth");
            String out = option(rest, "--out");
            if (truth.isEmpty() || rest.size() != 1 || rest.get(0).startsWith("-")) {
                throw new IllegalArgumentException(USAGE);
            }
            return new Order(Path.of(rest.get(0)), truth, out);
        }

        private static String option(List<String> arguments, String name) {
            int at = arguments.indexOf(name);
            if (at < 0) {
                return "";
            }
            if (at + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + ": what? " + USAGE);
            }
            arguments.remove(at);
            return arguments.remove(at);
        }
    }

    private static void evaluate(Order order, PrintStream out, PrintStream progress) throws IOException {
        PeopleFile file = PeopleFile.read(order.records, order.truth);
        columns(file, out);
        long start = System.nanoTime();
        Matching matching = Matching.of(file.people(), step -> progress.println("… " + step));
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        Judgement judgement = Judgement.of(matching.clusters(), file.truth());
        table(file.people().size(), matching, judgement, seconds, out);
        if (!order.out.isEmpty()) {
            Files.writeString(Path.of(order.out), matching.weights().toString());
            out.println("weights written to " + order.out);
        }
        out.println(String.format(
                Locale.ROOT,
                "RESULT {\"n\":%d,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"docsPerSecond\":%.0f,"
                        + "\"largestCluster\":%d,\"largestTrue\":%d}",
                file.people().size(),
                judgement.precision(),
                judgement.recall(),
                judgement.f1(),
                file.people().size() / seconds,
                judgement.largest(),
                judgement.largestReal()));
    }

    private static void columns(PeopleFile file, PrintStream out) {
        for (Map.Entry<String, Attribute> column : file.columns().entrySet()) {
            row(
                    out,
                    column.getKey(),
                    "%s",
                    column.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        out.println();
    }

    private static void table(int records, Matching matching, Judgement found, double seconds, PrintStream out) {
        row(out, "records", "%,d", records);
        row(out, "pairs compared", "%,d", matching.pairs());
        row(out, "pairs found", "%,d, of which %,d are right", found.found(), found.right());
        row(out, "pairs true", "%,d", found.real());
        row(out, "precision", "%.4f", found.precision());
        row(out, "recall", "%.4f", found.recall());
        row(out, "F1", "%.4f", found.f1());
        row(out, "clusters", "%,d found, %,d true", found.clusters(), found.people());
        row(out, "largest cluster", "%,d found, %,d true", found.largest(), found.largestReal());
        row(out, "time", "%.2f s, %,.0f records a second", seconds, records / seconds);
    }

    private static void row(PrintStream out, String name, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-22s", name) + String.format(Locale.ROOT, format, values));
    }
}
