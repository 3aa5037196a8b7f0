package io.antiphon.insight.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.insight.models.ByUnit;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.tools.Tools;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import io.antiphon.tck.EnricherKit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsEnricherTest extends EnricherKit {

    @TempDir
    Path folder;

    @Override
    protected Enricher enricher() {
        try {
            return enricher(new TopicModels(folder), new ByUnit<>(Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TopicsEnricher enricher(TopicModels models, ByUnit<Taxonomy> trees) throws IOException {
        return new TopicsEnricher(models.current(), Cues.shipped(), trees, 0.5);
    }

    @Override
    protected List<Signal> understandable() {
        return List.of(
                Signal.of("message").text("Where is my parcel?").build(),
                Signal.of("message").text("Срочно верните деньги!").build(),
                Signal.of("message").text("请帮我退款").build());
    }

    private static Set<String> told(Enricher enricher, String text) throws Exception {
        Set<String> told = new TreeSet<>();
        for (Insight insight : enricher.enrich(Signal.of("message").text(text).build(), Profile.ANONYMOUS)) {
            told.add(insight.type() + " " + insight.value());
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How long does delivery take? | question
            Подскажите, когда привезут заказ | question
            请问什么时候发货 | question
            متى يصل الطرد؟ | question
            Wann kommt mein Paket an | question
            Please cancel my order | request
            Прошу вернуть деньги | request
            Quiero un reembolso, por favor | request
            أريد استرجاع المبلغ من فضلك | request
            This is unacceptable, the worst service, terrible | complaint
            Хочу подать жалобу, ужасное обслуживание | complaint
            我要投诉，服务太差了 | complaint
            Inacceptable, c'est une arnaque | complaint
            Thank you so much, well done, excellent service | praise
            Огромное спасибо, всё отлично | praise
            Vielen Dank, hervorragender Service | praise
            """)
    void whatIsWantedIsTold(String text, String intent) throws Exception {
        Set<String> told = told(enricher(), text);
        assertTrue(told.contains("intent " + intent), () -> text + ": " + told);
        assertFalse(told.contains("intent praise") && told.contains("intent complaint"), told::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "I need this urgently!!, true",
        "Нужно срочно решить, true",
        "紧急 请马上处理, true",
        "Please do it when you can, false"
    })
    void urgencyIsTold(String text, boolean urgent) throws Exception {
        assertEquals(urgent, told(enricher(), text).contains("urgency high"));
    }

    @Test
    void emotionsAreTold() throws Exception {
        assertTrue(told(enricher(), "I am so scared and afraid of this").contains("emotion fear"));
        assertTrue(told(enricher(), "I love this so much, thank you").contains("emotion joy"));
        assertFalse(
                told(enricher(), "Где моя посылка").toString().contains("emotion"), "it was trained in English only");
    }

    private static void train(Path csv, Path model) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        assertEquals(
                0, Tools.run(List.of("train", "topics", csv.toString(), "--out", model.toString()), nowhere, nowhere));
    }

    @Test
    void aModelThatIsSavedCountsAndABrokenOneLeavesTheOldOne() throws Exception {
        Path csv = folder.resolve("train.csv");
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 40; i++) {
            rows.append("my card was declined at shop ").append(i).append(",card\n");
            rows.append("the transfer has not arrived since day ").append(i).append(",transfer\n");
        }
        Files.writeString(csv, rows);
        Path models = Files.createDirectory(folder.resolve("models"));
        TopicModels watched = new TopicModels(models);
        watched.look(true);
        assertEquals(Set.of("emotion"), watched.current().keySet());
        train(csv, models.resolve("bank.model"));
        assertTrue(watched.look(true));
        ByUnit<Taxonomy> trees = Taxonomy.parse(List.of("money", "  cards = bank/card"));
        assertTrue(told(enricher(watched, trees), "why was my card declined").contains("topic cards"));
        assertTrue(
                told(enricher(watched, trees), "the transfer has not arrived").contains("topic transfer"));
        String version = TopicModels.version(watched.current());
        Files.writeString(models.resolve("bank.model"), "broken");
        assertFalse(watched.look(true));
        assertEquals(version, TopicModels.version(watched.current()));
        assertTrue(told(enricher(watched, trees), "why was my card declined").contains("topic cards"));
        Files.delete(models.resolve("bank.model"));
        assertTrue(watched.look(true));
        assertEquals(Set.of("emotion"), watched.current().keySet());
    }

    @Test
    void aModelOnTrialTakesThePlaceOfTheOneOfItsNameAndLeavesTheOthers() throws Exception {
        Path csv = folder.resolve("train.csv");
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 20; i++) {
            rows.append("my card was declined at shop ").append(i).append(",card\n");
            rows.append("the transfer has not arrived since day ").append(i).append(",transfer\n");
        }
        Files.writeString(csv, rows);
        train(csv, folder.resolve("bank.model"));
        ModelFile file = ModelFile.read(folder.resolve("bank.model"));
        Map<String, TopicModel> live = Map.of("emotion", TopicModels.emotion(), "other", new TopicModel(file));
        Map<String, TopicModel> added = TopicModels.with(live, "bank", file);
        assertEquals(List.of("bank", "emotion", "other"), List.copyOf(added.keySet()));
        assertEquals(
                file.version(),
                TopicModels.with(live, "emotion", file).get("emotion").version());
        assertEquals(2, live.size());
        assertThrows(IOException.class, () -> TopicModels.with(live, "sentiment", file));
    }

    @Test
    void ofTooManyModelsThoseThatWereLiveGoOn() throws Exception {
        Path csv = folder.resolve("train.csv");
        Files.writeString(csv, "text,label\n" + "late parcel,late\nmy money,money\n".repeat(10));
        Path models = Files.createDirectory(folder.resolve("models"));
        for (int i = 0; i < 16; i++) {
            train(csv, models.resolve("m" + i + ".model"));
        }
        TopicModels watched = new TopicModels(models);
        assertTrue(watched.look(true));
        train(csv, models.resolve("a.model"));
        assertFalse(watched.look(true));
        Map<String, TopicModel> live = watched.current();
        assertEquals(17, live.size(), "with that of emotions");
        ModelFile file = ModelFile.read(models.resolve("a.model"));
        assertThrows(IOException.class, () -> TopicModels.with(live, "a", file));
        assertEquals(17, TopicModels.with(live, "m3", file).size());
        Files.delete(models.resolve("m3.model"));
        assertTrue(watched.look(true));
        assertTrue(watched.current().containsKey("a"));
    }
}
