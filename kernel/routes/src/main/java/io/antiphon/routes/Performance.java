package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One action at a sink: when it takes too long it is interrupted, and some time after that given up. */
final class Performance {

    private final String connection;
    private final Kernel kernel;
    private final Consumer<Performance> over;
    private final Consumer<Performance> hangs;
    private @Nullable Call<Outcome> call;
    private @Nullable String interrupted;
    private boolean givenUp;
    private boolean ended;

    /**
     * A performance that has not begun.
     *
     * @param over is told on the sink's thread when the sink has let go of it
     * @param hangs is told when it was given up and holds a thread
     */
    Performance(String connection, Kernel kernel, Consumer<Performance> over, Consumer<Performance> hangs) {
        this.connection = connection;
        this.kernel = kernel;
        this.over = over;
        this.hangs = hangs;
    }

    /** Begins; false if there is no thread for it. */
    boolean begin(Sink sink, Plug plug, Action action) {
        Workers workers = kernel.workers();
        Call<Outcome> begun = workers.speak("connection " + connection + " performs", () -> {
            long start = System.nanoTime();
            boolean well = false;
            try {
                Outcome outcome = sink.perform(action);
                well = outcome != null;
                return outcome;
            } finally {
                plug.called(start, well);
                ended();
            }
        });
        if (begun == null) {
            return false;
        }
        synchronized (this) {
            call = begun;
        }
        Future<?> alarm = workers.after(
                kernel.limits().perform(),
                () -> interrupt(
                        "did not end within " + kernel.limits().perform().toMillis() / 1000.0 + " s"));
        begun.end().whenComplete((outcome, failure) -> alarm.cancel(false));
        return true;
    }

    /**
     * Waits for what the sink says.
     *
     * @return null if it said nothing
     * @throws TimeoutException if nobody knows what it did
     * @throws Throwable what the sink threw of its own accord
     */
    @Nullable
    Outcome await() throws Throwable {
        try {
            return Objects.requireNonNull(call, "it has not begun").answer().get();
        } catch (InterruptedException e) {
            interrupt("was called off");
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = interrupted();
            if (why != null) {
                throw nobodyKnows("The sink of '" + connection + "' " + why + " and was interrupted", cause);
            }
            if (cause instanceof InterruptedException) {
                throw nobodyKnows("The sink of '" + connection + "' was interrupted by its own hand", cause);
            }
            throw cause;
        }
    }

    /** Tells the sink to come to an end, which it must soon do. */
    void interrupt(String why) {
        Call<Outcome> begun;
        synchronized (this) {
            if (interrupted != null || call == null || ended) {
                return;
            }
            interrupted = why;
            begun = call;
        }
        begun.interrupt();
        kernel.workers().after(kernel.limits().grace(), this::giveUp);
    }

    /** Waits no longer; the sink may keep the thread. */
    void giveUp() {
        Call<Outcome> begun;
        synchronized (this) {
            if (givenUp || ended || call == null) {
                return;
            }
            givenUp = true;
            begun = call;
        }
        begun.answer().completeExceptionally(new TimeoutException("It was given up"));
        hangs.accept(this);
    }

    synchronized boolean givenUp() {
        return givenUp;
    }

    private synchronized @Nullable String interrupted() {
        return interrupted;
    }

    private void ended() {
        synchronized (this) {
            ended = true;
        }
        over.accept(this);
    }

    private static TimeoutException nobodyKnows(String what, Throwable cause) {
        TimeoutException told = new TimeoutException(what);
        told.initCause(cause);
        return told;
    }
}
