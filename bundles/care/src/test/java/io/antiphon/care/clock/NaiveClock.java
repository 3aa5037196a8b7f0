package io.antiphon.care.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;

/** Counts open minutes one by one, by looking at the wall clock. It knows nothing of weeks, years or offsets. */
final class NaiveClock {

    /** A time, in minutes since 1970, that is a holiday. */
    record Closed(long from, long until) {}

    private final ZoneRules rules;
    private final boolean[] week;
    private final List<Closed> holidays;

    NaiveClock(ZoneId zone, boolean[] week, List<Closed> holidays) {
        this.rules = zone.getRules();
        this.week = week;
        this.holidays = holidays;
    }

    boolean open(long minute) {
        Instant instant = Instant.ofEpochSecond(minute * 60);
        LocalDateTime wall = LocalDateTime.ofEpochSecond(minute * 60, 0, rules.getOffset(instant));
        if (!week[(wall.getDayOfWeek().getValue() - 1) * 1440 + wall.getHour() * 60 + wall.getMinute()]) {
            return false;
        }
        for (Closed holiday : holidays) {
            if (minute >= holiday.from() && minute < holiday.until()) {
                return false;
            }
        }
        return true;
    }

    Duration between(Instant from, Instant to) {
        long count = 0;
        for (long minute = from.getEpochSecond() / 60; minute < to.getEpochSecond() / 60; minute++) {
            count += open(minute) ? 1 : 0;
        }
        return Duration.ofMinutes(count);
    }

    /** The first instant by which some open minutes have gone by; null if that is after an end. */
    Instant plus(Instant from, Duration time, Instant end) {
        long left = time.toMinutes();
        long minute = from.getEpochSecond() / 60;
        while (left > 0) {
            if (minute * 60 > end.getEpochSecond()) {
                return null;
            }
            left -= open(minute) ? 1 : 0;
            minute++;
        }
        return Instant.ofEpochSecond(minute * 60);
    }

    /** The first open minute at or after an instant; null if that is after an end. */
    Instant nextOpening(Instant from, Instant end) {
        for (long minute = from.getEpochSecond() / 60; minute * 60 <= end.getEpochSecond(); minute++) {
            if (open(minute)) {
                return Instant.ofEpochSecond(minute * 60);
            }
        }
        return null;
    }
}
