package io.antiphon.outbound.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.stop.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planned stops, read from a calendar. */
class ICalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static ICalendar.Result read(String... lines) {
        return ICalendar.read(
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                BERLIN);
    }

    private static Event one(String... lines) {
        ICalendar.Result result = read(lines);
        assertEquals(List.of(), result.problems());
        return result.events().get(0);
    }

    private static boolean on(Event event, String time) {
        return event.at(Instant.parse(time)).isPresent();
    }

    @Test
    void anEventIsOnFromItsStartUpToItsEndInItsZone() {
        Event event = one("SUMMARY:Freeze\\, all", "DTSTART;TZID=Asia/Tokyo:20260301T090000", "DTEND;TZID=Asia/Tokyo:20260301T100000");
        assertEquals("Freeze, all", event.summary());
        assertTrue(on(event, "2026-03-01T00:00:00Z"));
        assertTrue(on(event, "2026-03-01T00:59:59Z"));
        assertFalse(on(event, "2026-03-01T01:00:00Z"));
        assertFalse(on(event, "2026-02-28T23:59:59Z"));
    }

    @Test
    void aDayIsTheWholeDayInTheUsualZoneAndLinesAreUnfolded() {
        Event event = one("SUMM", " ARY:Day", "DTSTART;VALUE=DATE:20260329");
        assertEquals("Day", event.summary());
        assertTrue(on(event, "2026-03-28T23:00:00Z"));
        assertTrue(on(event, "2026-03-29T21:59:59Z"), "a day of 23 hours");
        assertFalse(on(event, "2026-03-29T22:00:00Z"));
    }

    @Test
    void everyWeekOnSomeDaysUntilAnEndWithoutExceptions() {
        Event event = one(
                "DTSTART:20260105T220000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260601T000000Z",
                "EXDATE:20260109T220000");
        assertTrue(on(event, "2026-01-05T21:30:00Z"));
        assertFalse(on(event, "2026-01-09T21:30:00Z"), "left out");
        assertTrue(on(event, "2026-01-16T22:59:00Z"));
        assertTrue(on(event, "2026-04-03T20:30:00Z"), "summer time");
        assertFalse(on(event, "2026-04-02T20:30:00Z"), "a Thursday");
        assertFalse(on(event, "2026-06-05T20:30:00Z"), "over");
        assertEquals(Instant.parse("2026-01-12T21:00:00Z"), event.next(Instant.parse("2026-01-06T00:00:00Z")).orElseThrow().start());
    }

    @Test
    void aCountedRuleEnds() {
        Event event = one("DTSTART:20260101T100000Z", "DTEND:20260101T110000Z", "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3");
        assertTrue(on(event, "2026-01-05T10:30:00Z"));
        assertFalse(on(event, "2026-01-07T10:30:00Z"));
        assertFalse(on(event, "2026-01-02T10:30:00Z"));
    }

    @Test
    void aDailyRuleFromLongAgoStillHolds() {
        Event event = one("DTSTART:20010101T220000", "DURATION:PT9H", "RRULE:FREQ=DAILY");
        assertTrue(on(event, "2026-07-01T03:00:00Z"));
        assertFalse(on(event, "2026-07-01T06:00:00Z"));
    }

    @Test
    void whatIsNotUnderstoodIsToldAndNotLeftOut() {
        assertEquals(1, read("DTSTART:20260101T100000Z", "DTEND:20260101T110000Z", "RRULE:FREQ=MONTHLY;BYSETPOS=1").problems().size());
        assertEquals(1, read("DTSTART:20260101T100000Z").problems().size());
        assertEquals(1, read("DTSTART:2026-01-01").problems().size());
        assertEquals(1, read("DTSTART;TZID=Mars/Base:20260101T100000", "DURATION:PT1H").problems().size());
        assertEquals(1, read("DTSTART:20260101T100000Z", "DTEND:20260101T090000Z").problems().size());
        assertEquals(1, ICalendar.read("hello", BERLIN).problems().size());
        assertEquals(1, ICalendar.read("BEGIN:VCALENDAR\nEND:VCALENDAR", BERLIN).problems().size());
    }

    @Test
    void categoriesAndDescriptionNarrowWhatIsStopped() {
        Event event = one("CATEGORIES:unit:acme/emea,channel:email", "DESCRIPTION:Campaign: spring\\nand more", "DTSTART:20260101T100000Z", "DURATION:PT1H");
        Pause pause = Pause.of("it", event, new Scope("", "", "mail", ""), false);
        assertEquals(new Scope("acme/emea", "email", "mail", "spring"), pause.scope());
    }
}
