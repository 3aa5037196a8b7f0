package io.antiphon.care.settings;

import io.antiphon.care.clock.BusinessCalendar;
import java.time.Duration;

/**
 * A service level: how soon somebody is answered and their matter done with.
 *
 * @param hours the time that counts
 * @param firstAnswer until each unanswered word of the customer is answered; zero for no promise
 * @param resolution until the case is closed, not counting what we wait for the customer; zero for no promise
 * @param warn after which part of it there is a warning, from 0 to 1
 */
public record Level(String name, BusinessCalendar hours, Duration firstAnswer, Duration resolution, double warn) {

    /** No promise at all. */
    public static final Level NONE = new Level("", BusinessCalendar.always(), Duration.ZERO, Duration.ZERO, 1);

    /** The part of a promise that has passed when there is a warning. */
    public Duration warned(Duration promise) {
        return Duration.ofMillis(Math.round(promise.toMillis() * warn));
    }
}
