package io.antiphon.outbox;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.tck.FoldKit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PendingTest extends FoldKit {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Override
    protected Fold fold() {
        return new Pending();
    }

    @Override
    protected List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Action action = i % 5 == 0
                    ? Action.wakeAt(NOW, Map.of())
                    : Action.of("reply", i % 7 == 0 ? "" : "mail" + i % 2).to(new Identity("name", "n" + i % 3));
            Entry.Decided decided = append(entries, Entry.Decided.of(Position.of(900 + i), null, "p", "1", 0, action));
            if (i % 3 == 0) {
                Outcome outcome =
                        switch (i % 4) {
                            case 0 -> new Outcome.Done("");
                            case 1 -> new Outcome.Refused("no");
                            case 2 -> new Outcome.Unsure("who knows");
                            default -> new Outcome.Later(Duration.ZERO);
                        };
                append(entries, Entry.Performed.of(decided, outcome, 0));
                append(
                        entries,
                        Entry.Commanded.of("ada", "resolve", "action " + decided.id(), Map.of("happened", i % 2 == 0)));
            }
        }
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Entry> E append(List<Entry> entries, E entry) {
        Entry placed = entry.at(
                Position.of(entries.size() + 1L),
                entry.id().isEmpty() ? "0-" + (entries.size() + 1) : entry.id(),
                NOW.plusSeconds(entries.size()));
        entries.add(placed);
        return (E) placed;
    }
}
