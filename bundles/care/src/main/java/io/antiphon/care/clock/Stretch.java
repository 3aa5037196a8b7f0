package io.antiphon.care.clock;

import io.antiphon.care.calendar.Occurrence;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A time during which the wall clock is not put forward or back and which is a holiday as a whole or not at all. All in
 * milliseconds.
 *
 * @param offset what the wall clock is ahead of UTC
 */
record Stretch(long from, long until, long offset, boolean holiday) {

    /** Its open time between two instants, which may lie outside. */
    long open(OpeningHours hours, long start, long end) {
        long first = Math.max(from, start);
        long last = Math.min(until, end);
        return holiday || last <= first ? 0 : hours.before(last + offset) - hours.before(first + offset);
    }

    /** The stretches that a time consists of. */
    static List<Stretch> of(Instant start, Instant end, ZoneRules rules, List<Occurrence> holidays) {
        List<Stretch> stretches = new ArrayList<>();
        Instant from = start;
        while (from.isBefore(end)) {
            ZoneOffsetTransition change = rules.nextTransition(from);
            Instant until = change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
            long offset = rules.getOffset(from).getTotalSeconds() * 1_000L;
            split(from.toEpochMilli(), until.toEpochMilli(), offset, holidays, stretches);
            from = until;
        }
        return stretches;
    }

    /** Divides a time of one offset by the holidays, which are in the order of their starts and may overlap. */
    private static void split(long from, long until, long offset, List<Occurrence> holidays, List<Stretch> to) {
        long done = from;
        for (Occurrence holiday : holidays) {
            long begins = Math.min(Math.max(holiday.start().toEpochMilli(), done), until);
            long ends = Math.min(holiday.end().toEpochMilli(), until);
            if (ends > begins) {
                add(new Stretch(done, begins, offset, false), to);
                add(new Stretch(begins, ends, offset, true), to);
                done = ends;
            }
        }
        add(new Stretch(done, until, offset, false), to);
    }

    private static void add(Stretch stretch, List<Stretch> to) {
        if (stretch.from < stretch.until) {
            to.add(stretch);
        }
    }
}
