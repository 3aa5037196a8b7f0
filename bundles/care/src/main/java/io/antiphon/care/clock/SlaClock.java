package io.antiphon.care.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that counts open time towards a target, stands still while we wait for the customer, and stops when it is done. A value:
 * each change gives another clock. Its instants depend on the calendar it was last changed with.
 *
 * @param target what has been promised
 * @param started when it began
 * @param state whether it runs
 * @param since when it last changed its state
 * @param used open time it had counted by then
 * @param due when the time is used up if it keeps running; {@link BusinessCalendar#NEVER} while it does not run
 * @param warnAt when its people are warned; likewise
 */
public record SlaClock(
        SlaTarget target, Instant started, State state, Instant since, Duration used, Instant due, Instant warnAt) {

    /** Whether a clock runs. */
    public enum State {
        RUNNING,
        /** It waits for the customer. */
        PAUSED,
        /** What was promised has been done. */
        STOPPED
    }

    private static final int LONGS = 8;

    /** A clock that begins. */
    public static SlaClock start(SlaTarget target, Instant at, BusinessCalendar calendar) {
        return running(target, at, at, Duration.ZERO, calendar);
    }

    private static SlaClock running(
            SlaTarget target, Instant started, Instant since, Duration used, BusinessCalendar calendar) {
        Instant due = calendar.plus(since, atLeastNothing(target.time().minus(used)));
        Instant warnAt = calendar.plus(since, atLeastNothing(target.warning().minus(used)));
        return new SlaClock(target, started, State.RUNNING, since, used, due, warnAt);
    }

    private static Duration atLeastNothing(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** We wait for the customer from now on; nothing if it does not run. */
    public SlaClock pause(Instant at, BusinessCalendar calendar) {
        return state == State.RUNNING ? standing(State.PAUSED, at, calendar) : this;
    }

    /** It is our turn again; nothing if it was. */
    public SlaClock resume(Instant at, BusinessCalendar calendar) {
        return state == State.PAUSED ? running(target, started, at, used, calendar) : this;
    }

    /** What was promised has been done; nothing if it was already. */
    public SlaClock stop(Instant at, BusinessCalendar calendar) {
        return state == State.STOPPED ? this : standing(State.STOPPED, at, calendar);
    }

    /** It was not done after all (a case is reopened): it goes on with what it had used. */
    public SlaClock goOn(Instant at, BusinessCalendar calendar) {
        return state == State.RUNNING ? this : running(target, started, at, used, calendar);
    }

    /** The same with another promise or calendar; what has been used stays. */
    public SlaClock retarget(SlaTarget other, Instant at, BusinessCalendar calendar) {
        Duration until = used(at, calendar);
        return state == State.RUNNING
                ? running(other, started, at, until, calendar)
                : new SlaClock(other, started, state, since, used, due, warnAt);
    }

    private SlaClock standing(State standing, Instant at, BusinessCalendar calendar) {
        return new SlaClock(
                target, started, standing, at, used(at, calendar), BusinessCalendar.NEVER, BusinessCalendar.NEVER);
    }

    /** Open time counted until an instant, which is not before its last change. */
    public Duration used(Instant at, BusinessCalendar calendar) {
        return state == State.RUNNING && at.isAfter(since) ? used.plus(calendar.between(since, at)) : used;
    }

    /** Open time that is left at an instant; negative if it is late by as much. */
    public Duration remaining(Instant at, BusinessCalendar calendar) {
        return target.time().minus(used(at, calendar));
    }

    /** Whether its people are to be warned at an instant: not done, not late yet, but soon. */
    public boolean isWarning(Instant at) {
        return state == State.RUNNING && !at.isBefore(warnAt) && !isBreached(at);
    }

    /** Whether the promise is broken at an instant, or was when the clock stopped. */
    public boolean isBreached(Instant at) {
        return state == State.RUNNING ? !at.isBefore(due) : used.compareTo(target.time()) >= 0;
    }

    /** Itself as a few numbers, for storing. */
    public long[] toLongs() {
        return new long[] {
            target.time().toMillis(),
            target.warning().toMillis(),
            started.toEpochMilli(),
            state.ordinal(),
            since.toEpochMilli(),
            used.toMillis(),
            due.toEpochMilli(),
            warnAt.toEpochMilli()
        };
    }

    /** What {@link #toLongs} gave. */
    public static SlaClock fromLongs(long... longs) {
        if (longs.length != LONGS || longs[3] < 0 || longs[3] >= State.values().length) {
            throw new IllegalArgumentException("these are not the numbers of a clock; there must be " + LONGS);
        }
        return new SlaClock(
                new SlaTarget(Duration.ofMillis(longs[0]), Duration.ofMillis(longs[1])),
                Instant.ofEpochMilli(longs[2]),
                State.values()[(int) longs[3]],
                Instant.ofEpochMilli(longs[4]),
                Duration.ofMillis(longs[5]),
                Instant.ofEpochMilli(longs[6]),
                Instant.ofEpochMilli(longs[7]));
    }
}
