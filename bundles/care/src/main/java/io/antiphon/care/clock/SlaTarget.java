package io.antiphon.care.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has been promised, in open time.
 *
 * @param time within which something has to be done
 * @param warning after which its people are warned; not later than the time itself
 */
public record SlaTarget(Duration time, Duration warning) {

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})\\s*%");
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,4})d)?\\s*(?:(\\d{1,5})h)?\\s*(?:(\\d{1,6})m(?:in)?)?");

    /** Checks that the time is there and the warning comes within it. */
    public SlaTarget {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a service level needs a time longer than nothing");
        }
        if (warning.isNegative() || warning.compareTo(time) > 0) {
            throw new IllegalArgumentException(
                    "the warning must come within the time " + time + ", not after " + warning);
        }
    }

    /**
     * A target as written: a time such as {@code 4h}, {@code 1h 30m}, {@code 2d} (48 open hours) or {@code PT4H}, and a warning when
     * a share of it is used up ({@code 80%}) or when as much is left ({@code 30m}).
     *
     * @throws IllegalArgumentException if it is not written so
     */
    public static SlaTarget parse(String time, String warning) {
        Duration promised = duration(time);
        Matcher share = SHARE.matcher(warning.strip());
        if (share.matches()) {
            return new SlaTarget(
                    promised,
                    promised.multipliedBy(Integer.parseInt(share.group(1))).dividedBy(100));
        }
        Duration left = duration(warning);
        if (left.compareTo(promised) > 0) {
            throw new IllegalArgumentException(
                    "warning: '" + warning + "' before is longer than the whole time '" + time + "'");
        }
        return new SlaTarget(promised, promised.minus(left));
    }

    /** A time as written: {@code 4h}, {@code 1h 30m}, {@code 2d} or {@code PT4H}. */
    public static Duration duration(String text) {
        String written = text.strip();
        Matcher matcher = TIME.matcher(written);
        if (!written.isEmpty() && matcher.matches()) {
            return Duration.ofDays(number(matcher.group(1)))
                    .plusHours(number(matcher.group(2)))
                    .plusMinutes(number(matcher.group(3)));
        }
        try {
            return Duration.parse(written);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 4h, 1h 30m, 2d or PT4H", e);
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
