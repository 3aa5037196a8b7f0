package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Sinks;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lets connections perform actions. */
final class SpeakingConnections implements Sinks {

    private static final Duration LATER = Duration.ofSeconds(5);

    private final Supervisors supervisors;
    private final Predicate<String> configured;

    /**
     * The speaking halves of connections.
     *
     * @param configured whether a connection has a file, which may not have been read yet
     */
    SpeakingConnections(Supervisors supervisors, Predicate<String> configured) {
        this.supervisors = supervisors;
        this.configured = configured;
    }

    @Override
    public Optional<Voice> find(String connection) {
        Supervisor supervisor = supervisors.find(connection);
        if (supervisor == null) {
            return Terms.lintId(connection).isEmpty() && configured.test(connection)
                    ? Optional.of(new Voice(false, false, "The connection '" + connection + "' is being started"))
                    : Optional.empty();
        }
        Speaking speaking = supervisor.speaking();
        String hindrance = hindrance(supervisor, speaking);
        boolean idempotent = speaking == null ? supervisor.manner().idempotent() : speaking.idempotent();
        return Optional.of(new Voice(hindrance.isEmpty(), idempotent, hindrance));
    }

    @Override
    public Outcome perform(String connection, Action action) throws Exception {
        Supervisor supervisor = supervisors.find(connection);
        if (supervisor == null) {
            throw new AntiphonException(Code.UNAVAILABLE, "There is no connection '" + connection + "'", LATER, null);
        }
        Speaking speaking = supervisor.speaking();
        String hindrance = hindrance(supervisor, speaking);
        if (speaking == null || !hindrance.isEmpty()) {
            throw new AntiphonException(Code.UNAVAILABLE, hindrance, wait(supervisor), null);
        }
        return speaking.perform(action);
    }

    /** Why it cannot speak; empty if it can. */
    private static String hindrance(Supervisor supervisor, @Nullable Speaking speaking) {
        String it = "The connection '" + supervisor.id() + "' ";
        if (supervisor.terms().paused()) {
            return it + "is paused";
        }
        if (speaking != null) {
            return speaking.closing() ? it + "is draining" : "";
        }
        Face face = supervisor.window().face();
        if (face.status() == Status.RUNNING) {
            return it + (supervisor.running() == null ? "is starting" : "only hears");
        }
        List<Problem> problems = face.problems();
        String why = problems.isEmpty() ? "" : ": " + problems.get(0).what();
        return it + "is " + face.status().name().toLowerCase(Locale.ROOT) + why;
    }

    private static Duration wait(Supervisor supervisor) {
        return switch (supervisor.window().face().status()) {
            case STARTING, DRAINING, RUNNING -> Speaking.SOON;
            case PAUSED, FAILING, QUARANTINED, ABSENT -> LATER;
        };
    }
}
