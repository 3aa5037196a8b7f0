package io.antiphon.routes;

import io.antiphon.spi.Problem;
import io.antiphon.spi.Source.PollSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether a connection that seems to run has fallen silent. */
final class Pulse {

    private static final int POLLS = 3;
    /** One that answers that there is nothing new so often is expected to go on with that. */
    private static final int ENOUGH = 20;

    private static final Duration SLACK = Duration.ofSeconds(90);

    private final String id;
    private final Tally tally;

    Pulse(String id, Tally tally) {
        this.id = id;
        this.tally = tally;
    }

    /** What is wrong now with one that runs: of a far end that is gone and the silence that follows, only the first. */
    List<Problem> problems(@Nullable Hearing hearing, Instant now) {
        Problem gone = hearing == null ? null : gone(hearing, now);
        if (gone != null) {
            return List.of(gone);
        }
        return tally
                .speech
                .unusual(now)
                .map(unusual -> Problem.warning(
                        "connection " + id,
                        "It has been silent for " + words(unusual.silence()) + "; it usually speaks at least every "
                                + words(unusual.usual()) + ".",
                        "See whether its far end has anything to say and may still say it here."))
                .stream()
                .toList();
    }

    private @Nullable Problem gone(Hearing hearing, Instant now) {
        if (!(hearing.source() instanceof PollSource poll)) {
            return tally.answers.sum() < ENOUGH
                    ? null
                    : tally.life
                            .unusual(now)
                            .map(unusual ->
                                    unanswered(unusual.silence(), "it usually does at least every ", unusual.usual()))
                            .orElse(null);
        }
        Instant listening = tally.life.silentSince();
        Instant answered = tally.lastAlive;
        if (listening == null) {
            return null;
        }
        Instant from = answered == null || answered.isBefore(listening) ? listening : answered;
        Duration silence = Duration.between(from, now);
        Duration allowed = poll.interval().multipliedBy(POLLS).plus(SLACK);
        return silence.compareTo(allowed) > 0 ? unanswered(silence, "it is asked every ", poll.interval()) : null;
    }

    private Problem unanswered(Duration silence, String usually, Duration usual) {
        return Problem.warning(
                "connection " + id,
                "Its far end has not answered for " + words(silence) + "; " + usually + words(usual) + ".",
                "See whether the far end is up and can be reached from here.");
    }

    /** A span of time as people say it. */
    static String words(Duration span) {
        long seconds = Math.max(1, span.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 100 * 60) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / (24 * 3600) + " days";
    }
}
