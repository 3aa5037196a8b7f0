package io.antiphon.flow;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Lets timers ring when their time has come: appends their outcome, once. Owned by the lane. */
final class Alarm {

    private static final int MOST_AT_ONCE = 500;

    private final Site site;
    private final Appending appending;
    private final long recoveredEnd;
    private final Timers timers = new Timers();
    private final Set<Long> rung = new HashSet<>();
    private OptionalLong next = OptionalLong.empty();
    private boolean stale = true;

    /**
     * An alarm that is silent until the road has come to an offset, so that it knows what has rung before.
     */
    Alarm(Site site, Appending appending, long recoveredEnd) {
        this.site = site;
        this.appending = appending;
        this.recoveredEnd = recoveredEnd;
    }

    /** The road passed entries. */
    void saw(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Decided decided && Timers.isTimer(decided.action())) {
                stale = true;
            } else if (entry instanceof Entry.Performed performed && Timers.isTimer(performed.action())) {
                rung.remove(performed.cause().offset());
                stale = true;
            }
        }
    }

    /** Rings what is due; whether anything was. */
    boolean ring(Seats seats, long position) throws SQLException, InterruptedException {
        if (position < recoveredEnd) {
            return false;
        }
        Seat seat = seats.timers(position);
        if (seat == null) {
            stale = true;
            return false;
        }
        seat.tx.lend();
        try {
            if (stale) {
                next = timers.next(seat.tx);
                stale = false;
            }
            if (next.isEmpty() || next.getAsLong() > site.clock().millis()) {
                return false;
            }
            return append(timers.due(seat.tx, site.clock().instant(), MOST_AT_ONCE + rung.size()));
        } finally {
            seat.tx.takeBack();
        }
    }

    private boolean append(List<Long> due) throws InterruptedException {
        List<Entry> outcomes = new ArrayList<>();
        for (long offset : due) {
            if (rung.add(offset)
                    && site.journal().get(Position.of(offset)).orElse(null) instanceof Entry.Decided decided) {
                outcomes.add(Entry.Performed.of(decided, new Outcome.Done(""), 0));
            }
        }
        appending.append(outcomes);
        site.meters().rung.add(outcomes.size());
        return !outcomes.isEmpty();
    }
}
