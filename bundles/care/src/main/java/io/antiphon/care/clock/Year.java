package io.antiphon.care.clock;

import java.util.List;

/** A year of a business calendar, laid out once. All in milliseconds. */
record Year(long from, long until, List<Stretch> stretches, long open) {

    static Year of(long from, long until, List<Stretch> stretches, OpeningHours hours) {
        long open = 0;
        for (Stretch stretch : stretches) {
            open += stretch.open(hours, from, until);
        }
        return new Year(from, until, List.copyOf(stretches), open);
    }

    /** Its open time between two instants, which may lie outside. */
    long open(OpeningHours hours, long start, long end) {
        if (start <= from && end >= until) {
            return open;
        }
        long sum = 0;
        for (Stretch stretch : stretches) {
            sum += stretch.open(hours, start, end);
        }
        return sum;
    }
}
