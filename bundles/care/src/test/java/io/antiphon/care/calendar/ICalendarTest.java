package io.antiphon.care.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ICalendarTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static List<String> spans(String text, ZoneId zone) {
        return ICalendar.parse(text).between(START, END, zone).stream()
                .map(each -> each.start() + "/" + each.end())
                .toList();
    }

    @Test
    void aDateIsADayOfItsReader() {
        assertEquals(
                List.of("2026-12-24T23:00:00Z/2026-12-25T23:00:00Z"),
                spans(calendar("DTSTART;VALUE=DATE:20261225"), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void aTimeKeepsItsWallClockWhileItsLengthIsExact() {
        assertEquals(
                List.of("2026-03-28T22:00:00Z/2026-03-29T03:00:00Z", "2026-03-29T21:00:00Z/2026-03-30T02:00:00Z"),
                spans(
                        calendar(
                                "DTSTART;TZID=Europe/Berlin:20260328T230000",
                                "DTEND;TZID=Europe/Berlin:20260329T050000",
                                "RRULE:FREQ=DAILY;COUNT=2"),
                        ZoneOffset.UTC));
    }

    @Test
    void linesAreUnfoldedAndTextsAreUnescaped() {
        String text = calendar(
                "DTSTART;VALUE=DA",
                " TE:20261225",
                "SUMMARY;LANGUAGE=\"de:x\":Weih",
                " nachten\\, frei\\; wirk",
                "\tlich");
        Occurrence found =
                ICalendar.parse(text).between(START, END, ZoneOffset.UTC).get(0);
        assertEquals("Weihnachten, frei; wirklich", found.summary());
    }

    @Test
    void exceptionsMovesAndAdditionsAreKept() {
        String text = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:1
                DTSTART;VALUE=DATE:20260101
                RRULE:FREQ=MONTHLY;COUNT=5
                EXDATE;VALUE=DATE:20260201,20260301
                RDATE;VALUE=DATE:20260715
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;VALUE=DATE:20260401
                DTSTART;VALUE=DATE:20260402
                END:VEVENT
                END:VCALENDAR
                """;
        assertEquals(
                List.of("2026-01-01", "2026-04-02", "2026-05-01", "2026-07-15"),
                spans(text, ZoneOffset.UTC).stream()
                        .map(span -> span.substring(0, 10))
                        .toList());
    }

    @Test
    void cancelledEventsAndAlarmsDoNotCount() {
        assertEquals(List.of(), spans(calendar("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED"), ZoneOffset.UTC));
        String alarm =
                calendar("DTSTART;VALUE=DATE:20261225", "BEGIN:VALARM", "DURATION:PT5M", "TRIGGER:-PT5M", "END:VALARM");
        assertEquals(List.of("2026-12-25T00:00:00Z/2026-12-26T00:00:00Z"), spans(alarm, ZoneOffset.UTC));
    }

    @Test
    void zonesMayHaveAPathOrAnotherName() {
        List<String> expected = List.of("2026-06-01T08:00:00Z/2026-06-01T09:00:00Z");
        assertEquals(
                expected,
                spans(
                        calendar("DTSTART;TZID=/citadel.org/20240101_1/Europe/Berlin:20260601T100000", "DURATION:PT1H"),
                        ZoneOffset.UTC));
        String named = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Home\nX-LIC-LOCATION:Europe/Berlin\nEND:VTIMEZONE\n"
                + "BEGIN:VEVENT\nDTSTART;TZID=Home:20260601T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR";
        assertEquals(expected, spans(named, ZoneOffset.UTC));
    }

    @Test
    void theLastTimeOfARuleIsMeantInItsZone() {
        String rule = "RRULE:FREQ=DAILY;UNTIL=20260602T075959Z";
        assertEquals(
                List.of("2026-06-01T08:00:00Z/2026-06-01T09:00:00Z"),
                spans(calendar("DTSTART;TZID=Europe/Berlin:20260601T100000", "DURATION:PT1H", rule), ZoneOffset.UTC));
        assertEquals(
                2,
                spans(
                                calendar(
                                        "DTSTART;TZID=Europe/Berlin:20260601T100000",
                                        "DURATION:PT1H",
                                        rule.replace("075959", "080000")),
                                ZoneOffset.UTC)
                        .size());
    }

    @Test
    void whatBeganBeforeTheWindowIsInIt() {
        assertEquals(
                List.of("2025-12-24T00:00:00Z/2026-01-07T00:00:00Z"),
                spans(calendar("DTSTART;VALUE=DATE:20251224", "DTEND;VALUE=DATE:20260107"), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20261301T100000Z | line 3, DTSTART: '20261301' is not a date",
                "DTSTART:20260101T256000Z | line 3, DTSTART: '256000' is not a time",
                "DTSTART:tomorrow | line 3, DTSTART: 'tomorrow' is not a date",
                "DTSTART;TZID=W. Europe Standard Time:20260101T100000 | the time zone 'W. Europe Standard Time' is not known",
                "SUMMARY:nothing | the event 'nothing' has no DTSTART",
                "DTSTART | line 3: a colon is missing"
            })
    void whatIsWrongIsSaidWithItsPlace(String line, String words) {
        refused(calendar(line), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=YEARLY;BYWEEKNO=20 | line 4, RRULE: 'BYWEEKNO=20' is not understood",
                "RRULE:FREQ=HOURLY | FREQ must be YEARLY",
                "RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101 | exclude each other",
                "RRULE:FREQ=WEEKLY;BYDAY=2MO | needs FREQ=MONTHLY",
                "RRULE:FREQ=YEARLY;INTERVAL=0 | INTERVAL: 0 is not between",
                "RRULE:FREQ=YEARLY;BYMONTH=x | 'X' is not a number",
                "EXRULE:FREQ=YEARLY | give the dates as EXDATE",
                "DTEND;VALUE=DATE:20250101 | it ends before it starts",
                "DURATION:soon | 'soon' is not a length",
                "DTSTART:20260101T100000Z | an event has only one DTSTART",
                "RDATE;VALUE=PERIOD:20260101T100000Z/PT1H | periods are not understood"
            })
    void whatIsNotUnderstoodIsRefused(String line, String words) {
        refused(calendar("DTSTART;VALUE=DATE:20260101", line), words);
    }

    @Test
    void whatIsNoCalendarIsRefused() {
        refused("<html></html>", "a colon is missing");
        refused("BEGIN:VCARD\nEND:VCARD", "it must begin with BEGIN:VCALENDAR");
        refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T100000Z", "END:VEVENT is missing");
        refused("x".repeat(2_000_001), "longer than");
        assertEquals(0, ICalendar.parse(" \n").size());
    }

    private static void refused(String text, String words) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ICalendar.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }
}
