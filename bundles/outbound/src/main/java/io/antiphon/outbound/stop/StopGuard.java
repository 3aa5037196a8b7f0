package io.antiphon.outbound.stop;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.approval.Approval;
import io.antiphon.outbound.calendar.Pause;
import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds what somebody stopped, or a calendar does; and what was not approved when a stop ended. */
@Component
@Named("stop")
public final class StopGuard implements Guard {

    private static final Duration LONG = Duration.ofDays(1);

    private final Standing standing;

    /** Called by declarative services. */
    @Activate
    public StopGuard(@Reference Standing standing) {
        this.standing = standing;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        if (book.stops().isEmpty() && book.settings().pauses().isEmpty()) {
            return Verdict.ALLOW;
        }
        Leaving leaving = standing.leaving(action);
        Instant now = standing.now();
        List<Approval> approvals = book.approvals(action.id());
        for (Stop stop : book.stops()) {
            if (stop.isOn(now) && stop.scope().covers(leaving)) {
                return hold(stop.until() == null ? now.plus(LONG) : stop.until(), told(stop));
            }
            if (stop.holdsBack(action.id(), leaving.cause(), approvals) && stop.scope().covers(leaving)) {
                return hold(
                        now.plus(LONG),
                        "it waited when the stop " + stop.id() + " ended and was not approved: a person approves or discards it");
            }
        }
        for (Pause pause : book.settings().pauses()) {
            Optional<Instant> end = pause.end(leaving, now);
            if (end.isPresent()) {
                return hold(end.get(), "stopped by the calendar '" + pause.calendar() + "' until " + end.get() + ": "
                        + pause.reason());
            }
        }
        return Verdict.ALLOW;
    }

    private static Verdict hold(Instant until, String reason) {
        return new Verdict.Hold(until, reason);
    }

    private static String told(Stop stop) {
        return "stopped by " + stop.who() + " (" + stop.scope() + ", stop " + stop.id() + ")"
                + (stop.reason().isEmpty() ? "" : ": " + stop.reason());
    }
}
