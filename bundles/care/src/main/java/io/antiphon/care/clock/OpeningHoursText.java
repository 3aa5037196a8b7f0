package io.antiphon.care.clock;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads opening hours: {@code Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00}. */
final class OpeningHoursText {

    private static final int DAY = 24 * 60;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern RULE = Pattern.compile("([a-z]{3}[a-z, -]*?)\\s*(\\d.*)");
    private static final Pattern TIMES = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    private OpeningHoursText() {}

    /** For each minute of the week from Monday on, whether it is open. */
    static boolean[] minutes(String text) {
        boolean[] open = new boolean[7 * DAY];
        String written = text.strip().toLowerCase(Locale.ROOT).replace('\u2013', '-');
        if (written.length() > 2_000) {
            throw new IllegalArgumentException("opening hours: they are longer than 2000 characters");
        }
        if (written.equals("always") || written.equals("24x7")) {
            Arrays.fill(open, true);
            return open;
        }
        for (String rule : written.split("[;\n]")) {
            if (!rule.isBlank()) {
                add(rule.strip(), open);
            }
        }
        for (boolean minute : open) {
            if (minute) {
                return open;
            }
        }
        throw new IllegalArgumentException(
                "opening hours: the week is never open; write for example 'Mon-Fri 09:00-18:00', or 'always'");
    }

    private static void add(String rule, boolean[] open) {
        Matcher matcher = RULE.matcher(rule);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "opening hours: '" + rule + "' is not written like 'Mon-Fri 09:00-18:00'");
        }
        boolean[] days = days(matcher.group(1));
        for (String times : matcher.group(2).split(",")) {
            int[] interval = times(times.strip());
            for (int day = 0; day < 7; day++) {
                for (int minute = interval[0]; days[day] && minute < interval[1]; minute++) {
                    open[(day * DAY + minute) % open.length] = true;
                }
            }
        }
    }

    private static boolean[] days(String text) {
        boolean[] days = new boolean[7];
        for (String range : text.split(",")) {
            String[] ends = range.strip().split("\\s*-\\s*", 2);
            int day = day(ends[0]);
            int last = day(ends[ends.length - 1]);
            days[day] = true;
            while (day != last) {
                day = (day + 1) % 7;
                days[day] = true;
            }
        }
        return days;
    }

    private static int day(String name) {
        int day = DAYS.indexOf(name.length() > 3 ? name.substring(0, 3) : name);
        if (day < 0) {
            throw new IllegalArgumentException("opening hours: '" + name + "' is not a day; days are Mon to Sun");
        }
        return day;
    }

    /** The minutes of the day that an interval goes from and to; one that ends before it starts ends on the next day. */
    private static int[] times(String text) {
        Matcher matcher = TIMES.matcher(text);
        if (matcher.matches()) {
            int from = minute(matcher.group(1), matcher.group(2));
            int to = minute(matcher.group(3), matcher.group(4));
            if (from < DAY && to <= DAY && from != to) {
                return new int[] {from, to > from ? to : to + DAY};
            }
        }
        throw new IllegalArgumentException("opening hours: '" + text + "' is not an interval such as 09:00-18:00; "
                + "a whole day is 00:00-24:00, and 22:00-02:00 goes over midnight");
    }

    private static int minute(String hours, String minutes) {
        int minute = Integer.parseInt(minutes);
        return minute > 59 ? 2 * DAY : Integer.parseInt(hours) * 60 + minute;
    }
}
