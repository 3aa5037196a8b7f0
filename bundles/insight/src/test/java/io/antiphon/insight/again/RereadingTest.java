package io.antiphon.insight.again;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.MemoryReplay;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RereadingTest {

    private static final Insight ENGLISH = Insight.of("language", "en").by("language", "1");

    @TempDir
    Path home;

    private final MemoryJournal journal = new MemoryJournal(Clock.systemUTC());

    private void heard(String text, Insight... insights) {
        journal.append(
                List.of(Entry.Heard.of("web", Signal.of("review").text(text).build())));
        List<Entry.Heard> all = journal.all(Entry.Heard.class);
        Entry.Heard heard = all.get(all.size() - 1);
        if (insights.length > 0) {
            journal.append(List.of(Entry.Understood.of(heard, null, List.of(insights))));
        }
    }

    private Report read(boolean trial, String version, Enricher enricher) {
        Rereading run =
                new Rereading("a1", Question.again(new Plugged("tone", version, enricher), trial), journal, journal);
        run.run(new MemoryReplay(journal), 1_000);
        assertTrue(run.isOver());
        return run.report();
    }

    private Rereadings rereadings() {
        return new Rereadings(journal, journal, new MemoryReplay(journal), new TrialModels(home));
    }

    private static Insight tone(String value) {
        return Insight.of("tone", value).by("tone", "1");
    }

    /** Says good of what is long. */
    private static List<Insight> second(Signal signal) {
        String text = String.valueOf(signal.text());
        return text.isEmpty() ? List.of() : List.of(Insight.of("tone", text.length() > 3 ? "good" : "bad"));
    }

    private void threeSignals() {
        heard("yes", ENGLISH, tone("bad"));
        heard("long", ENGLISH, tone("bad"));
        heard("longer");
    }

    @Test
    void whatIsFoundOtherwiseTakesThePlaceOfWhatWasAndTheRestStays() {
        threeSignals();
        Report report = read(false, "2", (signal, profile) -> second(signal));
        assertEquals(
                List.of(3L, 1L, 1L, 0L, 1L, 2L),
                List.of(
                        report.signals(),
                        report.stay(),
                        report.appear(),
                        report.vanish(),
                        report.change(),
                        report.appended()));
        List<Entry.Understood> again = journal.all(Entry.Understood.class).stream()
                .filter(Entry.Understood::isAgain)
                .toList();
        Insight good = Insight.of("tone", "good").by("tone", "2");
        assertEquals(List.of(ENGLISH, good), again.get(0).insights());
        assertEquals(List.of(ENGLISH, tone("bad")), again.get(0).replaced());
        assertEquals(List.of(good), again.get(1).insights());
        assertEquals(List.of(), again.get(1).replaced());
    }

    @Test
    void itIsDoneOnce() {
        threeSignals();
        read(false, "2", (signal, profile) -> second(signal));
        int entries = journal.all().size();
        assertEquals(3L, read(false, "2", (signal, profile) -> second(signal)).stay());
        assertEquals(entries, journal.all().size());
    }

    @Test
    void goingBackAndForthIsRecordedEachTime() {
        heard("long", tone("bad"));
        read(false, "2", (signal, profile) -> List.of(Insight.of("tone", "good")));
        read(false, "1", (signal, profile) -> List.of(Insight.of("tone", "bad")));
        read(false, "2", (signal, profile) -> List.of(Insight.of("tone", "good")));
        List<String> values = new ArrayList<>();
        for (Entry.Understood one : journal.all(Entry.Understood.class)) {
            values.add(one.insights().get(0).value());
        }
        assertEquals(List.of("bad", "good", "bad", "good"), values);
    }

    @Test
    void aTrialAppendsNothingAndShowsBothSides() {
        threeSignals();
        int entries = journal.all().size();
        Report report = read(true, "2", (signal, profile) -> second(signal));
        assertEquals(entries, journal.all().size());
        assertEquals(1L, report.change());
        assertEquals(2, report.examples().size());
        assertTrue(report.examples().toString().contains("value=bad"), report.toString());
        assertTrue(report.examples().toString().contains("value=good"), report.toString());
    }

    @Test
    void beingMoreOrLessSureIsToldApartFromSayingSomethingElse() {
        heard("long", Insight.of("tone", "bad", 0.5).by("tone", "1"));
        heard("longer", Insight.of("tone", "bad", 0.5).by("tone", "1"));
        heard("longest", Insight.of("tone", "bad", 0.5).by("tone", "1"));
        Report report = read(true, "2", (signal, profile) -> switch (String.valueOf(signal.text())) {
            case "long" -> List.of(Insight.of("tone", "bad", 0.505));
            case "longer" -> List.of(Insight.of("tone", "bad", 0.6));
            default -> List.of(Insight.of("tone", "good", 0.5));
        });
        assertEquals(List.of(1L, 1L, 1L), List.of(report.stay(), report.move(), report.change()));
        assertEquals("longest", report.examples().get(0).text(), "what says something else is shown first");
        assertEquals(
                List.of(new Report.Label("tone", "bad", 2, 1, 0), new Report.Label("tone", "good", 0, 0, 1)),
                report.labels());
    }

    @Test
    void whatThrowsIsCountedAndLeavesWhatIsRecorded() {
        threeSignals();
        int entries = journal.all().size();
        Report report = read(false, "2", (signal, profile) -> {
            throw new IllegalStateException("no dictionary");
        });
        assertEquals(3L, report.errors());
        assertTrue(report.message().contains("no dictionary"));
        assertEquals(entries, journal.all().size());
    }

    @Test
    void anEnricherThatIsNotThereIsRefusedWithThoseThatAre() {
        Rereadings all = rereadings();
        all.add((signal, profile) -> List.of(), "tone", "1");
        AntiphonException refused = assertThrows(AntiphonException.class, () -> all.begin("mood", 10, true, "ada"));
        assertTrue(String.valueOf(refused.getMessage()).contains("tone"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> all.begin("tone", 0, true, "ada"));
        all.close();
    }

    @Test
    void whoAskedIsRecordedUnlessItWasATrial() throws InterruptedException {
        heard("long");
        Rereadings all = rereadings();
        all.add((signal, profile) -> List.of(), "tone", "1");
        finished(all, all.begin("tone", 10, true, "ada"));
        assertEquals(List.of(), journal.all(Entry.Commanded.class));
        finished(all, all.begin("tone", 10, false, "ada"));
        assertEquals("ada", journal.all(Entry.Commanded.class).get(0).who());
        all.close();
    }

    private static void finished(Rereadings all, String id) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!all.report(id).isOver()) {
            assertFalse(System.nanoTime() > end, () -> all.report(id).toString());
            Thread.sleep(5);
        }
    }
}
