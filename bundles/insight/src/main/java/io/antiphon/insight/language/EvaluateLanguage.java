package io.antiphon.insight.language;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Measures how well languages are told, on lines of {@code code,text}. */
public final class EvaluateLanguage {

    private static final String USAGE = """
            evaluate language TEST.csv [--words 4] [--languages 60-most-spoken|all|en,ru,…] [--model FILE]
            TEST.csv has columns code (ISO 639-3 or BCP 47) and text. --words judges by the first words only.""";
    private static final String MOST_SPOKEN = "60-most-spoken";
    private static final int TURNS = 5;
    private static final int CONFUSIONS = 25;

    /**
     * The 60 languages with most speakers, first and second languages together, among those told apart; Dari counts as
     * Persian, Filipino as Tagalog.
     */
    static final Set<String> SPOKEN = Set.of(
            "en", "zh", "hi", "es", "ar", "fr", "bn", "pt", "ru", "ur", "id", "de", "ja", "mr", "vi", "te", "ha", "tr",
            "sw", "fil", "ta", "yue", "fa", "ko", "th", "it", "gu", "am", "kn", "pa", "yo", "my", "pl", "uk", "ml",
            "uz", "sd", "ro", "ig", "nl", "ms", "ne", "ps", "om", "ku", "so", "mg", "km", "si", "hu", "el", "cs", "zu",
            "az", "kk", "sv", "xh", "af", "rw", "ny");

    private record Line(String language, String text) {}

    /** What is counted of a language. */
    private static final class Count {
        private int lines;
        private int told;
        private int right;

        double f1() {
            return lines + told == 0 ? 0 : 2.0 * right / (lines + told);
        }
    }

    private final PrintStream out;
    private final Codes codes = new Codes(Catalog.ALL);
    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Integer> confusions = new TreeMap<>();
    private int unknown;

    private EvaluateLanguage(PrintStream out) {
        this.out = out;
    }

    /** Measures. @return 0 if it went well */
    public static int run(List<String> args, PrintStream out) throws IOException {
        String words = "0";
        String languages = "all";
        String model = "";
        List<String> files = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            boolean more = i + 1 < args.size();
            switch (args.get(i)) {
                case "--words" -> words = more ? args.get(++i) : "";
                case "--languages" -> languages = more ? args.get(++i) : "";
                case "--model" -> model = more ? args.get(++i) : "";
                default -> files.add(args.get(i));
            }
        }
        if (files.size() != 1 || !words.matches("\\d{1,4}") || files.get(0).startsWith("--")) {
            out.println(USAGE);
            return 2;
        }
        EvaluateLanguage evaluation = new EvaluateLanguage(out);
        Languages subject = model.isEmpty() ? Languages.shippedOnes() : Languages.of(Path.of(model));
        List<Line> lines = evaluation.lines(Path.of(files.get(0)), Integer.parseInt(words), languages);
        if (lines.isEmpty()) {
            out.println(files.get(0) + ": no line of these languages");
            return 1;
        }
        evaluation.judge(lines, subject);
        evaluation.print(lines.size(), rate(lines, subject));
        return 0;
    }

    private List<Line> lines(Path file, int words, String languages) throws IOException {
        Set<String> wanted = new TreeSet<>();
        if (languages.equals(MOST_SPOKEN)) {
            wanted.addAll(SPOKEN);
        } else if (!languages.equals("all")) {
            for (String each : languages.split(",")) {
                wanted.add(codes.language(each));
            }
        }
        List<Line> lines = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : reader) {
                String language = codes.language(row.getField("code"));
                if (wanted.isEmpty() || wanted.contains(language)) {
                    lines.add(new Line(language, first(row.getField("text"), words)));
                }
            }
        }
        return lines;
    }

    private static String first(String text, int words) {
        if (words == 0) {
            return text;
        }
        String[] parts = text.strip().split("\\s+");
        return String.join(" ", List.of(parts).subList(0, Math.min(words, parts.length)));
    }

    private void judge(List<Line> lines, Languages subject) {
        for (Line line : lines) {
            Detected detected = subject.tell(line.text());
            String told = detected.known() ? codes.language(detected.tag()) : "und";
            Count own = counts.computeIfAbsent(line.language(), key -> new Count());
            own.lines++;
            if (told.equals(line.language())) {
                own.right++;
                own.told++;
            } else {
                confusions.merge(line.language() + " taken for " + told, 1, Integer::sum);
                if (detected.known()) {
                    counts.computeIfAbsent(told, key -> new Count()).told++;
                } else {
                    unknown++;
                }
            }
        }
    }

    private static double rate(List<Line> lines, Languages subject) {
        long best = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            long start = System.nanoTime();
            for (Line line : lines) {
                subject.tell(line.text());
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return lines.size() * 1e9 / best;
    }

    private void print(int lines, double rate) {
        out.printf("%-8s %6s %6s %6s %9s %9s %9s%n", "language", "lines", "told", "right", "precision", "recall", "f1");
        int right = 0;
        double f1 = 0;
        int languages = 0;
        for (Map.Entry<String, Count> each : counts.entrySet()) {
            Count count = each.getValue();
            right += count.right;
            if (count.lines > 0) {
                f1 += count.f1();
                languages++;
            }
            out.printf(
                    Locale.ROOT,
                    "%-8s %6d %6d %6d %9.3f %9.3f %9.3f%n",
                    each.getKey(),
                    count.lines,
                    count.told,
                    count.right,
                    count.told == 0 ? 0.0 : count.right / (double) count.told,
                    count.lines == 0 ? 0.0 : count.right / (double) count.lines,
                    count.f1());
        }
        out.printf("%nConfusions, the commonest first; und: not told%n");
        confusions.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CONFUSIONS)
                .forEach(each -> out.printf("%6d  %s%n", each.getValue(), each.getKey()));
        out.printf(
                Locale.ROOT,
                "%nRESULT {\"task\":\"language\",\"n\":%d,\"languages\":%d,\"accuracy\":%.4f,\"macroF1\":%.4f,\"unknown\":%.4f,\"docsPerSecond\":%.0f}%n",
                lines,
                languages,
                right / (double) lines,
                f1 / languages,
                unknown / (double) lines,
                rate);
    }
}
