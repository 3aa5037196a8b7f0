package io.antiphon.flow;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.tck.FoldKit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class TimersTest extends FoldKit {

    @Override
    protected Fold fold() {
        return new Timers();
    }

    @Override
    protected List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        for (int i = 1; i <= 20; i++) {
            Action action = i % 4 == 0
                    ? Action.of("note", "")
                    : Action.wakeAt(i == 7 ? Instant.MAX : now.plusSeconds(i), Map.of());
            Entry.Decided decided = Entry.Decided.of(Position.of(100 + i), null, "p", "1", 0, action);
            entries.add(decided.at(Position.of(entries.size() + 1), decided.id(), now));
            if (i % 3 == 0) {
                Entry.Decided set = (Entry.Decided) entries.get(entries.size() - 1);
                Entry.Performed rung = Entry.Performed.of(set, new Outcome.Done(""), 0);
                entries.add(rung.at(Position.of(entries.size() + 1), rung.id(), now));
            }
        }
        return entries;
    }
}
