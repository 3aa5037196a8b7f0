package io.antiphon.care.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an event repeats (RRULE): in every so manieth year, month, week or day, on the dates that pass all its conditions. The
 * start is always the first, as RFC 5545 has it, also if it does not pass them.
 *
 * @param count how often in all; 0 for without end
 * @param last the last date it may be; null for without end
 * @param positions which of a period's dates count, from 1, or from the end from -1; empty for all
 */
record Recurrence(
        ChronoUnit unit,
        int interval,
        int count,
        @Nullable LocalDate last,
        Set<Integer> months,
        Set<Integer> monthDays,
        Set<Integer> yearDays,
        List<Weekday> weekdays,
        Set<Integer> positions,
        DayOfWeek weekStart) {

    /** A day of the week, the manieth of its month or year; 0 for each. */
    record Weekday(int ordinal, DayOfWeek day) {}

    /** Its dates within bounds, both included, given its first. */
    List<LocalDate> dates(LocalDate start, LocalDate lower, LocalDate upper) {
        List<LocalDate> found = new ArrayList<>();
        int passed = 1;
        add(start, lower, upper, found);
        LocalDate period = firstPeriod(start, lower);
        while (!period.isAfter(upper)) {
            for (LocalDate date : within(period, start)) {
                if (!date.isAfter(start)) {
                    continue;
                }
                passed++;
                if ((count > 0 && passed > count) || (last != null && date.isAfter(last))) {
                    return found;
                }
                add(date, lower, upper, found);
            }
            if (last != null && period.isAfter(last)) {
                return found;
            }
            period = period.plus(interval, unit);
        }
        return found;
    }

    private static void add(LocalDate date, LocalDate lower, LocalDate upper, List<LocalDate> to) {
        if (!date.isBefore(lower) && !date.isAfter(upper)) {
            to.add(date);
        }
    }

    /** The period of the start, or a later one if nothing before it matters. */
    private LocalDate firstPeriod(LocalDate start, LocalDate lower) {
        LocalDate first = periodOf(start);
        if (count > 0 || !lower.isAfter(start)) {
            return first;
        }
        long periods = unit.between(first, periodOf(lower)) / interval;
        return first.plus(periods * interval, unit);
    }

    private LocalDate periodOf(LocalDate date) {
        return switch (unit) {
            case YEARS -> date.withDayOfYear(1);
            case MONTHS -> date.withDayOfMonth(1);
            case WEEKS -> date.with(TemporalAdjusters.previousOrSame(weekStart));
            default -> date;
        };
    }

    private List<LocalDate> within(LocalDate period, LocalDate start) {
        LocalDate end = period.plus(1, unit);
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate date = period; date.isBefore(end); date = date.plusDays(1)) {
            if (passes(date, start)) {
                dates.add(date);
            }
        }
        return positions.isEmpty() ? dates : chosen(dates);
    }

    private List<LocalDate> chosen(List<LocalDate> dates) {
        List<LocalDate> chosen = new ArrayList<>();
        for (int i = 0; i < dates.size(); i++) {
            if (positions.contains(i + 1) || positions.contains(i - dates.size())) {
                chosen.add(dates.get(i));
            }
        }
        return chosen;
    }

    private boolean passes(LocalDate date, LocalDate start) {
        return (months.isEmpty() || months.contains(date.getMonthValue()))
                && (monthDays.isEmpty() || counted(monthDays, date.getDayOfMonth(), date.lengthOfMonth()))
                && (yearDays.isEmpty() || counted(yearDays, date.getDayOfYear(), date.lengthOfYear()))
                && (weekdays.isEmpty() || isWeekday(date))
                && isAsTheStart(date, start);
    }

    /** What a rule does not say of the day, it takes from its start. */
    private boolean isAsTheStart(LocalDate date, LocalDate start) {
        if (!monthDays.isEmpty() || !yearDays.isEmpty() || !weekdays.isEmpty()) {
            return true;
        }
        return switch (unit) {
            case YEARS ->
                date.getDayOfMonth() == start.getDayOfMonth()
                        && (!months.isEmpty() || date.getMonthValue() == start.getMonthValue());
            case MONTHS -> date.getDayOfMonth() == start.getDayOfMonth();
            case WEEKS -> date.getDayOfWeek() == start.getDayOfWeek();
            default -> true;
        };
    }

    private static boolean counted(Set<Integer> wanted, int day, int length) {
        return wanted.contains(day) || wanted.contains(day - length - 1);
    }

    private boolean isWeekday(LocalDate date) {
        boolean ofYear = unit == ChronoUnit.YEARS && months.isEmpty();
        int day = ofYear ? date.getDayOfYear() : date.getDayOfMonth();
        int length = ofYear ? date.lengthOfYear() : date.lengthOfMonth();
        int fromStart = (day - 1) / 7 + 1;
        int fromEnd = -((length - day) / 7 + 1);
        for (Weekday weekday : weekdays) {
            int ordinal = weekday.ordinal();
            if (weekday.day() == date.getDayOfWeek() && (ordinal == 0 || ordinal == fromStart || ordinal == fromEnd)) {
                return true;
            }
        }
        return false;
    }
}
