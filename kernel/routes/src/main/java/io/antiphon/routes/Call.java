package io.antiphon.routes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call into a plugin that is given up when it takes too long. */
final class Call<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private final String what;
    private @Nullable Visit visit;
    private boolean interrupted;

    Call(String what) {
        this.what = what;
    }

    /** What came back in time, what was thrown, or a {@link TimeoutException}. */
    CompletableFuture<T> answer() {
        return answer;
    }

    /** What came back at last, perhaps too late. */
    CompletableFuture<T> end() {
        return end;
    }

    synchronized void entered(Visit itsVisit) {
        visit = itsVisit;
        if (interrupted || answer.isDone()) {
            itsVisit.interrupt();
        }
    }

    void returned(T value) {
        answer.complete(value);
        end.complete(value);
    }

    void threw(Throwable failure) {
        answer.completeExceptionally(failure);
        end.completeExceptionally(failure);
    }

    /** Tells the plugin to come to an end. */
    synchronized void interrupt() {
        interrupted = true;
        if (visit != null) {
            visit.interrupt();
        }
    }

    synchronized void giveUp(Duration limit) {
        String late = what + " did not end within " + limit.toMillis() / 1000.0 + " s and was given up";
        if (answer.completeExceptionally(new TimeoutException(late)) && visit != null) {
            visit.interrupt();
        }
    }
}
