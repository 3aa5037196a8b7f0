package io.antiphon.connector.mail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The date in a mail's header, if it makes sense. */
final class MailDate {

    private static final Pattern DATE =
            Pattern.compile("(\\d{1,2})[\\s-]+([A-Za-z]{3})[a-z]*\\.?[\\s-]+(\\d{2,4}),?\\s+"
                    + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d+)?\\s*([+-]\\d{4}|[A-Za-z]{1,5})?");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Map<String, Integer> ZONES = Map.of(
            "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7, "CET", 1, "CEST",
            2);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private MailDate() {}

    /**
     * When it says it was written.
     *
     * @param received when it arrived: nothing is written much later than that
     * @return empty if it does not say so, or nonsense
     */
    static Optional<Instant> of(String header, Instant received) {
        Matcher date = DATE.matcher(header);
        if (!date.find()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT));
        if (month < 0 || month % 3 != 0) {
            return Optional.empty();
        }
        int year = Integer.parseInt(date.group(3));
        year += date.group(3).length() > 3 ? 0 : year < 50 ? 2000 : 1900;
        try {
            Instant when = LocalDateTime.of(
                            year,
                            month / 3 + 1,
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(4)),
                            Integer.parseInt(date.group(5)),
                            date.group(6) == null ? 0 : Math.min(59, Integer.parseInt(date.group(6))))
                    .toInstant(zone(date.group(7)));
            boolean isSane = when.isAfter(EARLIEST) && when.isBefore(received.plus(CLOCKS_DIFFER));
            return isSane ? Optional.of(when) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (Character.isLetter(text.charAt(0))) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(text.toUpperCase(Locale.ROOT), 0));
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        int minutes = Integer.parseInt(text.substring(1, 3)) * 60 + Integer.parseInt(text.substring(3));
        return ZoneOffset.ofTotalSeconds(sign * minutes * 60);
    }
}
