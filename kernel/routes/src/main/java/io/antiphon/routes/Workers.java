package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The room's threads: one for timers, two that read mailboxes and never block, and for calls into plugins, which may, up to
 * 128 that perform actions and up to 256 for all else.
 */
final class Workers implements AutoCloseable {

    private static final int MOST = 256;
    private static final int MOST_SPEAKING = 128;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("connections-timer"));
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("connections"));
    private final ThreadPoolExecutor blocking =
            new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("connection"));

    private final ThreadPoolExecutor speaking =
            new ThreadPoolExecutor(0, MOST_SPEAKING, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("speaking"));

    Workers() {
        readers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    Mailbox mailbox() {
        return new Mailbox(readers);
    }

    /** Calls into a plugin, for so long at most. */
    <T> Call<T> call(String what, Duration limit, Callable<T> work) {
        Call<T> call = call(what, work);
        if (!call.end().isDone()) {
            Future<?> alarm = after(limit, () -> call.giveUp(limit));
            call.end().whenComplete((value, failure) -> alarm.cancel(false));
        }
        return call;
    }

    /** Calls into a plugin, for as long as it takes. */
    <T> Call<T> call(String what, Callable<T> work) {
        Call<T> call = new Call<>(what);
        try {
            blocking.execute(() -> run(what, work, call));
        } catch (RejectedExecutionException e) {
            call.threw(new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "All " + MOST + " threads for connections are busy with calls that do not end"));
        }
        return call;
    }

    /** Performs an action, for as long as it takes; null if no thread is free for it. */
    <T> @Nullable Call<T> speak(String what, Callable<T> work) {
        Call<T> call = new Call<>(what);
        try {
            speaking.execute(() -> run(what, work, call));
            return call;
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private static <T> void run(String what, Callable<T> work, Call<T> call) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName(what);
        try {
            call.returned(Visit.run(work, call::entered));
        } catch (Throwable e) {
            call.threw(e);
        } finally {
            thread.setName(name);
        }
    }

    /** Calls into a plugin on this thread, which is interrupted after a time. */
    <T> T visit(Duration limit, Callable<T> work) throws Exception {
        Visit[] visit = new Visit[1];
        Future<?> alarm = after(limit, () -> {
            Visit late = visit[0];
            if (late != null) {
                late.interrupt();
            }
        });
        try {
            return Visit.run(work, entered -> visit[0] = entered);
        } catch (Exception e) {
            Visit late = visit[0];
            if (late != null && late.interrupted()) {
                throw new TimeoutException(
                        "did not end within " + limit.toMillis() / 1000.0 + " s and was interrupted");
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    /** Runs something short later. */
    Future<?> after(Duration delay, Runnable work) {
        return timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        readers.shutdown();
        blocking.shutdownNow();
        speaking.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = Executors.defaultThreadFactory().newThread(work);
            thread.setName(name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
