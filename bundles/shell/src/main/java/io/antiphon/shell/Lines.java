package io.antiphon.shell;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import java.util.stream.Collectors;

/** Entries in one line each. */
final class Lines {

    private static final int TEXT = 100;
    private static final int NAME = 40;

    private Lines() {}

    /** A signal as in a tail: position, time, connection, kind, who, what. */
    static String heard(Entry.Heard heard) {
        return heard.position() + "  " + Times.shown(heard.at()) + "  " + Plain.text(heard.connection(), NAME) + "  "
                + said(heard.signal());
    }

    /** What happened, without position and time. */
    static String what(Entry entry) {
        if (entry instanceof Entry.Heard heard) {
            return "heard by " + Plain.text(heard.connection(), NAME) + ": " + said(heard.signal());
        }
        if (entry instanceof Entry.Understood understood) {
            String profile = understood.profile();
            return "understood, " + (profile == null ? "anonymous" : "profile " + Plain.text(profile, NAME));
        }
        if (entry instanceof Entry.Decided decided) {
            return "decided by " + Plain.text(decided.policy() + " " + decided.version(), NAME) + ": "
                    + Plain.text(decided.action().type(), NAME)
                    + via(decided.action().connection());
        }
        if (entry instanceof Entry.Performed performed) {
            return "performed " + Plain.text(performed.action().type(), NAME) + ": " + outcome(performed.outcome());
        }
        Entry.Commanded order = (Entry.Commanded) entry;
        return "ordered by " + Plain.text(order.who(), NAME) + ": " + Plain.text(order.command(), NAME) + " "
                + Plain.text(order.subject(), NAME);
    }

    static String insight(Insight insight) {
        String about = insight.about();
        return Plain.text(insight.type(), NAME) + " = " + Plain.text(insight.value(), TEXT)
                + (about == null ? "" : " about " + Plain.text(about, TEXT))
                + (insight.confidence() < 1 ? " (%.2f)".formatted(insight.confidence()) : "")
                + (insight.enricher().isEmpty() ? "" : " by " + Plain.text(insight.enricher(), NAME));
    }

    private static String said(Signal signal) {
        String who = signal.identities().stream()
                .map(Identity::toString)
                .map(identity -> Plain.text(identity, NAME))
                .limit(3)
                .collect(Collectors.joining(" "));
        String text = signal.text();
        Double rating = signal.rating();
        return Plain.text(signal.kind(), NAME) + "  " + (who.isEmpty() ? "anonymous" : who)
                + (rating == null ? "" : "  rated " + rating)
                + (text == null ? "" : "  “" + Plain.text(text, TEXT) + "”");
    }

    private static String via(String connection) {
        return connection.isEmpty() ? "" : " by " + Plain.text(connection, NAME);
    }

    private static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return "done" + (done.reference().isEmpty() ? "" : " as " + Plain.text(done.reference(), TEXT));
        }
        if (outcome instanceof Outcome.Later later) {
            return "to be tried again after " + later.delay().toSeconds() + " s";
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "refused: " + Plain.text(refused.reason(), TEXT);
        }
        return "unsure: " + Plain.text(((Outcome.Unsure) outcome).reason(), TEXT);
    }
}
