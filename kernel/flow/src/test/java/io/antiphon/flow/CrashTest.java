package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Position;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The road is crashed at random steps, under random work, with an enricher that never says the same twice. */
class CrashTest {

    @TempDir
    Path home;

    @TempDir
    Path other;

    private final AtomicInteger said = new AtomicInteger();

    /** As if the process had died: the lane comes to its end between two instructions. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Fate implements Site.Steps {

        private final Random random;
        private volatile boolean cruel = true;

        Fate(long seed) {
            random = new Random(seed);
        }

        @Override
        public synchronized void done(String step) {
            if (cruel && random.nextInt(6) == 0) {
                throw new Died();
            }
        }

        Recorder over(MemoryJournal journal) {
            return entries -> {
                if (!entries.isEmpty() && entries.stream().noneMatch(Entry.Heard.class::isInstance)) {
                    done("before appending");
                    var receipts = journal.append(entries);
                    done("after appending");
                    return receipts;
                }
                return journal.append(entries);
            };
        }
    }

    private Roads furnish(Roads roads) {
        roads.registry.add(new Diary("diary", 1), "test");
        return roads.knowing()
                .enricher(
                        "fickle",
                        (signal, profile) -> signal.externalId().endsWith("3")
                                ? List.of()
                                : List.of(Insight.of("word", "" + said.incrementAndGet())))
                .policy(
                        "echo",
                        (entry, profile) -> entry instanceof Entry.Understood understood
                                        && !understood.insights().isEmpty()
                                ? says(word(understood))
                                : List.of())
                .policy(
                        "obey",
                        (entry, profile) ->
                                entry instanceof Entry.Commanded ? List.of(Action.of("do", "")) : List.of());
    }

    /** How often depends on the word, so that what is derived anew would have other ids too. */
    private static List<Action> says(String word) {
        return java.util.Collections.nCopies(
                1 + Integer.parseInt(word) % 3, Action.of("say", "").saying(word));
    }

    private static String word(Entry.Understood understood) {
        return understood.insights().get(0).value();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverCrashesNothingIsLostOrDoubled(long seed) {
        Random random = new Random(seed);
        Fate fate = new Fate(seed);
        Roads roads = furnish(new Roads(home));
        roads.recordingBy(fate.over(roads.journal)).start(fate);
        int heard = 0;
        for (int round = 0; round < 12; round++) {
            heard = work(roads, random, heard);
            if (random.nextInt(3) == 0) {
                roads.close();
                roads = furnish(roads.again()).recordingBy(fate.over(roads.journal));
                roads.start(fate);
            } else if (random.nextBoolean()) {
                roads.settle();
            }
        }
        fate.cruel = false;
        roads.settle();
        check(roads, heard);
        List<String> diary = roads.diary("diary");
        List<Entry> journal = roads.journal.all();
        roads.close();

        try (Roads rebuilt = furnish(roads.elsewhere(other)).start()) {
            rebuilt.settle();
            assertEquals(journal, rebuilt.journal.all(), "rebuilding decides nothing again");
            assertEquals(diary, rebuilt.diary("diary"), "rebuilding gives the same rows");
            check(rebuilt, heard);
        }
    }

    private static int work(Roads roads, Random random, int heard) {
        List<Signal> signals = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            signals.add(Roads.signal("s" + heard++, "p" + random.nextInt(5)));
        }
        roads.running().intakes().accept("test", signals);
        if (random.nextBoolean()) {
            roads.journal.append(List.of(Entry.Commanded.of("eve", "go", "name:p1", Map.of())));
        }
        return heard;
    }

    private static void check(Roads roads, int heard) {
        List<Entry> all = roads.journal.all();
        Map<Position, List<String>> derived = new TreeMap<>();
        Map<String, Long> people = new TreeMap<>();
        List<String> expectedDiary = new ArrayList<>();
        for (Entry entry : all) {
            expectedDiary.add(
                    entry.position().offset() + " v1 " + entry.getClass().getSimpleName() + " " + entry.id());
            Position cause = entry.cause();
            if (cause != null) {
                derived.computeIfAbsent(cause, c -> new ArrayList<>()).add(shown(entry));
            }
            if (entry instanceof Entry.Heard said) {
                people.merge(said.signal().identities().get(0).toString(), 1L, Long::sum);
            }
        }
        assertEquals(heard, roads.journal.all(Entry.Heard.class).size());
        for (Entry entry : all) {
            if (entry.cause() == null) {
                assertEquals(expected(entry, derived), derived.getOrDefault(entry.position(), List.of()));
            }
        }
        assertEquals(expectedDiary, roads.diary("diary"));
        people.forEach(
                (who, count) -> assertEquals(count, roads.running().state().read("names", tx -> Names.profile(who, tx)
                        .orElseThrow()
                        .signals())));
    }

    /** What the enricher said decides what follows; that it is said but once is what matters. */
    private static List<String> expected(Entry entry, Map<Position, List<String>> derived) {
        if (entry instanceof Entry.Commanded) {
            return List.of("do null");
        }
        if (((Entry.Heard) entry).signal().externalId().endsWith("3")) {
            return List.of();
        }
        String word = derived.get(entry.position()).get(0).replace("understood ", "");
        List<String> expected = new ArrayList<>(List.of("understood " + word));
        says(word).forEach(action -> expected.add("say " + action.text()));
        return expected;
    }

    private static String shown(Entry entry) {
        return entry instanceof Entry.Understood understood
                ? "understood " + word(understood)
                : ((Entry.Decided) entry).action().type() + " "
                        + ((Entry.Decided) entry).action().text();
    }
}
