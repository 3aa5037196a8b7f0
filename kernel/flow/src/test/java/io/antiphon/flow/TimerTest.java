package io.antiphon.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerTest {

    @TempDir
    Path home;

    @TempDir
    Path other;

    private static Roads furnish(Roads roads) {
        return roads.knowing().policy("remind", (entry, profile) -> {
            if (entry instanceof Entry.Understood understood) {
                return List.of(Action.wakeAt(
                        entry.at().plus(Duration.ofHours(1)),
                        Map.of("of", understood.heard().signal().externalId())));
            }
            return entry instanceof Entry.Performed performed
                    ? List.of(Action.of("remind", "")
                            .saying(profile.id() + " "
                                    + performed.action().attributes().get("of")))
                    : List.of();
        });
    }

    private static List<Entry.Performed> rung(Roads roads) {
        return roads.journal.all(Entry.Performed.class);
    }

    @Test
    void aTimerRingsAtItsTimeAndPoliciesAreAsked() {
        try (Roads roads = furnish(new Roads(home)).start()) {
            roads.hear("1", "ada");
            Roads.until(() -> roads.decided().size() == 1);
            roads.settle();
            roads.clock.advance(Duration.ofMinutes(59));
            roads.hear("2", "ada");
            Roads.until(() -> roads.decided().size() == 2);
            roads.settle();
            assertTrue(rung(roads).isEmpty());
            roads.clock.advance(Duration.ofMinutes(1));
            Roads.until(() -> roads.decided().size() == 3);
            roads.settle();
            assertEquals(1, rung(roads).size());
            Entry.Performed performed = rung(roads).get(0);
            assertEquals(new Outcome.Done(""), performed.outcome());
            assertEquals(roads.decided().get(0).position(), performed.cause());
            assertEquals("name:ada 1", roads.decided().get(2).action().text());
        }
    }

    @Test
    void aTimerRingsAfterARestartAndOnlyOnce() {
        Roads roads = furnish(new Roads(home)).start();
        for (int i = 0; i < 20; i++) {
            roads.hear("" + i, "ada");
        }
        settleOn(roads, 20);
        roads.close();
        roads.clock.advance(Duration.ofHours(2));
        for (int restart = 0; restart < 3; restart++) {
            try (Roads again = furnish(roads.again()).start()) {
                settleOn(again, 40);
                assertEquals(20, rung(again).size());
            }
        }
        try (Roads rebuilt = furnish(roads.elsewhere(other)).start()) {
            settleOn(rebuilt, 40);
            rebuilt.hear("last", "ada");
            settleOn(rebuilt, 41);
            assertEquals(20, rung(rebuilt).size());
        }
    }

    private static void settleOn(Roads roads, int decided) {
        Roads.until(() -> roads.decided().size() >= decided);
        roads.settle();
        assertEquals(decided, roads.decided().size());
    }
}
