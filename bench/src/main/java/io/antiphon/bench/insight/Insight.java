package io.antiphon.bench.insight;

import io.antiphon.bench.Figures;
import io.antiphon.bench.Measurement;
import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the shipped model of feelings is right about labelled texts, and how many texts listening queries are asked of. */
public final class Insight implements Measurement {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> NUMBERS = List.of("1000", "10000");
    private static final Pattern QUERIES = Pattern.compile("(?m)^\\s*(\\d+)\\s+\\S+\\s+([0-9,.]+)\\s+([0-9.]+)\\s");
    private static final Pattern RESULT = Pattern.compile("\"(accuracy|macroF1|docsPerSecond)\":([0-9.E-]+)");

    @Override
    public String summary() {
        return "listening queries a CPU second; accuracy of feelings by language [CSV of text,label ...]";
    }

    @Override
    public Figures run(String[] arguments) throws Exception {
        Figures figures = new Figures();
        List<String> queries = new ArrayList<>(List.of("evaluate", "queries"));
        queries.addAll(NUMBERS);
        Matcher line = QUERIES.matcher(told(queries));
        while (line.find()) {
            figures.add("documents_per_second_" + line.group(1) + "_queries", number(line.group(2)), "documents/s CPU");
            figures.add("micros_" + line.group(1) + "_queries", number(line.group(3)), "µs");
        }
        for (String file : arguments) {
            String name =
                    String.valueOf(Path.of(file).toAbsolutePath().getParent().getFileName());
            Matcher result = RESULT.matcher(told(List.of("evaluate", "sentiment", file)));
            while (result.find()) {
                figures.add(name + "_" + result.group(1), number(result.group(2)), "");
            }
        }
        return figures;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** What the launcher says, which is passed on. */
    private static String told(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of(Distribution.launcher().toString()));
        all.addAll(command);
        Ran ran = Ran.run(all, Map.of(), "", PATIENCE);
        System.out.println(ran.out());
        if (ran.exit() != 0) {
            throw new IOException(String.join(" ", command) + ": " + ran);
        }
        return ran.out();
    }
}
