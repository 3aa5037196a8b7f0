package io.antiphon.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as they are shown: of this machine's zone, to the second. */
final class Times {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Times() {}

    static String shown(@Nullable Instant time) {
        return time == null ? "never" : FORMAT.format(time.atZone(ZoneId.systemDefault()));
    }

    /** How much later something was: {@code +12 ms, +3.4 s, +2 h 5 min}. */
    static String since(Instant start, Instant time) {
        Duration later = Duration.between(start, time);
        if (later.compareTo(Duration.ofSeconds(1)) < 0) {
            return "+" + Math.max(0, later.toMillis()) + " ms";
        }
        if (later.compareTo(Duration.ofMinutes(2)) < 0) {
            return "+" + later.toSeconds() + "." + later.toMillisPart() / 100 + " s";
        }
        return "+" + later.toHours() + " h " + later.toMinutesPart() + " min";
    }
}
