package io.antiphon.care.clock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.care.calendar.ICalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SlaClockTest {

    private static final BusinessCalendar OFFICE =
            BusinessCalendar.of(ZoneId.of("UTC"), OpeningHours.parse("Mon-Fri 09:00-17:00"), ICalendar.EMPTY);
    private static final SlaTarget FOUR_HOURS = SlaTarget.parse("4h", "75%");
    private static final Instant MONDAY_NINE = Instant.parse("2026-11-23T09:00:00Z");

    private static Instant monday(int hour) {
        return MONDAY_NINE.plus(Duration.ofHours(hour - 9L));
    }

    @Test
    void itWarnsAndIsLateAtItsTimes() {
        SlaClock clock = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE);
        assertEquals(monday(13), clock.due());
        assertEquals(monday(12), clock.warnAt());
        assertFalse(clock.isWarning(monday(12).minusMillis(1)));
        assertTrue(clock.isWarning(monday(12)));
        assertFalse(clock.isBreached(monday(13).minusMillis(1)));
        assertTrue(clock.isBreached(monday(13)));
        assertFalse(clock.isWarning(monday(13)));
        assertEquals(Duration.ofHours(-1), clock.remaining(monday(14), OFFICE));
    }

    @Test
    void itStandsStillWhileWeWait() {
        SlaClock waiting = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE).pause(monday(10), OFFICE);
        assertEquals(BusinessCalendar.NEVER, waiting.due());
        Instant friday = MONDAY_NINE.plus(Duration.ofDays(4));
        assertEquals(Duration.ofHours(3), waiting.remaining(friday, OFFICE));
        assertFalse(waiting.isBreached(friday));
        SlaClock again = waiting.resume(friday.plus(Duration.ofHours(7)), OFFICE);
        assertEquals(MONDAY_NINE.plus(Duration.ofDays(7)).plus(Duration.ofHours(2)), again.due());
        assertEquals(MONDAY_NINE, again.started());
    }

    @Test
    void onceStoppedItKeepsWhetherItWasInTime() {
        SlaClock clock = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE);
        Instant later = MONDAY_NINE.plus(Duration.ofDays(30));
        assertFalse(clock.stop(monday(12), OFFICE).isBreached(later));
        assertTrue(clock.stop(monday(14), OFFICE).isBreached(later));
        assertSame(
                SlaClock.State.STOPPED,
                clock.stop(monday(12), OFFICE).resume(later, OFFICE).state());
    }

    @Test
    void whatWasUsedStaysWhenItGoesOnOrIsPromisedAnew() {
        SlaClock stopped = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE).stop(monday(11), OFFICE);
        assertEquals(monday(16), stopped.goOn(monday(14), OFFICE).due());
        SlaClock hurried = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE)
                .retarget(SlaTarget.parse("3h", "30m"), monday(10), OFFICE);
        assertEquals(monday(12), hurried.due());
        assertEquals(monday(12).minus(Duration.ofMinutes(30)), hurried.warnAt());
    }

    @Test
    void changesThatChangeNothingGiveTheSameClock() {
        SlaClock clock = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE);
        assertSame(clock, clock.resume(monday(10), OFFICE));
        SlaClock paused = clock.pause(monday(10), OFFICE);
        assertSame(paused, paused.pause(monday(11), OFFICE));
    }

    @Test
    void itIsTheSameAfterStoring() {
        SlaClock clock = SlaClock.start(FOUR_HOURS, MONDAY_NINE, OFFICE);
        for (SlaClock each : new SlaClock[] {clock, clock.pause(monday(10), OFFICE), clock.stop(monday(15), OFFICE)}) {
            assertEquals(each, SlaClock.fromLongs(each.toLongs()));
        }
        assertArrayEquals(clock.toLongs(), SlaClock.fromLongs(clock.toLongs()).toLongs());
        assertThrows(IllegalArgumentException.class, () -> SlaClock.fromLongs(1, 2, 3));
    }

    @Test
    void targetsAreWrittenInWordsPeopleUse() {
        assertEquals(Duration.ofMinutes(90), SlaTarget.duration("1h 30m"));
        assertEquals(Duration.ofHours(48), SlaTarget.duration("2d"));
        assertEquals(Duration.ofHours(4), SlaTarget.duration("PT4H"));
        assertEquals(Duration.ofMinutes(210), SlaTarget.parse("4h", "30m").warning());
        assertThrows(IllegalArgumentException.class, () -> SlaTarget.duration("soon"));
        assertThrows(IllegalArgumentException.class, () -> SlaTarget.parse("30m", "1h"));
        assertThrows(IllegalArgumentException.class, () -> SlaTarget.parse("0h", "0%"));
        assertThrows(IllegalArgumentException.class, () -> SlaTarget.parse("1h", "120%"));
    }
}
