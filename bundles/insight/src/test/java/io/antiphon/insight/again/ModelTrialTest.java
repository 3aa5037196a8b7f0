package io.antiphon.insight.again;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.models.Replaceable;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.tools.Tools;
import io.antiphon.insight.topics.TopicModel;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryReplay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is not live is compared with what is, and nothing comes of it. */
class ModelTrialTest {

    private static final Enricher LIVE = (signal, profile) -> List.of(Insight.of("topic", "card"));

    @TempDir
    Path home;

    private final MemoryJournal journal = new MemoryJournal(Clock.systemUTC());
    private Path folder = Path.of("");
    private Rereadings all = new Rereadings(journal, journal, new MemoryReplay(journal), new TrialModels(Path.of("")));

    @BeforeEach
    void offer() {
        folder = home.resolve("models/trial");
        all = new Rereadings(journal, journal, new MemoryReplay(journal), new TrialModels(home));
        all.add(LIVE, "topics", "1");
        all.add(new Topics());
    }

    /** Asks a single model. */
    private static final class Topics implements Replaceable {
        @Override
        public String enricher() {
            return "topics";
        }

        @Override
        public String kind() {
            return TopicModel.KIND;
        }

        @Override
        public Replaced with(String name, ModelFile file) throws IOException {
            if (name.equals("sentiment")) {
                throw new IOException("give it another name");
            }
            LinearModel model = new TopicModel(file).model();
            Enricher enricher = (signal, profile) -> {
                CommonFeatures read = CommonFeatures.of(Reading.of(String.valueOf(signal.text())));
                return List.of(Insight.of("topic", model.labels().get(LinearModel.best(model.confidences(read)))));
            };
            return new Replaced(enricher, file.version());
        }
    }

    private Path train(String name) throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 20; i++) {
            rows.append("my card was declined at shop ").append(i).append(",card\n");
            rows.append("the transfer has not arrived since day ").append(i).append(",transfer\n");
        }
        Path csv = Files.writeString(home.resolve("train.csv"), rows);
        Path model = folder.resolve(name);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        assertEquals(
                0, Tools.run(List.of("train", "topics", csv.toString(), "--out", model.toString()), nowhere, nowhere));
        return model;
    }

    private void heard(String text) {
        journal.append(
                List.of(Entry.Heard.of("web", Signal.of("message").text(text).build())));
    }

    private Report compared(String model) throws InterruptedException {
        return ended(all.compare(model, 100));
    }

    private Report ended(String id) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!all.report(id).isOver()) {
            assertTrue(System.nanoTime() < end, () -> all.report(id).toString());
            Thread.sleep(5);
        }
        return all.report(id);
    }

    @Test
    void bothAreAskedAboutTheSameSignalsWhateverIsRecordedAndNothingIsAppended() throws Exception {
        Path model = train("bank.model");
        heard("my card was declined");
        heard("the transfer has not arrived");
        Entry.Heard first = journal.all(Entry.Heard.class).get(0);
        Insight recorded = Insight.of("topic", "weather").by("topics", "0");
        journal.append(List.of(Entry.Understood.of(first, null, List.of(recorded))));
        List<Entry> before = journal.all();
        Report report = compared("bank");
        assertEquals("done", report.state(), report.message());
        assertEquals(
                List.of(2L, 1L, 1L, 0L, 0L),
                List.of(report.signals(), report.stay(), report.change(), report.appear(), report.vanish()));
        assertEquals(
                List.of(new Report.Label("topic", "card", 1, 1, 0), new Report.Label("topic", "transfer", 0, 0, 1)),
                report.labels());
        assertEquals("the transfer has not arrived", report.examples().get(0).text());
        assertEquals("1", report.against());
        assertEquals(ModelFile.read(model).version(), report.version());
        assertEquals(before, journal.all());
        assertEquals(List.of("bank"), all.models());
        assertEquals(Map.of("topics", "1"), all.enrichers());
    }

    @Test
    void theEndingMayBeGivenToo() throws Exception {
        train("bank.model");
        heard("my card was declined");
        assertEquals("bank", compared("bank.model").model());
    }

    @Test
    void whileOneIsComparedAnotherWaitsAndItCanBeCancelled() throws Exception {
        train("bank.model");
        for (int i = 0; i < 5; i++) {
            heard("my card was declined");
        }
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        all.remove(LIVE);
        all.add(
                (signal, profile) -> {
                    asked.countDown();
                    cancelled.await();
                    return List.of();
                },
                "topics",
                "1");
        String id = all.compare("bank", 100);
        asked.await();
        assertFalse(all.report(id).isOver());
        AntiphonException refused = assertThrows(AntiphonException.class, () -> all.compare("bank", 100));
        assertEquals(AntiphonException.Code.BUSY, refused.code());
        all.cancel(id);
        cancelled.countDown();
        Report report = ended(id);
        assertEquals("cancelled", report.state());
        assertEquals(1, report.signals());
    }

    private void assertRefused(String model, String... because) {
        AntiphonException refused = assertThrows(AntiphonException.class, () -> all.compare(model, 10));
        for (String part : because) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::getMessage);
        }
    }

    @Test
    void whatCannotBeTriedIsRefusedWithWhatIsWrongWhereAndWhatToDo() throws Exception {
        Path model = train("bank.model");
        String here = folder.toString();
        assertRefused("tickets", here, "tickets.model", "[bank]", "train topics");
        for (String outside : List.of("../bank", "/etc/passwd", "a/b", "a\\b", "..", ".bank", " ", "")) {
            assertRefused(outside, "no name of a model", here);
        }
        assertRefused("nul\0", here, "cannot be read");
        Files.writeString(folder.resolve("text.model"), "text,label\n");
        assertRefused("text", here, "no model of Antiphon's", "train");
        Files.write(folder.resolve("half.model"), java.util.Arrays.copyOf(Files.readAllBytes(model), 1_000));
        assertRefused("half", here, "damaged");
        try (var large =
                new java.io.RandomAccessFile(folder.resolve("large.model").toFile(), "rw")) {
            large.setLength(129L << 20);
        }
        assertRefused("large", here, "more than 128 MB");
        new ModelFile(Map.of("kind", "poetry"), Map.of()).write(folder.resolve("verse.model"));
        assertRefused("verse", "trained for poetry", "[topics]");
        Files.copy(model, folder.resolve("sentiment.model"));
        assertRefused("sentiment", "models/trial/sentiment.model", "another name");
        Files.move(model, home.resolve("elsewhere.model"));
        Files.createSymbolicLink(folder.resolve("linked.model"), home.resolve("elsewhere.model"));
        assertRefused("linked", "outside", "copy");
    }
}
