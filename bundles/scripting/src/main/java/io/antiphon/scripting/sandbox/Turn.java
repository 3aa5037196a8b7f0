package io.antiphon.scripting.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in a context: one call at a time. A call ends by itself, or the watch catches it first; then it is the last one
 * of its context.
 */
final class Turn {

    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int CAUGHT = 2;
    private static final int SPENT = 3;

    /** The call's number times four, and its state. */
    private final AtomicLong word = new AtomicLong();

    private volatile @Nullable Thread thread;
    private volatile boolean loading;
    private volatile @Nullable String reason;

    /** Begins a call on this thread. @param load whether a module is being evaluated */
    void begin(boolean load) {
        long now = word.get();
        if ((now & 3) != IDLE) {
            throw new IllegalStateException("A context is used by two calls at a time or after its last one");
        }
        thread = Thread.currentThread();
        loading = load;
        word.set((now | 3) + 1 + RUNNING);
    }

    /** Ends the call; false if it was caught, and then nothing more happens to its thread. */
    boolean end() {
        long now = word.get();
        if ((now & 3) == RUNNING && word.compareAndSet(now, now - RUNNING)) {
            return true;
        }
        synchronized (this) {
            word.set(now | SPENT);
            Thread.interrupted();
            return false;
        }
    }

    /** The number of the call that runs; 0 if none does. */
    long running() {
        long now = word.get();
        return (now & 3) == RUNNING ? now >>> 2 : 0;
    }

    /** Whether the call of a number has been caught and has not ended. */
    boolean isCaught(long call) {
        return word.get() == (call << 2 | CAUGHT);
    }

    boolean isLoading() {
        return loading;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /** Catches the call of a number, unless it has ended. */
    boolean capture(long call, String why) {
        reason = why;
        return word.compareAndSet(call << 2 | RUNNING, call << 2 | CAUGHT);
    }

    /** Why the call was caught; null if it was not. */
    @Nullable
    String reason() {
        return (word.get() & 3) >= CAUGHT ? reason : null;
    }

    /** Stops the thread of a caught call by force, unless it has ended; false where the platform cannot. */
    @SuppressWarnings({"deprecation", "removal"})
    synchronized boolean stop(long call) {
        Thread held = thread;
        try {
            if (isCaught(call) && held != null) {
                held.stop();
            }
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
