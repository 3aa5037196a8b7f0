package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Insight;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A road with one enricher that does well, beside which others misbehave. */
abstract class IsolatedRoad {

    @TempDir
    Path home;

    final AtomicBoolean over = new AtomicBoolean();
    Roads roads;

    @BeforeEach
    void build() {
        roads = new Roads(home).knowing().enricher("good", (signal, profile) -> List.of(Insight.of("good", "yes")));
    }

    @AfterEach
    void end() {
        over.set(true);
        roads.close();
    }

    void hear(int from, int to) {
        List<Signal> signals = new ArrayList<>();
        for (int i = from; i < to; i++) {
            signals.add(Roads.signal("" + i, "p" + i % 7));
        }
        roads.running().intakes().accept("test", signals);
        roads.settle();
    }

    void othersKeptFlowing(int signals) {
        Roads.until(() -> roads.understood().size() == signals);
        roads.settle();
        assertTrue(
                roads.understood().stream().allMatch(entry -> entry.insights().size() == 1));
        assertEquals("active", roads.plugin("enricher", "good").state());
        assertTrue(roads.running().problems().stream().anyMatch(p -> p.what().contains("quarantined")));
    }
}
