package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Tx;
import io.antiphon.tck.MemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {

    @TempDir
    Path home;

    private final AtomicInteger asked = new AtomicInteger();

    private Roads furnish(Roads roads) {
        return roads.knowing()
                .enricher("count", (signal, profile) -> List.of(Insight.of("n", "" + asked.incrementAndGet())))
                .policy("note", (entry, profile) -> List.of(Action.of("note", "")));
    }

    private static void hear(Roads roads, int from, int to) {
        List<Signal> signals = new ArrayList<>();
        for (int i = from; i < to; i++) {
            signals.add(Roads.signal("" + i, "p" + i % 7));
        }
        roads.running().intakes().accept("test", signals);
        Roads.until(() -> roads.decided().size() == to);
        roads.settle();
    }

    private static List<String> tables(Roads roads, String like) {
        return roads.running().state().read("names", tx -> {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = tx.prepare(
                            "SELECT name FROM sqlite_master WHERE name GLOB '" + like + "' ORDER BY name")
                    .executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        });
    }

    private static void serves(Roads roads, String fold, int version, int lines) {
        Roads.until(() -> {
            try {
                List<String> all = roads.diary(fold);
                return all.size() == lines && all.stream().allMatch(line -> line.contains(" v" + version + " "));
            } catch (AntiphonException notYet) {
                return false;
            }
        });
    }

    @Test
    void aNewFoldIsBuiltFromTheFirstEntry() {
        try (Roads roads = furnish(new Roads(home)).start()) {
            hear(roads, 0, 500);
            assertEquals(
                    AntiphonException.Code.UNAVAILABLE,
                    assertThrows(AntiphonException.class, () -> roads.diary("diary"))
                            .code());
            roads.registry.add(new Diary("diary", 1), "test");
            serves(roads, "diary", 1, 1500);
            hear(roads, 500, 600);
            serves(roads, "diary", 1, 1800);
        }
    }

    @Test
    void aNewVersionIsBuiltBesideTheOldOneWhichServesAndIsFedUntilTheyChangePlaces() {
        try (Roads roads = furnish(new Roads(home))) {
            roads.registry.add(new Diary("diary", 1), "test");
            roads.start();
            hear(roads, 0, 300);
            List<Integer> servedMeanwhile = new ArrayList<>();
            Fold next = new Diary("diary", 2) {
                @Override
                public void apply(List<Entry> entries, Tx tx) throws SQLException {
                    List<String> served = roads.diary("diary");
                    if (served.get(0).contains("v1")) {
                        servedMeanwhile.add(served.size());
                        if (servedMeanwhile.size() == 1) {
                            roads.hear("meanwhile", "p1");
                        }
                    }
                    super.apply(entries, tx);
                }
            };
            roads.registry.add(next, "test");
            serves(roads, "diary", 2, 903);
            assertTrue(servedMeanwhile.size() > 3, servedMeanwhile::toString);
            assertEquals(900, servedMeanwhile.get(0));
            assertTrue(servedMeanwhile.get(servedMeanwhile.size() - 1) > 900, "the old one is fed meanwhile");
            assertEquals(List.of("diary_v2_line"), tables(roads, "diary_v*_line"));
            assertEquals("active", roads.plugin("fold", "diary").state());
        }
    }

    @Test
    void aFoldWhoseBundleWasAwayCatchesUp() {
        try (Roads roads = furnish(new Roads(home))) {
            Fold diary = new Diary("diary", 1);
            roads.registry.add(diary, "test");
            roads.start();
            hear(roads, 0, 100);
            roads.registry.remove(diary);
            hear(roads, 100, 200);
            assertEquals(300, roads.diary("diary").size());
            roads.registry.add(new Diary("diary", 1), "test");
            serves(roads, "diary", 1, 600);
        }
    }

    @Test
    void theRoadWaitsWhileANewVersionLearnsWhoSpeaksAndTheIntakeGoesOn() {
        try (Roads roads = new Roads(home)) {
            Names one = new Names(1);
            roads.registry.add(one, "test");
            roads.policy("note", (entry, profile) -> List.of(Action.of("note", "" + profile.signals())));
            roads.start();
            hear(roads, 0, 500);
            roads.registry.remove(one);
            roads.hear("500", "p1");
            roads.registry.add(new Names(2), "test");
            Roads.until(() -> roads.decided().size() == 501);
            roads.settle();
            Roads.until(() -> tables(roads, "names_v1*").isEmpty());
            assertEquals("73", roads.decided().get(500).action().connection());
        }
    }

    @Test
    void aLostStateIsBuiltAgainWithoutDecidingAgainAndWhatWasRememberedStays() throws IOException {
        Roads roads = furnish(new Roads(home));
        roads.registry.add(new Diary("diary", 1), "test");
        roads.start();
        hear(roads, 0, 300);
        roads.running().intakes().remember("feed", "etag", "abc");
        List<String> diary = roads.diary("diary");
        roads.close();
        Files.delete(home.resolve("state.db"));
        int before = asked.get();
        MemoryJournal journal = roads.journal;
        long end = journal.end().offset();
        try (Roads again = furnish(roads.again())) {
            again.registry.add(new Diary("diary", 1), "test");
            again.start();
            again.settle();
            serves(again, "diary", 1, 900);
            assertEquals(diary, again.diary("diary"));
            assertEquals(end, journal.end().offset());
            assertEquals(before, asked.get());
            assertEquals("abc", again.running().intakes().recall("feed", "etag").orElseThrow());
        }
    }

    @Test
    void aPolicyInstalledAfterwardsIsNotAskedAboutThePastWhenTheStateIsRebuilt() throws IOException {
        Roads roads = new Roads(home).knowing().start();
        for (int i = 0; i < 50; i++) {
            roads.hear("" + i, "ada");
        }
        roads.settle();
        roads.close();
        Files.delete(home.resolve("state.db"));
        try (Roads again = furnish(roads.again()).start()) {
            again.settle();
            assertEquals(0, again.decided().size());
        }
    }

    @Test
    void aDamagedStateIsPutAsideAndBuiltAgain() throws IOException {
        Roads roads = furnish(new Roads(home)).start();
        hear(roads, 0, 300);
        roads.close();
        byte[] noise = new byte[100_000];
        java.util.Arrays.fill(noise, (byte) 7);
        Files.write(home.resolve("state.db"), noise);
        try (Roads again = furnish(roads.again()).start()) {
            hear(again, 300, 400);
            assertTrue(Files.exists(home.resolve("state.db.aside-1")));
            assertFalse(again.running().problems().toString().contains("road"));
        }
    }

    @Test
    void aStateOfALongerJournalIsPutAside() {
        Roads roads = furnish(new Roads(home)).start();
        hear(roads, 0, 300);
        roads.close();
        try (Roads again =
                furnish(new Roads(home, Roads.LIMITS, roads.clock, null)).start()) {
            hear(again, 0, 10);
            assertTrue(Files.exists(home.resolve("state.db.aside-1")));
        }
    }

    @Test
    void aStateOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
        Roads roads = furnish(new Roads(home)).start();
        hear(roads, 0, 10);
        roads.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_script VALUES (99, '099-future.sql', 'x')");
        }
        try (Roads again = furnish(roads.again()).start()) {
            Roads.until(() -> again.running().problems().toString().contains("099-future.sql"));
            assertFalse(Files.exists(home.resolve("state.db.aside-1")));
            assertEquals(
                    1,
                    again.running()
                            .intakes()
                            .accept("x", List.of(Roads.signal("new", "p")))
                            .size());
        }
    }

    @Test
    void eachOpeningHasItsOwnEpoch() {
        List<Long> epochs = new ArrayList<>();
        Roads roads = new Roads(home);
        for (int i = 0; i < 3; i++) {
            roads.knowing().start().hear("" + i, "ada");
            roads.settle();
            epochs.add(roads.running().state().read("names", Tx::epoch));
            roads.close();
            roads = roads.again();
        }
        assertEquals(List.of(1L, 2L, 3L), epochs);
    }
}
