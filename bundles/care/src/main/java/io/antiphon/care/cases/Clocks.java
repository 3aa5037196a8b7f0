package io.antiphon.care.cases;

import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.Level;
import java.time.Duration;
import java.time.Instant;

/** Starts, pauses and stops the clocks of a case, by the working hours of its service level. */
final class Clocks {

    private Clocks() {}

    /** Lets run what has to run as the case stands now, and nothing else. */
    static void settle(Case one, CareSettings settings, long at) {
        Level level = settings.level(one.queue);
        boolean other = !level.name().equals(one.level);
        if (other) {
            change(one, level, at);
        }
        one.waiting = !one.isOpen() ? Waiting.NOBODY : one.unanswered > 0 ? Waiting.US : Waiting.CUSTOMER;
        if (one.waiting == Waiting.US) {
            first(one, level);
            resume(one, level, at);
            one.silenceAt = 0;
            one.closeAt = 0;
        } else {
            stopFirst(one);
            pause(one, level, at);
        }
        if (!one.isOpen()) {
            stopResolution(one);
            one.silenceAt = 0;
            one.closeAt = 0;
            one.snoozed = 0;
        }
        one.due = Math.min(orNever(one.firstDue), orNever(one.resolutionDue));
        one.alarm = alarm(one);
    }

    /** The customer waits for an answer since then. */
    static void asked(Case one, long at) {
        if (one.firstFrom == 0) {
            one.firstFrom = at;
        }
    }

    /** The resolution of a case is promised as of now. */
    static void opened(Case one, Level level, long at) {
        one.level = level.name();
        one.resolutionLeft = level.resolution().toMillis();
        one.resolutionWarnLeft = level.warned(level.resolution()).toMillis();
        one.resolutionFrom = 0;
        one.resolutionWarned = false;
        one.resolutionBreached = false;
        if (one.resolutionLeft > 0) {
            run(one, level, at);
        }
    }

    /** From now on the customer's silence is counted. */
    static void answered(Case one, CareSettings settings, long at) {
        one.silenceAt =
                settings.silence().isZero() ? 0 : at + settings.silence().toMillis();
        ends(one, settings, at);
    }

    /** If nothing comes, it is closed some time after that. */
    static void ends(Case one, CareSettings settings, long at) {
        one.closeAt = settings.close().isZero() ? 0 : at + settings.close().toMillis();
    }

    /** Another promise holds, as if it had been given at first. */
    private static void change(Case one, Level level, long at) {
        boolean warned = one.resolutionWarned;
        boolean breached = one.resolutionBreached;
        long from = one.opened;
        opened(one, level, from);
        one.resolutionWarned = warned;
        one.resolutionBreached = breached;
        long first = one.firstFrom;
        boolean firstWarned = one.firstWarned;
        boolean firstBreached = one.firstBreached;
        stopFirst(one);
        one.firstFrom = first;
        one.firstWarned = firstWarned;
        one.firstBreached = firstBreached;
    }

    private static void first(Case one, Level level) {
        if (one.firstFrom > 0 && one.firstDue == 0 && !level.firstAnswer().isZero()) {
            one.firstDue = plus(level, one.firstFrom, level.firstAnswer().toMillis());
            one.firstWarn =
                    plus(level, one.firstFrom, level.warned(level.firstAnswer()).toMillis());
        }
    }

    private static void stopFirst(Case one) {
        one.firstFrom = 0;
        one.firstDue = 0;
        one.firstWarn = 0;
        one.firstWarned = false;
        one.firstBreached = false;
    }

    private static void stopResolution(Case one) {
        one.resolutionFrom = 0;
        one.resolutionDue = 0;
        one.resolutionWarn = 0;
        one.resolutionLeft = 0;
        one.resolutionWarnLeft = 0;
    }

    private static void resume(Case one, Level level, long at) {
        if (one.resolutionFrom == 0 && one.resolutionLeft > 0) {
            run(one, level, at);
        }
    }

    private static void run(Case one, Level level, long at) {
        one.resolutionFrom = at;
        one.resolutionDue = plus(level, at, one.resolutionLeft);
        one.resolutionWarn = plus(level, at, one.resolutionWarnLeft);
    }

    private static void pause(Case one, Level level, long at) {
        if (one.resolutionFrom == 0) {
            return;
        }
        long passed = level.hours()
                .between(Instant.ofEpochMilli(one.resolutionFrom), Instant.ofEpochMilli(at))
                .toMillis();
        // What is used up keeps a moment, so that the clock goes on to exist.
        one.resolutionLeft = Math.max(1, one.resolutionLeft - passed);
        one.resolutionWarnLeft = Math.max(0, one.resolutionWarnLeft - passed);
        one.resolutionFrom = 0;
        one.resolutionDue = 0;
        one.resolutionWarn = 0;
    }

    private static long plus(Level level, long from, long millis) {
        return level.hours()
                .plus(Instant.ofEpochMilli(from), Duration.ofMillis(millis))
                .toEpochMilli();
    }

    private static long orNever(long time) {
        return time == 0 ? Case.NEVER : time;
    }

    private static long alarm(Case one) {
        long next = Case.NEVER;
        if (one.firstDue > 0 && !one.firstBreached) {
            next = Math.min(next, one.firstWarned ? one.firstDue : one.firstWarn);
        }
        if (one.resolutionDue > 0 && !one.resolutionBreached) {
            next = Math.min(next, one.resolutionWarned ? one.resolutionDue : one.resolutionWarn);
        }
        next = Math.min(next, orNever(one.snoozed));
        next = Math.min(next, orNever(one.silenceAt));
        next = Math.min(next, orNever(one.closeAt));
        return next == Case.NEVER ? 0 : next;
    }
}
