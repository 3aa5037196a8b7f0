package io.antiphon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Position;
import io.antiphon.spi.Receipt;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, also through reopening, against a naive model: a list. */
class HistoryTest {

    private static final int STEPS = 120;

    @TempDir
    private Path parent;

    private final SettableClock clock = SettableClock.at(Given.NOW);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void any_history_is_what_a_list_would_hold(long seed) throws Exception {
        Random random = new Random(seed);
        Path directory = Files.createDirectory(parent.resolve("seed-" + seed));
        JournalSettings settings = JournalSettings.defaults()
                .segments(1_000 + random.nextInt(20_000), random.nextBoolean())
                .recent(1 + random.nextInt(50))
                .repeats(1 + random.nextInt(40));
        MemoryJournal model = new MemoryJournal(clock);
        SqliteJournal journal = SqliteJournal.open(directory, settings, clock, Disk.REAL);
        try {
            for (int step = 0; step < STEPS; step++) {
                clock.advance(Duration.ofHours(random.nextInt(12)));
                List<Entry> entries = entries(model, random);
                List<Receipt> expected = model.append(entries);
                assertEquals(expected, journal.append(entries), "seed " + seed + ", step " + step);
                if (random.nextInt(10) == 0) {
                    journal.close();
                    damageRepeats(directory, random);
                    journal = SqliteJournal.open(directory, settings, clock, Disk.REAL);
                }
                compare(model, journal, random);
            }
            assertEquals(model.all(), Given.all(journal));
            assertEquals(List.of(), journal.check());
            assertEquals(List.of(), journal.problems());
        } finally {
            journal.close();
        }
    }

    /** What only speeds things up may be lost at any time. */
    private static void damageRepeats(Path directory, Random random) throws Exception {
        try (var files = Files.newDirectoryStream(directory, "repeats-*")) {
            for (Path file : files) {
                switch (random.nextInt(4)) {
                    case 0 -> Files.delete(file);
                    case 1 -> {
                        byte[] bytes = Files.readAllBytes(file);
                        bytes[random.nextInt(bytes.length)] ^= 4;
                        Files.write(file, bytes);
                    }
                    default -> {}
                }
            }
        }
    }

    private static List<Entry> entries(MemoryJournal model, Random random) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> sofar = model.all();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            Entry cause = sofar.isEmpty() ? null : sofar.get(sofar.size() - 1 - skewed(random, sofar.size()));
            if (kind < 5 || cause == null) {
                entries.add(Given.heard("c" + random.nextInt(3), "m" + random.nextInt(600)));
            } else if (kind < 6) {
                entries.add(Entry.Commanded.of("ada", "note", "s" + i, java.util.Map.of()));
            } else if (cause instanceof Entry.Heard heard && kind < 8) {
                entries.add(Given.understood(heard));
            } else if (cause instanceof Entry.Decided decided) {
                entries.add(Entry.Performed.of(decided, new io.antiphon.spi.Outcome.Done("x"), random.nextInt(2)));
            } else {
                entries.add(Given.decided(cause, random.nextInt(2)));
            }
        }
        return entries;
    }

    /** Mostly the latest, sometimes any. */
    private static int skewed(Random random, int size) {
        return random.nextInt(4) == 0 ? random.nextInt(size) : random.nextInt(Math.min(size, 10));
    }

    private static void compare(MemoryJournal model, SqliteJournal journal, Random random) {
        assertEquals(model.end(), journal.end());
        Position somewhere = Position.of(random.nextInt((int) model.end().offset() + 2));
        int limit = 1 + random.nextInt(60);
        assertEquals(model.read(somewhere, limit), journal.read(somewhere, limit));
        assertEquals(model.get(somewhere), journal.get(somewhere));
        assertEquals(model.causedBy(somewhere), journal.causedBy(somewhere));
        HeardQuery query = new HeardQuery(
                random.nextBoolean() ? somewhere : null,
                random.nextBoolean() ? Position.of(somewhere.offset() + random.nextInt(200)) : null,
                random.nextBoolean() ? "c" + random.nextInt(4) : null,
                random.nextBoolean(),
                1 + random.nextInt(30));
        assertEquals(model.heard(query), journal.heard(query), query.toString());
    }
}
