package io.antiphon.flow;

import org.jspecify.annotations.Nullable;

/** Where one thread calls plugins, one call at a time. */
final class Post {

    private final Thread thread;
    private final Runnable interrupt;
    private final Runnable taken;
    private volatile @Nullable Call call;

    /**
     * A thread's post.
     *
     * @param interrupt what to do besides interrupting the thread
     * @param taken goes on in place of this thread; called once by the watchdog
     */
    Post(Thread thread, Runnable interrupt, Runnable taken) {
        this.thread = thread;
        this.interrupt = interrupt;
        this.taken = taken;
    }

    /** Begins a call; null if the plugin may not be called any more. */
    @Nullable
    Call begin(Plug<?> plug) {
        Call next = new Call(this, plug);
        call = next;
        if (plug.callable()) {
            return next;
        }
        call = null;
        return null;
    }

    void idle() {
        call = null;
    }

    @Nullable
    Call call() {
        return call;
    }

    boolean calls(Plug<?> plug) {
        Call now = call;
        return now != null && now.plug() == plug;
    }

    Thread thread() {
        return thread;
    }

    void interrupt() {
        interrupt.run();
        thread.interrupt();
    }

    void taken() {
        taken.run();
    }
}
