package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that run a bundle's own code, which may never return. */
final class Bounded {

    private Bounded() {}

    /**
     * Waits for a call on a thread of its own; what does not come back in time is interrupted and left behind.
     *
     * @throws AntiphonException CONFLICT if it did not return in time
     * @throws ExecutionException if it threw
     */
    static <T> T call(String what, Duration most, Callable<T> call) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "antiphon-swap: " + what);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            StackTraceElement[] trace = thread.getStackTrace();
            thread.interrupt();
            throw new AntiphonException(
                    Code.CONFLICT,
                    what + " did not return within " + most.toSeconds() + " s"
                            + (trace.length == 0 ? "" : ", in " + trace[0]));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new AntiphonException(Code.UNAVAILABLE, what + " was interrupted", e);
        }
    }
}
