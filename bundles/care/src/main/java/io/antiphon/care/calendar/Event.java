package io.antiphon.care.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a calendar.
 *
 * @param rule how it repeats; null if it does not
 * @param added further starts
 * @param removed starts that do not take place; a date removes whatever starts on it
 */
record Event(
        String uid,
        String summary,
        Moment start,
        Length length,
        @Nullable Recurrence rule,
        List<Moment> added,
        List<Moment> removed) {

    /** The same without some of its occurrences. */
    Event without(List<Moment> more) {
        List<Moment> all = new ArrayList<>(removed);
        all.addAll(more);
        return new Event(uid, summary, start, length, rule, added, all);
    }

    /** Gives what takes place at least partly from one instant until before another. */
    void collect(Instant from, Instant until, ZoneId floating, List<Occurrence> to) {
        ZoneId zone = start.zone() == null ? floating : start.zone();
        LocalDate lower = LocalDate.ofInstant(from, zone).minusDays(length.atMostDays());
        LocalDate upper = LocalDate.ofInstant(until, zone).plusDays(1);
        if (rule == null) {
            offer(start.local(), from, until, floating, to);
        } else {
            for (LocalDate date : rule.dates(start.local().toLocalDate(), lower, upper)) {
                offer(date.atTime(start.local().toLocalTime()), from, until, floating, to);
            }
        }
        for (Moment moment : added) {
            LocalDateTime local =
                    moment.zone() == null ? moment.local() : LocalDateTime.ofInstant(moment.at(floating), zone);
            offer(start.allDay() ? local.toLocalDate().atStartOfDay() : local, from, until, floating, to);
        }
    }

    private void offer(LocalDateTime local, Instant from, Instant until, ZoneId floating, List<Occurrence> to) {
        Instant begins = start.at(local, floating);
        Instant ends = start.at(length.afterDays(local), floating).plus(length.time());
        if (begins.isBefore(until)
                && ends.isAfter(from)
                && ends.isAfter(begins)
                && !isRemoved(local, begins, floating)) {
            to.add(new Occurrence(begins, ends, summary, uid));
        }
    }

    private boolean isRemoved(LocalDateTime local, Instant begins, ZoneId floating) {
        for (Moment moment : removed) {
            if (moment.allDay()
                    ? moment.local().toLocalDate().equals(local.toLocalDate())
                    : moment.at(floating).equals(begins)) {
                return true;
            }
        }
        return false;
    }
}
