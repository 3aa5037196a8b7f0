package io.antiphon.outbound.calendar;

import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.stop.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A planned stop: an event of a calendar and what it stops. It ends by itself.
 *
 * @param byHand whether it presses a stop that a person must resume
 */
public record Pause(String calendar, Event event, Scope scope, boolean byHand) {

    /**
     * Of an event: its scope is that of the calendar, unless its categories or lines of its description say {@code unit:acme/emea},
     * {@code channel:email}, {@code connection:mail} or {@code campaign:spring}.
     */
    public static Pause of(String calendar, Event event, Scope usual, boolean byHand) {
        Scope scope = usual;
        for (String category : event.categories()) {
            scope = narrowed(scope, category);
        }
        for (String line : event.description().split("\n", -1)) {
            scope = narrowed(scope, line);
        }
        return new Pause(calendar, event, scope, byHand);
    }

    private static Scope narrowed(Scope scope, String words) {
        int colon = words.indexOf(':');
        String value = words.substring(colon + 1).strip();
        if (colon < 1 || value.isEmpty()) {
            return scope;
        }
        return switch (words.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
            case "unit" -> new Scope(value, scope.channel(), scope.connection(), scope.campaign());
            case "channel" -> new Scope(scope.unit(), value, scope.connection(), scope.campaign());
            case "connection" -> new Scope(scope.unit(), scope.channel(), value, scope.campaign());
            case "campaign" -> new Scope(scope.unit(), scope.channel(), scope.connection(), value);
            default -> scope;
        };
    }

    /** When it ends, if it stops that now. */
    public Optional<Instant> end(Leaving leaving, Instant now) {
        return scope.covers(leaving) ? event.at(now).map(Event.Occurrence::end) : Optional.empty();
    }

    /** What people read. */
    public String reason() {
        return event.summary().isBlank() ? "a planned stop" : event.summary();
    }
}
