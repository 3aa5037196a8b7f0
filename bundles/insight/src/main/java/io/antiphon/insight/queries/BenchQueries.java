package io.antiphon.insight.queries;

import io.antiphon.spi.Signal;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what matching costs: made-up texts of 200 characters whose words are as unevenly common as real ones, and queries of
 * words, phrases, alternatives, exceptions, NEAR, prefixes and fields over the same words.
 */
public final class BenchQueries {

    private static final int WORDS = 20_000;
    private static final int TEXTS = 5_000;
    private static final int LENGTH = 200;
    private static final int COMMONEST = 300;
    private static final int TURNS = 6;
    /** Fewer cannot stand before a star. */
    private static final int FEWEST_LETTERS = 2;

    private static final String TEXTS_OPTION = "--texts";
    private static final Set<String> OPERATORS = Set.of("and", "or", "not", "near");
    private static final String SYLLABLES = "ta re ni lo ka su me di po vi ran tel mor ben sil gar";

    private final SplittableRandom random = new SplittableRandom(5);
    private final PrintStream out;
    /** The commonest first. */
    private final List<String> words;

    private BenchQueries(PrintStream out, List<String> texts) {
        this.out = out;
        this.words = texts.isEmpty()
                ? IntStream.range(0, WORDS).mapToObj(BenchQueries::word).toList()
                : words(texts);
    }

    /**
     * Measures with so many queries as are named, 1000 and 10000 unless others are; {@code --texts FILE} with a text on each line
     * takes these texts and queries of their words.
     *
     * @return 0
     * @throws IOException if the file cannot be read
     */
    public static int run(List<String> args, PrintStream out) throws IOException {
        boolean given = !args.isEmpty() && args.get(0).equals(TEXTS_OPTION);
        if (given && args.size() == 1) {
            throw new IOException(TEXTS_OPTION + " needs a file with a text on each line");
        }
        List<String> texts = given ? lines(Path.of(args.get(1))) : List.of();
        List<String> numbers = args.subList(given ? 2 : 0, args.size());
        BenchQueries bench = new BenchQueries(out, texts);
        List<Signal> signals = texts.isEmpty()
                ? IntStream.range(0, TEXTS)
                        .mapToObj(i -> bench.signal(bench.text()))
                        .toList()
                : texts.stream().map(bench::signal).toList();
        out.printf("%d texts, %d words%n", signals.size(), bench.words.size());
        out.printf("%8s %10s %12s %8s %10s%n", "queries", "compiled", "documents/s", "µs", "hits/doc");
        for (String number : numbers.isEmpty() ? List.of("1000", "10000") : numbers) {
            bench.measure(Integer.parseInt(number), signals);
        }
        return 0;
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = Files.isReadable(file) && Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        if (lines.stream().allMatch(String::isBlank)) {
            throw new IOException("there is no readable file with texts at " + file);
        }
        return lines;
    }

    /** A word by its rank; commoner ones are shorter. */
    private static String word(int rank) {
        String[] syllables = SYLLABLES.split(" ");
        StringBuilder word = new StringBuilder();
        for (int left = rank + 2; left > 0; left /= syllables.length) {
            word.append(syllables[left % syllables.length]);
        }
        return word.toString();
    }

    /** The words of texts. */
    private static List<String> words(List<String> texts) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+")) {
                if (word.length() >= FEWEST_LETTERS && !OPERATORS.contains(word)) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A word as a text has it, by Zipf's law. */
    private String drawn() {
        return words.get((int) Math.exp(random.nextDouble() * Math.log(words.size())) - 1);
    }

    /** A word as a query has it: not one of the commonest. */
    private String sought() {
        double least = Math.log(Math.min(COMMONEST, Math.max(1, words.size() / 4)));
        return words.get((int) Math.exp(least + random.nextDouble() * (Math.log(words.size()) - least)) - 1);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            text.append(drawn()).append(random.nextInt(8) == 0 ? ". " : " ");
        }
        return text.toString();
    }

    private Signal signal(String text) {
        return Signal.of("message")
                .channel(random.nextBoolean() ? "email" : "chat")
                .unit("acme/emea/care")
                .rating((double) random.nextInt(6))
                .text(text)
                .build();
    }

    private String query() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> sought() + " " + sought();
            case 2, 3 -> "(" + choice(4) + ") AND (" + choice(4) + ")";
            case 4 -> "\"" + sought() + " " + sought() + "\"";
            case 5 -> "(" + choice(3) + ") NEAR/5 (" + choice(3) + ")";
            case 6 -> "(" + choice(5) + ") -" + sought() + " -\"" + sought() + " " + sought() + "\"";
            case 7 -> sought() + "* AND (" + choice(2) + ") AND NOT (" + choice(3) + ")";
            case 8 -> "channel:email " + sought() + " (" + choice(3) + ")";
            default -> "rating:<=2 (" + choice(6) + ")";
        };
    }

    private String choice(int words) {
        return IntStream.range(0, words).mapToObj(i -> sought()).collect(Collectors.joining(" OR "));
    }

    private void measure(int number, List<Signal> signals) {
        List<String> texts = IntStream.range(0, number).mapToObj(i -> query()).toList();
        List<Expression> expressions = texts.stream()
                .map(text -> Query.read(text).right().expression())
                .toList();
        Frequencies frequencies = new Frequencies();
        Matcher first = new Matcher(expressions, frequencies);
        signals.forEach(signal -> first.match(signal, 1));
        long start = System.nanoTime();
        Matcher matcher = new Matcher(expressions, frequencies);
        long compiled = (System.nanoTime() - start) / 1_000_000;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long hits = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            hits = 0;
            long before = threads.getCurrentThreadCpuTime();
            for (Signal signal : signals) {
                hits += matcher.match(signal, Integer.MAX_VALUE).size();
            }
            best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
        }
        double micros = best / 1e3 / signals.size();
        out.printf(
                Locale.ROOT,
                "%8d %7d ms %12.0f %8.1f %10.2f%n",
                number,
                compiled,
                1e6 / micros,
                micros,
                hits / (double) signals.size());
    }
}
