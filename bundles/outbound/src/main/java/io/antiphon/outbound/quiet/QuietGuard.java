package io.antiphon.outbound.quiet;

import io.antiphon.outbound.Book;
import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.settings.OutboundSettings;
import io.antiphon.outbound.settings.OutboundSettings.Quiet;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Named;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leaves people in peace at night, in their own time zone. */
@Component
@Named("quiet-hours")
public final class QuietGuard implements Guard {

    private final Standing standing;
    private final Journal journal;

    /** Called by declarative services. */
    @Activate
    public QuietGuard(@Reference Standing standing, @Reference Journal journal) {
        this.standing = standing;
        this.journal = journal;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        Book book = standing.book();
        if (book == null) {
            return standing.unknown();
        }
        OutboundSettings settings = book.settings();
        Quiet quiet = settings.quiet();
        Leaving leaving = standing.leaving(action);
        if (!quiet.purposes().contains(leaving.purpose()) || quiet.from().equals(quiet.to())) {
            return Verdict.ALLOW;
        }
        List<ZoneId> zones = Zones.of(profile);
        Instant now = standing.now();
        Instant until = now;
        String where = "";
        for (ZoneId zone : zones.isEmpty() ? List.of(settings.zone(leaving.unit())) : zones) {
            Instant end = end(quiet, now.atZone(zone));
            where = end.isAfter(until) ? zone.getId() : where;
            until = end.isAfter(until) ? end : until;
        }
        if (!until.isAfter(now) || leaving.isService() && isAnswer(action, leaving, quiet, now)) {
            return Verdict.ALLOW;
        }
        return new Verdict.Hold(
                until, "quiet hours from " + quiet.from() + " to " + quiet.to() + " where they are (" + where + ")");
    }

    /** When it is not quiet any more; now if it is not. */
    static Instant end(Quiet quiet, ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        boolean overnight = quiet.from().isAfter(quiet.to());
        boolean late = !time.isBefore(quiet.from());
        boolean early = time.isBefore(quiet.to());
        if (overnight ? !late && !early : !late || !early) {
            return now.toInstant();
        }
        ZonedDateTime today = now.with(quiet.to());
        return (overnight && late ? now.plusDays(1).with(quiet.to()) : today).toInstant();
    }

    private boolean isAnswer(Action action, Leaving leaving, Quiet quiet, Instant now) {
        if (!action.type().equals("reply")) {
            return false;
        }
        Position cause = Position.of(leaving.cause());
        Optional<Entry> entry = journal.get(cause);
        if (entry.isPresent() && entry.get() instanceof Entry.Commanded order) {
            entry = answered(order).flatMap(journal::get);
        }
        Instant since = now.minusSeconds(60L * quiet.replyMinutes());
        return entry.map(Entry::at).filter(at -> !at.isBefore(since)).isPresent();
    }

    private static Optional<Position> answered(Entry.Commanded order) {
        try {
            return Optional.of(Position.parse(Words.text(order.arguments(), "answers")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
