package io.antiphon.insight.pii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what is found on texts with marked places: {@code [{text, spans: [{entity_type, start_position, end_position}]}]}. Something is
 * found rightly if its place overlaps a marked one of its type.
 */
public final class EvaluatePii {

    private static final String USAGE =
            "evaluate pii TEST.json: [{\"text\": …, \"spans\": [{\"entity_type\": …, \"start_position\": …, \"end_position\": …}]}]";
    private static final Map<String, String> TYPES = Map.of(
            Found.EMAIL, "EMAIL_ADDRESS",
            Found.PHONE, "PHONE_NUMBER",
            Found.IBAN, "IBAN_CODE",
            Found.CARD, "CREDIT_CARD",
            Found.NATIONAL_ID, "US_SSN",
            Found.IP, "IP_ADDRESS",
            Found.NAME, "PERSON");
    private static final int TURNS = 10;
    private static final int MOST_SHOWN = 20;

    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private record Marked(String type, int from, int to) {
        boolean overlaps(Found found) {
            return found.from() < to && from < found.to();
        }
    }

    private EvaluatePii() {
        TYPES.values().forEach(type -> counts.put(type, new int[3]));
    }

    /** Measures. @return 0 if it went well */
    public static int run(List<String> args, PrintStream out) throws IOException {
        if (args.size() != 1) {
            out.println(USAGE);
            return 2;
        }
        JsonNode texts = JsonMapper.builder().build().readTree(Files.readString(Path.of(args.get(0))));
        EvaluatePii evaluation = new EvaluatePii();
        for (JsonNode each : texts) {
            evaluation.judge(each.path("text").asText(), each.path("spans"));
        }
        long best = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            long start = System.nanoTime();
            texts.forEach(each -> Pii.find(each.path("text").asText()));
            best = Math.min(best, System.nanoTime() - start);
        }
        evaluation.print(texts.size(), texts.size() * 1e9 / Math.max(1, best), out);
        return 0;
    }

    private void judge(String text, JsonNode spans) {
        List<Marked> marked = new ArrayList<>();
        for (JsonNode span : spans) {
            marked.add(new Marked(
                    span.path("entity_type").asText(),
                    span.path("start_position").asInt(),
                    span.path("end_position").asInt()));
        }
        List<Found> found = Pii.find(text);
        for (Found each : found) {
            String type = TYPES.get(each.kind());
            if (type != null) {
                boolean right = marked.stream().anyMatch(mark -> mark.type().equals(type) && mark.overlaps(each));
                counts.computeIfAbsent(type, key -> new int[3])[right ? 0 : 1]++;
                if (!right) {
                    mistakes.add("found wrongly  " + type + "  " + text.substring(each.from(), each.to()));
                }
            }
        }
        for (Marked mark : marked) {
            int[] count = counts.get(mark.type());
            if (count != null
                    && found.stream()
                            .noneMatch(each -> mark.type().equals(TYPES.get(each.kind())) && mark.overlaps(each))) {
                count[2]++;
                mistakes.add("missed         " + mark.type() + "  "
                        + text.substring(mark.from(), Math.min(text.length(), mark.to())));
            }
        }
    }

    private void print(int texts, double rate, PrintStream out) {
        out.printf("%-15s %6s %6s %6s %9s %9s %9s%n", "type", "right", "wrong", "missed", "precision", "recall", "f1");
        StringBuilder json = new StringBuilder();
        double sum = 0;
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (Map.Entry<String, int[]> each : counts.entrySet()) {
            int[] count = each.getValue();
            right += count[0];
            wrong += count[1];
            missed += count[2];
            sum += f1(count[0], count[1], count[2]);
            out.printf(
                    Locale.ROOT,
                    "%-15s %6d %6d %6d %9.3f %9.3f %9.3f%n",
                    each.getKey(),
                    count[0],
                    count[1],
                    count[2],
                    share(count[0], count[1]),
                    share(count[0], count[2]),
                    f1(count[0], count[1], count[2]));
            json.append(String.format(
                    Locale.ROOT,
                    "%s\"%s\":{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}",
                    json.isEmpty() ? "" : ",",
                    each.getKey(),
                    share(count[0], count[1]),
                    share(count[0], count[2]),
                    f1(count[0], count[1], count[2])));
        }
        out.println();
        mistakes.stream()
                .filter(line -> !line.contains("  PERSON  "))
                .limit(MOST_SHOWN)
                .forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%nRESULT {\"task\":\"pii\",\"n\":%d,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f,\"macroF1\":%.4f,\"types\":{%s},\"docsPerSecond\":%.0f}%n",
                texts,
                share(right, wrong),
                share(right, missed),
                f1(right, wrong, missed),
                sum / counts.size(),
                json,
                rate);
    }

    private static double share(int right, int other) {
        return right + other == 0 ? 0 : right / (double) (right + other);
    }

    private static double f1(int right, int wrong, int missed) {
        return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missed);
    }
}
