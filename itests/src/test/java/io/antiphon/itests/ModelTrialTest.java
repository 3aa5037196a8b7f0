package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import io.antiphon.harness.Ran;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a model is foretold to find otherwise in recorded signals before it is live, it finds when it is live and the signals are
 * understood again. Until then nothing is appended and the live model goes on.
 */
@OneByOne
class ModelTrialTest {

    private static final int SIGNALS = Integer.getInteger("antiphon.model.trial", 500);
    private static final String AGAIN = "/api/insights/again";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> LATE = List.of("my parcel is late", "the courier never came", "still in transit");
    private static final List<String> BROKEN = List.of("the parcel came torn", "the box was crushed by the courier");
    private static final List<String> MONEY = List.of("i want my money back", "please refund the order");
    private static final List<String> OTHER = List.of("где мой заказ", "请问什么时候发货", "lovely shop");

    @TempDir
    Path folder;

    @Test
    void whatAModelIsForetoldToFindItFindsWhenItIsLive() throws Exception {
        try (Distribution antiphon = Distribution.fresh().start()) {
            Path models = antiphon.home().resolve("models");
            train(antiphon, models.resolve("tickets.model"), Map.of("delivery", LATE, "refund", MONEY));
            String former = awaitVersion(antiphon, "tickets-", true);
            post(antiphon);

            Map<String, List<String>> labels = Map.of("delivery", LATE, "refund", MONEY, "damaged", BROKEN);
            train(antiphon, models.resolve("trial/tickets.model"), labels);
            assertRefusals(antiphon, models.resolve("trial"));
            String traces = traces(antiphon);
            String told = antiphon.shell("antiphon:try-model --last " + SIGNALS + " tickets");
            JsonNode foretold = ended(antiphon, antiphon.post(AGAIN + "?model=tickets&last=" + SIGNALS, ""));
            assertTrue(told.contains("change " + foretold.get("change").asLong() + ","), told);
            assertTrue(told.contains("topic damaged"), told);
            assertEquals(former, foretold.get("against").asText());
            assertEquals(SIGNALS, foretold.get("signals").asLong());
            assertTrue(foretold.get("change").asLong() > 0, foretold.toString());
            assertTrue(foretold.get("stay").asLong() > 0, foretold.toString());
            assertEquals(traces, traces(antiphon), "nothing is appended");
            assertEquals(former, version(antiphon), "the live model goes on");

            Files.move(
                    models.resolve("trial/tickets.model"),
                    models.resolve("tickets.model"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertEquals(foretold.get("version").asText(), awaitVersion(antiphon, former, false));
            JsonNode really = ended(antiphon, antiphon.post(AGAIN + "?enricher=topics&last=" + SIGNALS, ""));
            System.out.println("model trial: foretold " + counts(foretold) + ", really " + counts(really));
            assertEquals(counts(foretold), counts(really));
            assertEquals(foretold.get("labels"), really.get("labels"));
            assertEquals(
                    SIGNALS - really.get("stay").asLong(),
                    really.get("appended").asLong());
            assertCameTrue(antiphon, foretold.get("examples").get(0));
        }
    }

    private void train(Distribution antiphon, Path model, Map<String, List<String>> labels) throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        labels.forEach((label, texts) -> {
            for (int i = 0; i < 20; i++) {
                rows.append(texts.get(i % texts.size()))
                        .append(" number ")
                        .append(i)
                        .append(',')
                        .append(label)
                        .append('\n');
            }
        });
        Path csv = Files.writeString(folder.resolve("train.csv"), rows);
        Ran ran = antiphon.launch("train", "topics", csv.toString(), "--out", model.toString());
        assertEquals(0, ran.exit(), ran::toString);
    }

    private static String version(Distribution antiphon) {
        return Heard.get(antiphon, AGAIN).at("/enrichers/topics").asText();
    }

    /** Awaits a version that contains something, or one that is another. */
    private static String awaitVersion(Distribution antiphon, String part, boolean contains) {
        antiphon.await("the model is live", PATIENCE, () -> version(antiphon).contains(part) == contains);
        return version(antiphon);
    }

    /** The same each time. */
    private static void post(Distribution antiphon) {
        Random random = new Random(7);
        List<List<String>> kinds = List.of(LATE, BROKEN, MONEY, OTHER);
        StringBuilder batch = new StringBuilder();
        for (int i = 1; i <= SIGNALS; i++) {
            List<String> texts = kinds.get(random.nextInt(kinds.size()));
            batch.append(batch.isEmpty() ? "[" : ",")
                    .append("{\"externalId\":\"m")
                    .append(i)
                    .append("\",\"kind\":\"message\",\"channel\":\"web\",\"text\":\"")
                    .append(texts.get(random.nextInt(texts.size())))
                    .append(random.nextBoolean() ? "" : " again")
                    .append("\"}");
            if (i % 100 == 0 || i == SIGNALS) {
                HttpResponse<String> answer =
                        antiphon.post("/api/signals", batch.append(']').toString());
                assertEquals(202, answer.statusCode(), answer.body());
                batch.setLength(0);
                Heard.settled(antiphon);
            }
        }
    }

    private static void assertRefusals(Distribution antiphon, Path trial) throws IOException {
        assertRefused(antiphon, 400, "../tickets", "no name of a model");
        assertRefused(antiphon, 404, "nothing", "[tickets]");
        Files.writeString(trial.resolve("table.model"), "text,label\n");
        assertRefused(antiphon, 400, "table", "no model of Antiphon's");
        Files.copy(trial.resolve("tickets.model"), trial.resolve("sentiment.model"));
        assertRefused(antiphon, 400, "sentiment", "give it another name");
        assertRefused(antiphon, 400, "tickets&trial=false", "only compared");
        String told = antiphon.shell("antiphon:try-model");
        assertTrue(told.contains("tickets\n"), told);
        Ran ran = antiphon.launch("shell", "antiphon:try-model table");
        assertTrue(ran.exit() != 0 && ran.out().contains("no model of Antiphon's"), ran::toString);
        Files.delete(trial.resolve("sentiment.model"));
    }

    private static void assertRefused(Distribution antiphon, int status, String model, String because) {
        HttpResponse<String> answer = antiphon.post(AGAIN + "?model=" + model, "");
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(because), answer.body());
    }

    private static JsonNode ended(Distribution antiphon, HttpResponse<String> begun) {
        assertEquals(202, begun.statusCode(), begun.body());
        String path = AGAIN + "?id=" + Heard.parse(begun.body()).get("id").asText();
        antiphon.await("it has ended", PATIENCE, () -> !List.of("learning", "reading")
                .contains(Heard.get(antiphon, path).get("state").asText()));
        JsonNode report = Heard.get(antiphon, path);
        assertEquals("done", report.get("state").asText(), report.toString());
        assertEquals(0, report.get("errors").asLong(), report.toString());
        return report;
    }

    private static Map<String, Long> counts(JsonNode report) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : List.of("signals", "stay", "move", "appear", "vanish", "change")) {
            counts.put(name, report.get(name).asLong());
        }
        return counts;
    }

    /** All that came of some signals. */
    private static String traces(Distribution antiphon) {
        StringBuilder all = new StringBuilder();
        for (JsonNode signal : Heard.get(antiphon, "/api/signals?limit=50").get("items")) {
            all.append(Heard.get(antiphon, "/api/signals/" + signal.get("id").asText())
                    .get("trace"));
        }
        return all.toString();
    }

    /** What is recorded last of a signal is what was foretold of it. */
    private static void assertCameTrue(Distribution antiphon, JsonNode example) {
        assertFalse(example.get("before").equals(example.get("now")));
        JsonNode latest = example;
        for (JsonNode entry : Heard.get(
                        antiphon, "/api/signals/" + example.get("id").asText())
                .get("trace")) {
            latest = entry.get("kind").asText().equals("understood") ? entry : latest;
        }
        Map<String, Double> foretold = topics(example.get("now"));
        assertFalse(foretold.isEmpty());
        assertEquals(foretold, topics(latest.get("insights")));
    }

    private static Map<String, Double> topics(JsonNode insights) {
        Map<String, Double> topics = new LinkedHashMap<>();
        for (JsonNode insight : insights) {
            if (insight.get("type").asText().equals("topic")) {
                topics.put(
                        insight.get("value").asText(), insight.get("confidence").asDouble());
            }
        }
        return topics;
    }
}
