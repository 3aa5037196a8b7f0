package io.antiphon.routes;

import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection's calls into its connector, whose answers come to its mailbox. A call that is given up but does not end
 * holds a thread: those are counted.
 */
final class Errands {

    private final String connection;
    private final Kernel kernel;
    private final Mailbox mailbox;
    private final IntConsumer hanging;
    private int held;

    /**
     * Errands of a connection.
     *
     * @param hanging is told in the mailbox how many calls hang, when there is another
     */
    Errands(String connection, Kernel kernel, Mailbox mailbox, IntConsumer hanging) {
        this.connection = connection;
        this.kernel = kernel;
        this.mailbox = mailbox;
        this.hanging = hanging;
    }

    void check(Plug plug, Terms terms, BiConsumer<@Nullable List<Problem>, @Nullable Throwable> done) {
        plug.calls.increment();
        Settings own = terms.settings(plug.spec);
        run("check", kernel.limits().check(), () -> plug.connector.check(own), done);
    }

    /** The same for settings that it does not have yet: if that hangs, it is not held against it. */
    void tryOut(Plug plug, Terms terms, BiConsumer<@Nullable List<Problem>, @Nullable Throwable> done) {
        plug.calls.increment();
        Settings own = terms.settings(plug.spec);
        kernel.workers()
                .call(
                        "connection " + connection + " tries other settings",
                        kernel.limits().check(),
                        () -> plug.connector.check(own))
                .answer()
                .whenComplete((problems, failure) ->
                        mailbox.post(() -> done.accept(problems, failure == null ? null : Failures.bare(failure))));
    }

    /** What starts too late is closed again. */
    void start(Terms terms, Running.Supplies supplies, BiConsumer<@Nullable Running, @Nullable Throwable> done) {
        Plug plug = supplies.plug();
        plug.calls.increment();
        Settings own = terms.settings(plug.spec);
        Call<Running> call =
                run("start", kernel.limits().start(), () -> Running.start(terms.values(), own, supplies), done);
        call.end().thenAccept(started -> {
            if (call.answer().isCompletedExceptionally()) {
                kernel.workers().call("connection " + connection + " late close", started::close);
            }
        });
    }

    void close(Running running, BiConsumer<@Nullable Boolean, @Nullable Throwable> done) {
        run("close", kernel.limits().close(), running::close, done);
    }

    private <T> Call<T> run(
            String what, Duration limit, Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> done) {
        Call<T> call = kernel.workers().call("connection " + connection + " " + what, limit, work);
        call.answer()
                .whenComplete((value, failure) -> mailbox.post(() -> {
                    Throwable bare = failure == null ? null : Failures.bare(failure);
                    if (bare instanceof TimeoutException && !call.end().isDone()) {
                        held++;
                        hanging.accept(held);
                        call.end().whenComplete((late, lateFailure) -> mailbox.post(() -> held--));
                    }
                    done.accept(value, bare);
                }));
        return call;
    }
}
