package io.antiphon.spi;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a time as outside systems write it: in a given pattern, or in one of the common forms. */
final class Times {

    /** Larger numbers of seconds (the year 5138) are meant as milliseconds. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final String WANTED = "a time in ISO 8601 or RFC 1123, or in seconds or milliseconds since 1970";

    private final @Nullable DateTimeFormatter format;
    private final ZoneId zone;

    private Times(@Nullable DateTimeFormatter format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    static Times of(Settings settings) {
        return new Times(
                settings.find("timeFormat").map(Times::format).orElse(null),
                ZoneId.of(settings.find("zone").orElse("UTC")));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        settings.find("timeFormat").ifPresent(pattern -> {
            try {
                format(pattern);
            } catch (IllegalArgumentException e) {
                problems.add(Problem.error(
                        "timeFormat",
                        "'" + Text.shown(pattern) + "' is no form of times: " + e.getMessage() + ".",
                        "For example: dd.MM.yyyy HH:mm"));
            }
        });
        settings.find("zone").ifPresent(zone -> {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                problems.add(Problem.error(
                        "zone", "'" + Text.shown(zone) + "' is no time zone.", "For example: Europe/Berlin"));
            }
        });
        return problems;
    }

    /** The instant; an IllegalArgumentException whose message says what was wanted if it is none. */
    Instant read(Object value) {
        String text = value.toString().strip();
        try {
            if (format != null) {
                return instant(format.parse(text));
            }
            if (text.matches("-?\\d{1,16}(\\.\\d{1,9})?([eE]\\d{1,2})?")) {
                return sinceEpoch(new BigDecimal(text));
            }
            if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
                return instant(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            }
            if (text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return instant(DateTimeFormatter.ISO_DATE_TIME.parse(text.replace(' ', 'T')));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(format == null ? WANTED : "a time in the configured form", e);
        }
    }

    private static Instant sinceEpoch(BigDecimal number) {
        BigDecimal seconds = number.abs().compareTo(MOST_SECONDS) > 0 ? number.movePointLeft(3) : number;
        long whole = seconds.longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }

    private Instant instant(TemporalAccessor parsed) {
        ZoneId stated = parsed.query(TemporalQueries.zone());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return LocalDate.from(parsed)
                .atTime(time == null ? LocalTime.MIDNIGHT : time)
                .atZone(stated == null ? zone : stated)
                .toInstant();
    }
}
