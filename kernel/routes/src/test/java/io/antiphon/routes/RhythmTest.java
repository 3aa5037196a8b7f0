package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Duration STEP = Duration.ofSeconds(30);
    /** A Monday. */
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private Rhythm rhythm = new Rhythm();
    private Instant now = MONDAY;

    /** Lets time pass until a moment, with an utterance at each step that speaks; returns when silence became unusual. */
    private List<Instant> until(Instant end, Predicate<Instant> speaks) {
        List<Instant> alarms = new ArrayList<>();
        boolean alarmed = rhythm.unusual(now).isPresent();
        while (now.isBefore(end)) {
            now = now.plus(STEP);
            rhythm.listen(now);
            if (speaks.test(now)) {
                rhythm.heard(now);
            }
            boolean unusual = rhythm.unusual(now).isPresent();
            if (unusual && !alarmed) {
                alarms.add(now);
            }
            alarmed = unusual;
        }
        return alarms;
    }

    private static Predicate<Instant> every(Duration span) {
        return moment -> moment.getEpochSecond() % span.toSeconds() == 0;
    }

    private static boolean office(Instant moment) {
        OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && time.getHour() >= 9 && time.getHour() < 18;
    }

    private static Instant day(int days, int hours) {
        return MONDAY.plus(Duration.ofDays(days)).plus(Duration.ofHours(hours));
    }

    private static Predicate<Instant> never() {
        return moment -> false;
    }

    @Test
    void silenceBeyondThreeTimesTheUsualIsUnusualAndOverWithTheNextUtterance() {
        until(day(1, 0), every(Duration.ofMinutes(10)));

        assertEquals(List.of(), until(now.plus(Duration.ofMinutes(30)), never()));
        assertEquals(1, until(now.plus(Duration.ofMinutes(5)), never()).size());
        Rhythm.Unusual unusual = rhythm.unusual(now).orElseThrow();
        assertEquals(Duration.ofMinutes(35), unusual.silence());
        assertTrue(unusual.usual().compareTo(Duration.ofMinutes(10)) >= 0, unusual::toString);
        assertTrue(unusual.usual().compareTo(Duration.ofMinutes(11)) < 0, unusual::toString);

        rhythm.heard(now);
        assertFalse(rhythm.unusual(now).isPresent());
    }

    @Test
    void aQuickFeedIsMissedWithinTwoMinutes() {
        until(day(0, 3), moment -> true);

        List<Instant> alarms = until(now.plus(Duration.ofMinutes(2)), never());

        assertEquals(1, alarms.size());
    }

    @Test
    void nothingIsSaidBeforeEnoughIsLearnt() {
        until(MONDAY.plus(Duration.ofMinutes(50)), moment -> true);
        assertEquals(List.of(), until(now.plus(Duration.ofDays(1)), never()));

        rhythm = new Rhythm();
        until(now.plus(Duration.ofMinutes(19 * 10)), every(Duration.ofMinutes(10)));
        assertEquals(List.of(), until(now.plus(Duration.ofDays(1)), never()));
    }

    @Test
    void nightsAndWeekendsCryWolfOnceAndThenNoMore() {
        Predicate<Instant> feed =
                moment -> office(moment) && every(Duration.ofMinutes(5)).test(moment);

        List<Instant> first = until(day(7, 0), feed);
        List<Instant> later = until(day(23, 11), feed);

        assertTrue(first.size() <= 2, first::toString);
        assertEquals(List.of(), later);
        List<Instant> outage = until(day(23, 12), never());
        assertEquals(1, outage.size());
        assertTrue(outage.get(0).isBefore(day(23, 11).plus(Duration.ofMinutes(17))), outage::toString);
    }

    @Test
    void anOutageOverNightIsMissedInTheMorning() {
        Predicate<Instant> feed =
                moment -> office(moment) && every(Duration.ofMinutes(5)).test(moment);
        until(day(22, 18), feed);

        List<Instant> alarms = until(day(23, 13), never());

        assertEquals(1, alarms.size());
        assertFalse(alarms.get(0).isBefore(day(23, 9)), alarms::toString);
        assertTrue(alarms.get(0).isBefore(day(23, 12)), alarms::toString);
    }

    @Test
    void chanceAloneHardlyEverCriesWolf() {
        Random random = new Random(7);
        int alarms = 0;
        for (int meanMinutes : List.of(1, 3, 10, 45)) {
            rhythm = new Rhythm();
            now = MONDAY;
            double chance = STEP.toSeconds() / (meanMinutes * 60.0);
            until(day(7, 0), moment -> random.nextDouble() < chance);
            alarms += until(day(35, 0), moment -> random.nextDouble() < chance).size();
        }
        assertTrue(alarms <= 6, "in 16 weeks: " + alarms);
    }

    @Test
    void burstsAreOneUtterance() {
        Predicate<Instant> bursts = moment -> {
            if (moment.getEpochSecond() % 3600 == 0) {
                for (int i = 0; i < 500; i++) {
                    rhythm.heard(moment.plusMillis(i));
                }
            }
            return moment.getEpochSecond() % 3600 < 120;
        };

        List<Instant> alarms = until(day(3, 0), bursts);

        assertTrue(alarms.size() <= 1, alarms::toString);
    }

    @Test
    void oneOutageTeachesNothing() {
        Predicate<Instant> feed = every(Duration.ofMinutes(5));
        until(day(15, 8), feed);
        until(day(15, 16), never());
        until(day(29, 10), feed);

        List<Instant> alarms = until(day(29, 11), never());

        assertEquals(1, alarms.size());
        assertTrue(alarms.get(0).isBefore(day(29, 10).plus(Duration.ofMinutes(20))), alarms::toString);
    }

    @Test
    void anImportThatIsOverIsForgiven() {
        until(day(0, 2), moment -> true);

        List<Instant> alarms = until(day(3, 0), never());

        assertEquals(1, alarms.size());
        assertFalse(rhythm.unusual(now).isPresent());
    }

    @Test
    void whileNobodyListensNothingIsSilentAndNothingIsLearnt() {
        until(day(2, 0), every(Duration.ofMinutes(5)));
        rhythm.deafen();
        now = now.plus(Duration.ofHours(8));
        assertFalse(rhythm.unusual(now).isPresent());
        rhythm.listen(now);
        assertFalse(rhythm.unusual(now).isPresent());

        assertEquals(1, until(now.plus(Duration.ofMinutes(20)), never()).size());
    }

    @Test
    void aMachineThatSleptDidNotListen() {
        until(day(2, 0), every(Duration.ofMinutes(5)));
        now = now.plus(Duration.ofHours(8));
        rhythm.listen(now);
        assertFalse(rhythm.unusual(now).isPresent());
    }

    @Test
    void whatWasLearntIsRecalled() {
        until(day(10, 4), every(Duration.ofMinutes(5)));
        String told = rhythm.told();
        assertTrue(told.length() < 64 << 10);

        rhythm = new Rhythm();
        rhythm.recall(told);

        assertEquals(told, rhythm.told());
        assertEquals(1, until(now.plus(Duration.ofMinutes(25)), never()).size());
    }

    @Test
    void whatIsNotUnderstoodIsNotRecalled() {
        for (String told : List.of("", "x", "1 2 3 4", "1 2 3 4" + " x".repeat(840))) {
            rhythm.recall(told);
            assertEquals("", rhythm.told());
        }
    }
}
