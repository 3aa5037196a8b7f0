package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is pushed at connections and asked of them. While one is being swapped its callers are held, so that they see nothing of that: for
 * {@link #HOLD} at most, and no more of them and of what they bring than {@link Waiting} has room for.
 */
final class Reception {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration HOLD = Duration.ofSeconds(5);
    private static final Duration SWAP = Duration.ofSeconds(10);

    private final Supervisors supervisors;
    private final Waiting waiting = new Waiting();

    Reception(Supervisors supervisors) {
        this.supervisors = supervisors;
    }

    Response deliver(String id, Request request) {
        Supervisor supervisor = supervisors.get(id);
        long deadline = System.nanoTime() + HOLD.toNanos();
        while (true) {
            long seen = supervisor.window().changes();
            Running running = supervisor.running();
            AutoCloseable door = running == null || running.hearing() == null
                    ? null
                    : running.hearing().work();
            Face face = supervisor.window().face();
            if (running != null && !answers(door, request)) {
                throw new AntiphonException(Code.NOT_FOUND, "Nothing can be pushed at the connection '" + id + "'");
            }
            if (door instanceof Pushed pushed && pushed.enter()) {
                try {
                    return pushed.deliver(request);
                } finally {
                    pushed.leave();
                }
            }
            if (!passes(face) || !hold(supervisor, request.body().length, seen, deadline)) {
                throw new AntiphonException(
                        Code.UNAVAILABLE, "The connection '" + id + "' is " + word(face.status()), wait(face), null);
            }
        }
    }

    private static boolean answers(@Nullable AutoCloseable door, Request request) {
        return door instanceof Pushed pushed
                && pushed.answersAt(request.parameters().getOrDefault("path", ""));
    }

    private boolean hold(Supervisor supervisor, int bytes, long seen, long deadline) {
        if (!waiting.enter(bytes)) {
            return false;
        }
        try {
            return supervisor.window().await(seen, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.leave(bytes);
        }
    }

    private static String word(Status status) {
        return status == Status.RUNNING ? "starting" : status.name().toLowerCase(Locale.ROOT);
    }

    private static Duration wait(Face face) {
        return passes(face) ? SOON : LATER;
    }

    /** A swap is over in seconds; what a person must mend is not. */
    private static boolean passes(Face face) {
        return switch (face.status()) {
            case STARTING, DRAINING, RUNNING -> true;
            case ABSENT -> Duration.between(face.since(), Instant.now()).compareTo(SWAP) < 0;
            case FAILING, PAUSED, QUARANTINED -> false;
        };
    }
}
