package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryJournal;
import io.antiphon.tck.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A road on which people are heard under one or two names, are parted again, and are reminded of by timers. */
abstract class LivelyRoad {

    private static final int PEOPLE = 2_000;

    @TempDir
    Path home;

    private final SettableClock clock = SettableClock.at("2026-01-31T12:00:00Z");
    private final Random random = new Random(1);
    final Asked asked = new Asked();
    Roads roads;
    private int signals;

    @AfterEach
    void close() {
        if (roads != null) {
            roads.close();
        }
    }

    Roads road(MemoryJournal journal, Path folder, int batch) {
        Limits usual = Roads.LIMITS;
        Limits limits = new Limits(
                batch,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                usual.grace(),
                usual.callMemory(),
                usual.lag(),
                usual.callers(),
                usual.offered(),
                usual.heap(),
                usual.threads(),
                usual.readers(),
                usual.patience(),
                Duration.ZERO,
                Duration.ZERO);
        roads = new Roads(folder, limits, clock, journal);
        roads.registry.add(new Crowd(), "test");
        roads.enricher(
                "words",
                (signal, profile) -> signal.text().endsWith("7")
                        ? List.of()
                        : List.of(Insight.of("words", signal.text(), 0.5).details(Map.of("known", profile.signals()))));
        return roads.policy("asked", asked).start();
    }

    /** A while in which people are heard under one or two names, linked ones are parted, and timers ring. */
    void live(int entries) {
        for (long end = roads.journal.end().offset() + entries;
                roads.journal.end().offset() < end; ) {
            if (random.nextInt(4) == 0) {
                order();
            }
            List<Signal> some = new ArrayList<>();
            for (int i = random.nextInt(300); i >= 0; i--) {
                some.add(signal());
            }
            roads.running().intakes().accept("test", some);
            clock.advance(Duration.ofSeconds(random.nextInt(20)));
        }
        roads.settle();
        clock.advance(Duration.ofMinutes(2));
        Roads.until(() -> roads.journal.all(Entry.Performed.class).size()
                == roads.journal.all(Entry.Decided.class).size());
        roads.settle();
    }

    private void order() {
        roads.journal.append(List.of(
                Entry.Commanded.of("ada", "unlink", name().toString(), Map.of()),
                Entry.Commanded.of("ada", "assign", name().toString(), Map.of("to", "grace")),
                Entry.Commanded.of("ada", "pause", "mail", Map.of())));
    }

    private Identity name() {
        return new Identity("name", "p" + random.nextInt(PEOPLE));
    }

    Signal signal() {
        List<Identity> who =
                switch (random.nextInt(20)) {
                    case 0 -> List.of();
                    case 1 -> List.of(name(), name());
                    default -> List.of(name());
                };
        return Signal.of("message").text("" + signals++).identities(who).build();
    }

    Replay replay() {
        return roads.running().replay();
    }

    List<Path> files() throws IOException {
        try (var all = Files.list(home)) {
            return all.filter(file -> file.getFileName().toString().startsWith("replay"))
                    .toList();
        }
    }
}
