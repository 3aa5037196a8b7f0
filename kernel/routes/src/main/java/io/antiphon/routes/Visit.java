package io.antiphon.routes;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A thread's stay in a plugin's code. It may be told to leave by an interrupt, but never while it has called back into the
 * kernel, where an interrupt could hit the journal.
 */
final class Visit {

    private static final ThreadLocal<@Nullable Visit> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private boolean inKernel;
    private boolean interrupted;
    private boolean over;

    /** Enters a plugin on this thread. */
    static <T> T run(Callable<T> plugin, java.util.function.Consumer<Visit> entered) throws Exception {
        Visit visit = new Visit();
        Visit outer = CURRENT.get();
        CURRENT.set(visit);
        try {
            entered.accept(visit);
            return plugin.call();
        } finally {
            visit.leave();
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Work of the kernel's within a plugin's call: an interrupt waits for its end. */
    static <T> T kernel(java.util.function.Supplier<T> work) {
        Visit visit = CURRENT.get();
        if (visit == null || visit.inKernel) {
            return work.get();
        }
        visit.inKernel(true);
        try {
            return work.get();
        } finally {
            visit.inKernel(false);
        }
    }

    /** Tells it to leave. Any thread. */
    synchronized void interrupt() {
        if (!over && !interrupted) {
            interrupted = true;
            if (!inKernel) {
                thread.interrupt();
            }
        }
    }

    synchronized boolean interrupted() {
        return interrupted;
    }

    private synchronized void inKernel(boolean value) {
        inKernel = value;
        if (interrupted) {
            if (value) {
                Thread.interrupted();
            } else {
                thread.interrupt();
            }
        }
    }

    private synchronized void leave() {
        over = true;
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
