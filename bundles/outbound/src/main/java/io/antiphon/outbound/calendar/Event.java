package io.antiphon.outbound.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in a calendar, and when it comes again.
 *
 * @param start of the first one
 * @param length how long each lasts; more than nothing
 * @param rule how it recurs; null if it does not
 * @param left starts at which it does not take place
 */
public record Event(
        String uid,
        String summary,
        String description,
        List<String> categories,
        ZonedDateTime start,
        Duration length,
        @Nullable Recurrence rule,
        Set<Instant> left) {

    private static final int MOST_STEPS = 5_000;

    /** Copies. */
    public Event {
        categories = List.copyOf(categories);
        left = Set.copyOf(left);
    }

    /** One taking place: from the start up to, and without, the end. */
    public record Occurrence(Instant start, Instant end) {}

    /** The one that takes place at an instant; if there are several, the one that ends last. */
    public Optional<Occurrence> at(Instant now) {
        Occurrence found = null;
        for (Occurrence one : from(now.minus(length))) {
            if (one.start().isAfter(now)) {
                break;
            }
            if (one.end().isAfter(now)) {
                found = one;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The first that starts after an instant. */
    public Optional<Occurrence> next(Instant now) {
        for (Occurrence one : from(now)) {
            if (one.start().isAfter(now)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private Iterable<Occurrence> from(Instant early) {
        List<ZonedDateTime> starts = rule == null
                ? List.of(start)
                : rule.starts(start, early.minus(1, ChronoUnit.DAYS).atZone(start.getZone()), MOST_STEPS);
        return starts.stream()
                .map(ZonedDateTime::toInstant)
                .filter(when -> !left.contains(when))
                .map(when -> new Occurrence(when, when.plus(length)))
                .toList();
    }
}
