package io.antiphon.care.clock;

import java.util.Arrays;

/**
 * When a week is open, by the wall clock: intervals to the minute, as many a day as one likes, also over midnight. It repeats for
 * ever, so that open time before a wall time is a multiplication and a look into a small table.
 */
public final class OpeningHours {

    static final long MINUTE = 60_000;
    static final long DAY = 24 * 60 * MINUTE;
    static final long WEEK = 7 * DAY;

    /** From the Monday that week counting starts at, to 1 January 1970, a Thursday. */
    private static final long EPOCH = 3 * DAY;

    private final String text;
    private final long[] starts;
    private final long[] ends;
    /** Open time of the week before each interval; one more than there are intervals. */
    private final long[] before;

    private OpeningHours(String text, long[] starts, long[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.before = new long[starts.length + 1];
        for (int i = 0; i < starts.length; i++) {
            before[i + 1] = before[i] + ends[i] - starts[i];
        }
    }

    /** Day and night. */
    public static OpeningHours always() {
        return parse("always");
    }

    /**
     * Hours written as {@code Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00}; {@code always} for day and night.
     *
     * @throws IllegalArgumentException if it is not written so: it says where and what to do
     */
    public static OpeningHours parse(String text) {
        boolean[] open = OpeningHoursText.minutes(text);
        long[] starts = new long[open.length];
        long[] ends = new long[open.length];
        int count = 0;
        for (int minute = 0; minute < open.length; minute++) {
            if (open[minute] && (minute == 0 || !open[minute - 1])) {
                starts[count] = minute * MINUTE;
            }
            if (open[minute] && (minute == open.length - 1 || !open[minute + 1])) {
                ends[count] = (minute + 1) * MINUTE;
                count++;
            }
        }
        return new OpeningHours(text.strip(), Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /** Whether a wall time, in milliseconds since 1 January 1970 of the same wall clock, is open. */
    boolean isOpen(long local) {
        long within = Math.floorMod(local + EPOCH, WEEK);
        int interval = intervalAt(within);
        return interval >= 0 && within < ends[interval];
    }

    /** Open time from the Monday that counting starts at until before a wall time. */
    long before(long local) {
        long since = local + EPOCH;
        long within = Math.floorMod(since, WEEK);
        int interval = intervalAt(within);
        long inWeek = interval < 0 ? 0 : before[interval] + Math.min(within, ends[interval]) - starts[interval];
        return Math.floorDiv(since, WEEK) * perWeek() + inWeek;
    }

    /** The first wall time until which some open time, more than none, has gone by since another. */
    long after(long local, long amount) {
        long wanted = before(local) + amount;
        long weeks = Math.floorDiv(wanted - 1, perWeek());
        long inWeek = wanted - weeks * perWeek();
        int interval = 0;
        while (before[interval + 1] < inWeek) {
            interval++;
        }
        return weeks * WEEK + starts[interval] + inWeek - before[interval] - EPOCH;
    }

    /** The first open wall time at or after another. */
    long nextOpen(long local) {
        if (isOpen(local)) {
            return local;
        }
        long since = local + EPOCH;
        int next = intervalAt(Math.floorMod(since, WEEK)) + 1;
        long week = Math.floorDiv(since, WEEK) * WEEK - EPOCH;
        return next < starts.length ? week + starts[next] : week + WEEK + starts[0];
    }

    private long perWeek() {
        return before[before.length - 1];
    }

    /** The last interval that starts at or before a time of the week; -1 if none does. */
    private int intervalAt(long within) {
        int found = Arrays.binarySearch(starts, within);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String toString() {
        return text;
    }
}
