package io.antiphon.care.clock;

import io.antiphon.care.calendar.ICalendar;
import io.antiphon.care.calendar.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * When somebody is there: opening hours by the wall clock of a zone, without holidays. Immutable, thread-safe, exact to the
 * millisecond.
 *
 * <p>An instant is open if the zone's wall clock shows an open time and no holiday covers it. So an hour that the wall clock skips
 * is not there, and an hour that it shows twice counts twice. Years are laid out when they are first asked for; within one, open
 * time is a sum over its few changes of the clock and holidays. The world is closed before 1900 and after 2300.
 */
public final class BusinessCalendar {

    /** When something is due that never comes to be: a calendar whose holidays leave nothing open. */
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2300;
    private static final int YEARS_AHEAD = 50;

    private final ZoneId zone;
    private final OpeningHours hours;
    private final ICalendar holidays;
    private final ConcurrentMap<Integer, Year> years = new ConcurrentHashMap<>();

    private BusinessCalendar(ZoneId zone, OpeningHours hours, ICalendar holidays) {
        this.zone = zone;
        this.hours = hours;
        this.holidays = holidays;
    }

    /** A calendar of its parts. */
    public static BusinessCalendar of(ZoneId zone, OpeningHours hours, ICalendar holidays) {
        return new BusinessCalendar(zone, hours, holidays);
    }

    /** Day and night, every day. */
    public static BusinessCalendar always() {
        return of(ZoneOffset.UTC, OpeningHours.always(), ICalendar.EMPTY);
    }

    /** The zone of its wall clock. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether an instant is open. */
    public boolean open(Instant when) {
        long at = when.toEpochMilli();
        for (Stretch stretch : year(yearOf(when)).stretches()) {
            if (at >= stretch.from() && at < stretch.until()) {
                return !stretch.holiday() && hours.isOpen(at + stretch.offset());
            }
        }
        return false;
    }

    /** The first open instant at or after another; {@link #NEVER} if there is none in fifty years. */
    public Instant nextOpening(Instant from) {
        long at = from.toEpochMilli();
        int first = yearOf(from);
        for (int number = first; number <= first + YEARS_AHEAD; number++) {
            for (Stretch stretch : year(number).stretches()) {
                if (!stretch.holiday() && stretch.until() > at) {
                    long next = hours.nextOpen(Math.max(at, stretch.from()) + stretch.offset()) - stretch.offset();
                    if (next < stretch.until()) {
                        return Instant.ofEpochMilli(next);
                    }
                }
            }
        }
        return NEVER;
    }

    /** Open time from one instant to another; negative if the other is earlier. */
    public Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ofMillis(-millis(to, from)) : Duration.ofMillis(millis(from, to));
    }

    private long millis(Instant from, Instant to) {
        long sum = 0;
        int last = Math.min(yearOf(to), LAST_YEAR);
        for (int number = Math.max(yearOf(from), FIRST_YEAR); number <= last; number++) {
            sum += year(number).open(hours, from.toEpochMilli(), to.toEpochMilli());
        }
        return sum;
    }

    /**
     * The first instant at which some open time has gone by; the closing time if it is used up then. {@link #NEVER} if it has not
     * gone by in fifty years.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public Instant plus(Instant from, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("open time cannot be counted backwards: " + time);
        }
        long left = time.toMillis();
        if (left == 0) {
            return from;
        }
        long at = from.toEpochMilli();
        int first = yearOf(from);
        for (int number = first; number <= first + YEARS_AHEAD; number++) {
            Year year = year(number);
            long open = year.open(hours, at, Long.MAX_VALUE);
            if (open >= left) {
                return Instant.ofEpochMilli(within(year, at, left));
            }
            left -= open;
        }
        return NEVER;
    }

    private long within(Year year, long at, long time) {
        long left = time;
        for (Stretch stretch : year.stretches()) {
            long open = stretch.open(hours, at, Long.MAX_VALUE);
            if (open >= left) {
                return hours.after(Math.max(at, stretch.from()) + stretch.offset(), left) - stretch.offset();
            }
            left -= open;
        }
        throw new IllegalStateException("a year is shorter than its sum");
    }

    /** The holidays that touch the time between two instants. */
    public List<Occurrence> holidays(Instant from, Instant until) {
        return holidays.between(from, until, zone);
    }

    private static int yearOf(Instant when) {
        return when.atOffset(ZoneOffset.UTC).getYear();
    }

    private Year year(int number) {
        return number < FIRST_YEAR || number > LAST_YEAR
                ? new Year(0, 0, List.of(), 0)
                : years.computeIfAbsent(number, this::layOut);
    }

    private Year layOut(int number) {
        Instant start = startOf(number);
        Instant end = startOf(number + 1);
        List<Stretch> stretches = Stretch.of(start, end, zone.getRules(), holidays(start, end));
        return Year.of(start.toEpochMilli(), end.toEpochMilli(), stretches, hours);
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public String toString() {
        return hours + " (" + zone + ")";
    }
}
