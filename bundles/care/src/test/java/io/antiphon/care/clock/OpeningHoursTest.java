package io.antiphon.care.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {

    private static long minutesAWeek(String text) {
        return OpeningHours.parse(text).before(OpeningHours.WEEK) / OpeningHours.MINUTE
                - OpeningHours.parse(text).before(0) / OpeningHours.MINUTE;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 09:00-18:00 | 2700",
                "Mon-Fri 08:00-12:00, 13:00-17:00; Sat 10:00-14:00 | 2640",
                "Sat 22:00-02:00 | 240",
                "Sun 22:00-02:00 | 240",
                "Fri-Mon 00:00-24:00 | 5760",
                "mon,wednesday 9:00-10:00 | 120",
                "Mon 09:00-12:00; Mon 11:00-13:00 | 240",
                "always | 10080",
                "24x7 | 10080",
                "Mon-Sun 12:00-12:01 | 7"
            })
    void hoursAreReadAsWritten(String text, long minutes) {
        assertEquals(minutes, minutesAWeek(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mon",
                "Mon 9-18",
                "Mon 09:00-09:00",
                "Mon 25:00-26:00",
                "Mon 09:60-10:00",
                "Foo 09:00-18:00",
                "09:00-18:00",
                "Mon-Fri 09:00-18:00 Sat 10:00-12:00",
                "Mon 24:00-02:00"
            })
    void whatIsNotUnderstoodIsRefusedInWords(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> OpeningHours.parse(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith("opening hours: "), e.getMessage());
    }
}
