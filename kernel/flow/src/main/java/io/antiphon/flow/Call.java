package io.antiphon.flow;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One call of a plugin. It ends by returning, or the watchdog first nudges it (interrupts its thread) and then takes it away:
 * from then on the thread that made it must touch nothing any more.
 */
final class Call {

    /** How a call ended. */
    enum End {
        /** In its time. */
        RETURNED,
        /** After it was interrupted; what it returned or threw does not count. */
        LATE,
        /** Too late: somebody else goes on, and this thread must end. */
        TAKEN
    }

    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int NUDGED = 2;
    private static final int TAKEN = 3;

    private final Post post;
    private final Plug<?> plug;
    private final AtomicInteger state = new AtomicInteger(RUNNING);

    /** For the watchdog's own use: when it first saw the call, by its own time; negative before. */
    long seen = -1;

    /** For the watchdog's own use: what the thread had allocated then. */
    long allocated;

    /** For the watchdog's own use: when it nudged. */
    long nudged;

    /** For the watchdog's own use: whether it devours memory, so that there is no time to wait. */
    boolean devours;

    Call(Post post, Plug<?> plug) {
        this.post = post;
        this.plug = plug;
    }

    Plug<?> plug() {
        return plug;
    }

    /** The caller's last word. */
    End end() {
        if (state.compareAndSet(RUNNING, ENDED)) {
            post.idle();
            return End.RETURNED;
        }
        synchronized (this) {
            if (state.get() == TAKEN) {
                return End.TAKEN;
            }
            state.set(ENDED);
            post.idle();
            Thread.interrupted();
            return End.LATE;
        }
    }

    /** Quarantines the plugin and interrupts the thread, unless the call has ended. */
    synchronized void nudge(long took, String reason) {
        if (state.compareAndSet(RUNNING, NUDGED)) {
            plug.overran(took, reason);
            post.interrupt();
        }
    }

    boolean isNudged() {
        return state.get() == NUDGED;
    }

    /** Takes the call away from its thread, unless it has ended. */
    synchronized boolean take() {
        return state.compareAndSet(NUDGED, TAKEN);
    }
}
