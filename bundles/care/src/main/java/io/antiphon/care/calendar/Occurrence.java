package io.antiphon.care.calendar;

import java.time.Instant;

/** One time that an event takes place: from an instant until before another. */
public record Occurrence(Instant start, Instant end, String summary, String uid) {

    /** Whether it is going on. */
    public boolean covers(Instant when) {
        return !when.isBefore(start) && when.isBefore(end);
    }
}
