package io.antiphon.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads instants in ISO 8601, the usual form {@code 2026-01-31T09:30:00.123Z} without a formatter. */
final class Instants {

    private static final int SECONDS_END = 19;
    private static final int LAST_YEAR = 9999;
    private static final long DAY = 86_400;

    private Instants() {}

    /** The instant; null if the text is none, has no offset, or lies outside of the years 1 to 9999. */
    static @Nullable Instant parse(String text) {
        try {
            Instant usual = text.length() > SECONDS_END && text.charAt(text.length() - 1) == 'Z' ? usual(text) : null;
            if (usual != null) {
                return usual;
            }
            OffsetDateTime read = OffsetDateTime.parse(text);
            return read.getYear() < 1 || read.getYear() > LAST_YEAR ? null : read.toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant usual(String text) {
        int year = number(text, 0, 4, '-');
        int month = number(text, 5, 7, '-');
        int day = number(text, 8, 10, 'T');
        int hour = number(text, 11, 13, ':');
        int minute = number(text, 14, 16, ':');
        int second = number(text, 17, SECONDS_END, text.charAt(SECONDS_END));
        int nano = fraction(text);
        if ((year | month | day | hour | minute | second | nano) < 0
                || year == 0
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * DAY + hour * 3600L + minute * 60L + second, nano);
    }

    /** The digits from one place to another, where a separator follows; -1 if they are none. */
    private static int number(String text, int from, int to, char separator) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return text.charAt(to) == separator ? value : -1;
    }

    /** The nanoseconds between the seconds and the Z; -1 if they are malformed. */
    private static int fraction(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        int value = number(text, SECONDS_END + 1, end, 'Z');
        for (int i = digits; i < 9 && value >= 0; i++) {
            value *= 10;
        }
        return value;
    }
}
