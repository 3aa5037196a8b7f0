package io.antiphon.routes;

import io.antiphon.spi.Source.PollSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A source that is asked again and again, each time an interval after it finished. */
final class Polling implements AutoCloseable {

    private final PollSource source;
    private final ConnectionIntake intake;
    private final Workers workers;
    private final Plug plug;
    private boolean closed;
    private @Nullable Call<Boolean> call;
    private @Nullable Future<?> next;

    Polling(PollSource source, ConnectionIntake intake, Plug plug) {
        this.source = source;
        this.intake = intake;
        this.plug = plug;
        this.workers = intake.kernel().workers();
    }

    synchronized Polling begin() {
        if (!closed) {
            Call<Boolean> asked = workers.call("connection " + intake.connection() + " poll", () -> {
                source.poll().run(intake);
                return true;
            });
            call = asked;
            long begun = System.nanoTime();
            asked.end().whenComplete((done, failure) -> ended(begun, failure));
        }
        return this;
    }

    private synchronized void ended(long begun, @Nullable Throwable failure) {
        plug.called(begun, closed || failure == null);
        if (closed) {
            return;
        }
        if (failure != null) {
            intake.failed(Failures.bare(failure));
            return;
        }
        intake.alive();
        next = workers.after(source.interval(), this::begin);
    }

    @Override
    public void close() throws InterruptedException {
        CompletableFuture<Boolean> last;
        synchronized (this) {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            if (call == null) {
                return;
            }
            call.interrupt();
            last = call.end();
        }
        try {
            last.get();
        } catch (ExecutionException e) {
            // it was told to come to an end, and this is how it did
        }
    }
}
