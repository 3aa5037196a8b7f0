package io.antiphon.care.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.junit.jupiter.api.Test;

/**
 * Rules made at random give the dates that lib-recur gives, whatever window one looks through. Days of the month always come with
 * months: lib-recur takes the start's month where RFC 5545 means every one.
 */
class RecurrenceTest {

    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final LocalDate END = LocalDate.of(2046, 1, 1);

    private static Recurrence rule(String text, LocalDate start) {
        ContentLine line = new ContentLine(1, "RRULE", Map.of(), text);
        return RecurrenceText.read(line, new Moment(start.atStartOfDay(), null, true));
    }

    private static List<LocalDate> theirs(String text, LocalDate start) throws Exception {
        List<LocalDate> dates = new ArrayList<>();
        RecurrenceRuleIterator each = new RecurrenceRule(text)
                .iterator(new DateTime(start.getYear(), start.getMonthValue() - 1, start.getDayOfMonth()));
        while (each.hasNext()) {
            DateTime next = each.nextDateTime();
            LocalDate date = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
            if (date.isAfter(END)) {
                return dates;
            }
            dates.add(date);
        }
        return dates;
    }

    @Test
    void datesAreThoseOfAnotherReader() throws Exception {
        SplittableRandom random = new SplittableRandom(5545);
        int compared = 0;
        for (int i = 0; i < 3_000; i++) {
            String text = text(random);
            LocalDate any = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(4_000));
            List<LocalDate> matching = rule(text.replaceAll(";(COUNT|UNTIL|INTERVAL)=[0-9]+", ""), any)
                    .dates(any, any.plusDays(1), END);
            if (!matching.isEmpty()) {
                compared++;
                LocalDate start = matching.get(0);
                List<LocalDate> expected = theirs(text, start);
                assertEquals(expected, rule(text, start).dates(start, start, END), text + " from " + start);
                LocalDate lower = start.plusDays(random.nextInt(6_000));
                LocalDate upper = lower.plusDays(random.nextInt(1_000));
                assertEquals(
                        expected.stream()
                                .filter(date -> !date.isBefore(lower) && !date.isAfter(upper))
                                .toList(),
                        rule(text, start).dates(start, lower, upper),
                        text + " from " + start + " seen from " + lower + " to " + upper);
            }
        }
        assertTrue(compared > 2_000, "compared: " + compared);
    }

    private static String text(SplittableRandom random) {
        String unit = List.of("YEARLY", "YEARLY", "MONTHLY", "WEEKLY", "DAILY").get(random.nextInt(5));
        StringBuilder text = new StringBuilder("FREQ=").append(unit);
        if (random.nextInt(3) == 0) {
            text.append(";INTERVAL=").append(random.nextInt(1, 5));
        }
        boolean large = unit.equals("YEARLY") || unit.equals("MONTHLY");
        int how = random.nextInt(large ? 5 : 2);
        if (how == 2 || random.nextBoolean()) {
            text.append(";BYMONTH=").append(random.nextInt(1, 7)).append(',').append(random.nextInt(7, 13));
        }
        if (how == 1) {
            text.append(";BYDAY=")
                    .append(DAYS.get(random.nextInt(4)))
                    .append(',')
                    .append(DAYS.get(random.nextInt(4, 7)));
        } else if (how == 2) {
            text.append(";BYMONTHDAY=")
                    .append(random.nextInt(1, 32))
                    .append(",-")
                    .append(random.nextInt(1, 32));
        } else if (how == 3) {
            text.append(";BYDAY=")
                    .append(random.nextBoolean() ? "" : "-")
                    .append(random.nextInt(1, 6))
                    .append(DAYS.get(random.nextInt(7)));
        } else if (how == 4) {
            text.append(";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=")
                    .append(random.nextBoolean() ? "" : "-")
                    .append(random.nextInt(1, 4));
        }
        int end = random.nextInt(3);
        if (end == 1) {
            text.append(";COUNT=").append(random.nextInt(1, 60));
        } else if (end == 2) {
            text.append(";UNTIL=")
                    .append(LocalDate.of(2012, 1, 1)
                            .plusDays(random.nextInt(8_000))
                            .toString()
                            .replace("-", ""));
        }
        return text.toString();
    }

    @Test
    void theFourthThursdayOfNovemberIsThanksgiving() {
        LocalDate first = LocalDate.of(1970, 11, 26);
        assertEquals(
                List.of(LocalDate.of(2026, 11, 26), LocalDate.of(2027, 11, 25)),
                rule("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", first)
                        .dates(first, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31)));
    }
}
