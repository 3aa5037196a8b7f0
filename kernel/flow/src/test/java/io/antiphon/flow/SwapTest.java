package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {

    @TempDir
    Path home;

    private static Limits patient(Duration expected, Duration swap) {
        Limits usual = Roads.LIMITS;
        return new Limits(
                usual.batch(),
                usual.callTime(),
                usual.foldTime(),
                usual.grace(),
                usual.callMemory(),
                usual.lag(),
                usual.callers(),
                usual.offered(),
                usual.heap(),
                usual.threads(),
                usual.readers(),
                usual.patience(),
                expected,
                swap);
    }

    private static Enricher speaking(String word) {
        return (signal, profile) -> {
            Thread.sleep(0, 100_000);
            return List.of(Insight.of("word", word));
        };
    }

    private Roads roads(Duration expected, Duration swap) {
        return new Roads(home, patient(expected, swap), io.antiphon.tck.SettableClock.at("2026-01-31T12:00:00Z"), null)
                .knowing();
    }

    @Test
    void everySignalIsUnderstoodByTheOldOrTheNewWhileAnEnricherIsReplaced() {
        try (Roads roads = roads(Duration.ZERO, Duration.ofMinutes(5))) {
            Enricher old = speaking("old");
            roads.registry.add(old, "speak", "1", "test");
            roads.start();
            List<Signal> signals = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                signals.add(Roads.signal("" + i, "p" + i % 7));
            }
            roads.running().intakes().accept("test", signals);
            Roads.until(() -> roads.understood().size() > 200);
            roads.registry.remove(old);
            Roads.until(() -> roads.running().problems().toString().contains("enricher speak"));
            roads.registry.add(speaking("new"), "speak", "2", "test");
            Roads.until(() -> roads.understood().size() == 2000);
            List<String> words = roads.understood().stream()
                    .map(entry -> entry.insights().get(0).value()
                            + entry.insights().get(0).version())
                    .distinct()
                    .toList();
            assertEquals(List.of("old1", "new2"), words);
        }
    }

    @Test
    void whatWasThereBeforeARestartIsWaitedFor() {
        Roads roads = roads(Duration.ofMinutes(5), Duration.ZERO);
        roads.enricher("speak", speaking("old")).start();
        roads.hear("1", "ada");
        Roads.until(() -> roads.understood().size() == 1);
        roads.close();
        try (Roads again = roads.again().knowing().start()) {
            again.hear("2", "ada");
            Roads.until(() -> again.running().problems().toString().contains("enricher speak"));
            again.enricher("speak", speaking("new"));
            Roads.until(() -> again.understood().size() == 2);
        }
    }

    @Test
    void whileBundlesAreBeingStartedNobodysPatienceEnds() {
        Roads roads = roads(Duration.ZERO, Duration.ZERO);
        roads.enricher("speak", speaking("old")).start();
        roads.hear("1", "ada");
        Roads.until(() -> roads.understood().size() == 1);
        roads.close();
        try (Roads again = roads.again(false).knowing().start()) {
            again.hear("2", "ada");
            Roads.until(() -> again.running().problems().toString().contains("enricher speak"));
            again.registry.begun();
            again.settle();
            assertEquals(1, again.understood().size());
        }
    }

    @Test
    void whatDoesNotComeIsForgotten() {
        try (Roads roads = roads(Duration.ZERO, Duration.ofMillis(50))) {
            Enricher enricher = speaking("old");
            roads.enricher("speak", enricher).start();
            roads.hear("1", "ada");
            Roads.until(() -> roads.understood().size() == 1);
            roads.registry.remove(enricher);
            roads.hear("2", "ada");
            roads.settle();
            assertEquals(1, roads.understood().size());
        }
    }
}
