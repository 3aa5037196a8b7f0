package io.antiphon.care.clock;

import io.antiphon.care.calendar.ICalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A calendar made at random, twice: as texts to be read, and as tables for the naive clock. */
final class RandomCalendar {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> ZONES = List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    /** Half hours, quarters, put forward by half an hour or two hours, at midnight, over the date line; most often asked. */
    private static final List<String> ODD = List.of(
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "America/St_Johns",
            "Pacific/Chatham",
            "Antarctica/Troll",
            "America/Sao_Paulo",
            "Asia/Beirut",
            "Africa/Cairo",
            "Pacific/Apia",
            "Asia/Tehran",
            "Africa/Casablanca",
            "Pacific/Kwajalein",
            "America/Havana",
            "Europe/Dublin",
            "Asia/Gaza");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    final ZoneId zone;
    final String hours;
    final String holidays;
    final Instant around;
    final NaiveClock naive;
    final BusinessCalendar calendar;

    private final SplittableRandom random;
    private final boolean[] week = new boolean[7 * 1440];
    private final List<NaiveClock.Closed> closed = new ArrayList<>();
    private final StringBuilder events = new StringBuilder();

    RandomCalendar(long seed) {
        random = new SplittableRandom(seed);
        zone = ZoneId.of(one(random.nextInt(3) == 0 ? ODD : ZONES));
        around = around();
        hours = hours();
        LocalDate day = LocalDate.ofInstant(around, zone);
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            holiday(day);
        }
        holidays = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
        naive = new NaiveClock(zone, week, closed);
        calendar = BusinessCalendar.of(zone, OpeningHours.parse(hours), ICalendar.parse(holidays));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Some instant, in every second case shortly before the clocks change. */
    private Instant around() {
        Instant any = Instant.ofEpochSecond(60L * random.nextLong(5L * 525_960, 68L * 525_960));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        if (change == null
                || change.getInstant().isAfter(Instant.parse("2038-12-31T00:00:00Z"))
                || random.nextBoolean()) {
            return any;
        }
        return change.getInstant().minusSeconds(60L * random.nextInt(4 * 1440));
    }

    Instant later() {
        return around.plusSeconds(60L * random.nextInt(1, (random.nextInt(4) == 0 ? 18 : 5) * 1440));
    }

    long minutes(int bound) {
        return random.nextInt(bound);
    }

    private String hours() {
        if (random.nextInt(12) == 0) {
            java.util.Arrays.fill(week, true);
            return "always";
        }
        List<String> rules = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            int day = random.nextInt(7);
            int last = random.nextInt(7);
            int from = random.nextInt(1440);
            int to = random.nextInt(1, 1441);
            int start = from == to ? 0 : from;
            rules.add("%s-%s %02d:%02d-%02d:%02d"
                    .formatted(DAYS.get(day), DAYS.get(last), start / 60, start % 60, to / 60, to % 60));
            for (int of = 0; of <= Math.floorMod(last - day, 7); of++) {
                int length = to > start ? to - start : to + 1440 - start;
                for (int minute = 0; minute < length; minute++) {
                    week[((day + of) % 7 * 1440 + start + minute) % week.length] = true;
                }
            }
        }
        return String.join("; ", rules);
    }

    private void holiday(LocalDate around) {
        LocalDate day = around.plusDays(random.nextInt(-2, 18));
        switch (random.nextInt(5)) {
            case 0 -> allDay(day, random.nextInt(1, 4));
            case 1 -> yearlyDate(day);
            case 2 -> yearlyWeekday(day);
            case 3 -> timed(day.atTime(random.nextInt(24), random.nextInt(60)));
            default -> instants(day.atTime(random.nextInt(24), random.nextInt(60)));
        }
    }

    private void allDay(LocalDate day, int days) {
        event("DTSTART;VALUE=DATE:" + DATE.format(day), "DTEND;VALUE=DATE:" + DATE.format(day.plusDays(days)));
        close(startOf(day, zone), startOf(day.plusDays(days), zone));
    }

    private void yearlyDate(LocalDate day) {
        LocalDate first = day.withYear(random.nextInt(1971, 1975));
        if (first.getDayOfMonth() == day.getDayOfMonth()) {
            event("DTSTART;VALUE=DATE:" + DATE.format(first), "RRULE:FREQ=YEARLY");
            for (int year = first.getYear(); year < 2045; year++) {
                LocalDate each = first.withYear(year);
                if (each.getDayOfMonth() == first.getDayOfMonth()) {
                    close(startOf(each, zone), startOf(each.plusDays(1), zone));
                }
            }
        }
    }

    private void yearlyWeekday(LocalDate day) {
        Month month = day.getMonth();
        DayOfWeek weekday = day.getDayOfWeek();
        int ordinal = random.nextBoolean() ? -1 : (day.getDayOfMonth() - 1) / 7 + 1;
        LocalDate first = LocalDate.of(1970, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
        if (ordinal < 5) {
            event(
                    "DTSTART;VALUE=DATE:" + DATE.format(first),
                    "DURATION:P1D",
                    "RRULE:FREQ=YEARLY;BYMONTH=" + month.getValue() + ";BYDAY=" + ordinal
                            + weekday.name().substring(0, 2).toUpperCase(Locale.ROOT));
            for (int year = 1970; year < 2045; year++) {
                LocalDate each =
                        LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
                close(startOf(each, zone), startOf(each.plusDays(1), zone));
            }
        }
    }

    private void timed(LocalDateTime start) {
        ZoneId other = random.nextBoolean() ? zone : ZoneId.of(one(ODD));
        int minutes = random.nextInt(1, 3000);
        event("DTSTART;TZID=" + other.getId() + ":" + TIME.format(start), "DURATION:PT" + minutes + "M");
        Instant begins = start.atZone(other).toInstant();
        close(begins, begins.plusSeconds(60L * minutes));
    }

    private void instants(LocalDateTime start) {
        LocalDateTime end = start.plusMinutes(random.nextInt(1, 4000));
        event("DTSTART:" + TIME.format(start) + "Z", "DTEND:" + TIME.format(end) + "Z");
        close(start.toInstant(ZoneOffset.UTC), end.toInstant(ZoneOffset.UTC));
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Writes an event as programs do: its summary folded. */
    private void event(String... lines) {
        events.append("BEGIN:VEVENT\r\nUID:").append(events.length()).append("\r\nSUMMARY:Closed\r\n  today\r\n");
        for (String line : lines) {
            events.append(line).append("\r\n");
        }
        events.append("END:VEVENT\r\n");
    }

    private void close(Instant from, Instant until) {
        long near = around.getEpochSecond() / 60;
        long begins = from.getEpochSecond() / 60;
        long ends = until.getEpochSecond() / 60;
        if (ends > near - 3 * 1440 && begins < near + 60 * 1440) {
            closed.add(new NaiveClock.Closed(begins, ends));
        }
    }

    @Override
    public String toString() {
        return zone + ", " + hours + ", around " + around + "\n" + holidays;
    }
}
