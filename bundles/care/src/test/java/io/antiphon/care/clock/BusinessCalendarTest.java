package io.antiphon.care.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.care.calendar.ICalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessCalendar OFFICE = calendar(BERLIN, "Mon-Fri 09:00-18:00", "");

    private static BusinessCalendar calendar(ZoneId zone, String hours, String holidays) {
        return BusinessCalendar.of(zone, OpeningHours.parse(hours), ICalendar.parse(holidays));
    }

    private static Instant berlin(String wall) {
        return ZonedDateTime.parse(wall + "[Europe/Berlin]").toInstant();
    }

    @Test
    void whatIsLeftOnFridayGoesOnOnMonday() {
        assertEquals(
                berlin("2026-11-23T10:00:00+01:00"),
                OFFICE.plus(berlin("2026-11-20T17:00:00+01:00"), Duration.ofHours(2)));
    }

    @Test
    void timeUsedUpAtClosingIsDueAtClosing() {
        assertEquals(
                berlin("2026-11-20T18:00:00+01:00"),
                OFFICE.plus(berlin("2026-11-20T17:00:00+01:00"), Duration.ofHours(1)));
    }

    @Test
    void noTimeIsDueAtOnceAlsoWhenClosed() {
        Instant sunday = berlin("2026-11-22T12:00:00+01:00");
        assertEquals(sunday, OFFICE.plus(sunday, Duration.ZERO));
        assertFalse(OFFICE.open(sunday));
        assertEquals(berlin("2026-11-23T09:00:00+01:00"), OFFICE.nextOpening(sunday));
    }

    @Test
    void anHourThatIsSkippedIsNotThereAndOneShownTwiceCountsTwice() {
        BusinessCalendar nights = calendar(BERLIN, "Sun 00:00-06:00", "");
        assertEquals(
                Duration.ofHours(5),
                nights.between(berlin("2026-03-29T00:00:00+01:00"), berlin("2026-03-29T08:00:00+02:00")));
        assertEquals(
                Duration.ofHours(7),
                nights.between(berlin("2026-10-25T00:00:00+02:00"), berlin("2026-10-25T08:00:00+01:00")));
    }

    @Test
    void aDayThatAZoneLeavesOutHasNoHours() {
        BusinessCalendar apia = calendar(ZoneId.of("Pacific/Apia"), "Fri 00:00-24:00", "");
        Instant thursday = ZonedDateTime.parse("2011-12-29T12:00:00-10:00").toInstant();
        assertEquals(ZonedDateTime.parse("2012-01-06T00:00:00+14:00").toInstant(), apia.nextOpening(thursday));
    }

    @Test
    void aHolidayThatFallsOn29FebruaryIsOnlyThere() {
        BusinessCalendar leap = calendar(BERLIN, "always", """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20240229
                RRULE:FREQ=YEARLY
                END:VEVENT
                END:VCALENDAR
                """);
        assertFalse(leap.open(berlin("2028-02-29T12:00:00+01:00")));
        assertTrue(leap.open(berlin("2027-02-28T12:00:00+01:00")));
        assertTrue(leap.open(berlin("2027-03-01T12:00:00+01:00")));
    }

    @Test
    void aHolidayOverMidnightEndsAtItsTime() {
        BusinessCalendar feast = calendar(BERLIN, "always", """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;TZID=Europe/Berlin:20261231T160000
                DTEND;TZID=Europe/Berlin:20270101T120000
                SUMMARY:New Year
                END:VEVENT
                END:VCALENDAR
                """);
        assertEquals(
                berlin("2027-01-01T13:00:00+01:00"),
                feast.plus(berlin("2026-12-31T15:00:00+01:00"), Duration.ofHours(2)));
    }

    @Test
    void nothingIsEverDueWhereEveryDayIsAHoliday() {
        BusinessCalendar closed = calendar(BERLIN, "Mon-Fri 09:00-18:00", """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20200101
                RRULE:FREQ=DAILY
                END:VEVENT
                END:VCALENDAR
                """);
        assertEquals(BusinessCalendar.NEVER, closed.plus(berlin("2026-11-20T17:00:00+01:00"), Duration.ofMinutes(1)));
        assertEquals(BusinessCalendar.NEVER, closed.nextOpening(berlin("2026-11-20T17:00:00+01:00")));
    }

    @Test
    void instantsOutsideAllReasonAreAnsweredToo() {
        assertEquals(BusinessCalendar.NEVER, OFFICE.plus(Instant.parse("2400-01-01T00:00:00Z"), Duration.ofHours(1)));
        assertEquals(BusinessCalendar.NEVER, OFFICE.plus(Instant.EPOCH, Duration.ofDays(100_000)));
        assertFalse(OFFICE.open(BusinessCalendar.NEVER));
        assertEquals(BusinessCalendar.NEVER, OFFICE.nextOpening(BusinessCalendar.NEVER));
    }

    @Test
    void openTimeIsNotCountedBackwards() {
        assertThrows(IllegalArgumentException.class, () -> OFFICE.plus(Instant.EPOCH, Duration.ofHours(-1)));
    }
}
