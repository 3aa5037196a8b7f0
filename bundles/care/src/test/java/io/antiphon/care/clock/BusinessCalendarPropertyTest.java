package io.antiphon.care.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The calendar says the same as a clock that counts minutes, for calendars made at random. */
class BusinessCalendarPropertyTest {

    private static final int CASES = Integer.getInteger("antiphon.calendar.cases", 700);

    @Test
    void openTimeBetweenTwoInstantsIsTheNumberOfOpenMinutes() {
        Set<String> zones = new HashSet<>();
        for (long seed = 0; seed < CASES; seed++) {
            RandomCalendar made = new RandomCalendar(seed);
            Instant later = made.later();
            assertEquals(
                    made.naive.between(made.around, later),
                    made.calendar.between(made.around, later),
                    "seed " + seed + ": until " + later + " in " + made);
            zones.add(made.zone.getId());
        }
        assertTrue(zones.size() > 300, "zones tried: " + zones.size());
    }

    @Test
    void openTimeAddedEndsWhenSoManyOpenMinutesHaveGoneBy() {
        int reached = 0;
        for (long seed = 100_000; seed < 100_000 + CASES; seed++) {
            RandomCalendar made = new RandomCalendar(seed);
            Duration time = seed % 2 == 0
                    ? Duration.ofMinutes(made.minutes(4_000))
                    : made.naive.between(made.around, made.later()); // often used up just at closing
            Instant expected = made.naive.plus(made.around, time, made.around.plusSeconds(20 * 86_400L));
            if (expected != null) {
                reached++;
                assertEquals(
                        expected,
                        made.calendar.plus(made.around, time),
                        "seed " + seed + ": " + time + " from " + made.around + " in " + made);
            }
        }
        assertTrue(reached > CASES / 2, "reached: " + reached);
    }

    @Test
    void theNextOpeningIsTheFirstOpenMinute() {
        for (long seed = 200_000; seed < 200_000 + CASES; seed++) {
            RandomCalendar made = new RandomCalendar(seed);
            Instant from = made.later();
            Instant expected = made.naive.nextOpening(from, from.plusSeconds(10 * 86_400L));
            if (expected != null) {
                assertEquals(
                        expected, made.calendar.nextOpening(from), "seed " + seed + ": from " + from + " in " + made);
                assertTrue(made.calendar.open(expected), "seed " + seed);
                assertEquals(expected.equals(from), made.calendar.open(from), "seed " + seed);
            }
        }
    }

    @Test
    void addingAndMeasuringAreEachOthersInverseOverYears() {
        for (long seed = 300_000; seed < 300_000 + CASES; seed++) {
            RandomCalendar made = new RandomCalendar(seed);
            Duration time = Duration.ofMillis(made.minutes(Integer.MAX_VALUE) * 10L + 1);
            Instant end = made.calendar.plus(made.around, time);
            if (!end.equals(BusinessCalendar.NEVER)) {
                assertEquals(time, made.calendar.between(made.around, end), "seed " + seed + " in " + made);
                assertEquals(
                        time.minusMillis(1), made.calendar.between(made.around, end.minusMillis(1)), "seed " + seed);
                assertEquals(time.negated(), made.calendar.between(end, made.around), "seed " + seed);
            }
        }
    }
}
