package io.antiphon.outbound.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an event recurs: the part of RFC 5545 that calendars of stops need. Anything else is refused by who reads it, never ignored.
 *
 * @param step days, weeks, months or years
 * @param interval every so many of them
 * @param count how often at most; 0 for no end
 * @param until the last start there may be; null for no end
 * @param days on which days of a week, if the step is weeks; empty for that of the first
 */
public record Recurrence(
        ChronoUnit step, int interval, int count, @Nullable Instant until, Set<DayOfWeek> days) {

    private static final int AHEAD = 64;

    /** Copies. */
    public Recurrence {
        days = Set.copyOf(days);
    }

    /** Starts around a time: those some periods before it and up to {@value #AHEAD} periods after it. */
    List<ZonedDateTime> starts(ZonedDateTime first, ZonedDateTime around, int mostSteps) {
        long passed = Math.max(0, step.between(first, around) / interval - 1);
        long from = count > 0 ? 0 : passed;
        List<ZonedDateTime> starts = new ArrayList<>();
        int counted = 0;
        for (long i = from; i <= passed + AHEAD && i - from < mostSteps; i++) {
            for (ZonedDateTime start : within(first, i * interval)) {
                boolean over = count > 0 && counted >= count || until != null && start.toInstant().isAfter(until);
                if (over) {
                    return starts;
                }
                counted++;
                starts.add(start);
            }
        }
        return starts;
    }

    private List<ZonedDateTime> within(ZonedDateTime first, long steps) {
        ZonedDateTime base = first.plus(steps, step);
        if (step == ChronoUnit.MONTHS && base.getDayOfMonth() != first.getDayOfMonth()
                || step == ChronoUnit.YEARS && base.getDayOfMonth() != first.getDayOfMonth()) {
            return List.of();
        }
        if (step != ChronoUnit.WEEKS || days.isEmpty()) {
            return List.of(base);
        }
        ZonedDateTime monday = base.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<ZonedDateTime> week = new ArrayList<>();
        for (DayOfWeek day : new TreeSet<>(days)) {
            ZonedDateTime start = monday.plusDays(day.getValue() - 1L);
            if (!start.isBefore(first)) {
                week.add(start);
            }
        }
        return week;
    }
}
