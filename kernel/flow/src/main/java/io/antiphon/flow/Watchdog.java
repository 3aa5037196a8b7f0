package io.antiphon.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees calls that do not return or that devour memory, and takes them away. Its own time stands still while the whole process
 * does (a long garbage collection, a suspended machine), so that a plugin is not blamed for that.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Limits limits;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<Runnable> rounds = new CopyOnWriteArrayList<>();
    private final Strays strays = new Strays();
    private final Thread thread = new Thread(this::run, "antiphon-road-watchdog");
    private volatile boolean closed;
    private long now;

    Watchdog(Limits limits) {
        this.limits = limits;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(Post post) {
        posts.add(post);
    }

    void remove(Post post) {
        posts.remove(post);
    }

    /** Does something quick about a hundred times a second. */
    void each(Runnable round) {
        rounds.add(round);
    }

    /** Waits until no thread is in a call of a plugin that is not called any more; false if that takes too long. */
    boolean quiet(Plug<?> plug) {
        long until = System.nanoTime()
                + limits.foldTime().toNanos()
                + limits.grace().toNanos()
                + TimeUnit.SECONDS.toNanos(1);
        while (posts.stream().anyMatch(post -> post.thread() != Thread.currentThread() && post.calls(plug))) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(TICK / 10);
        }
        return true;
    }

    private void run() {
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK);
            long at = System.nanoTime();
            now += Math.min(at - last, LONGEST_TICK);
            last = at;
            try {
                posts.forEach(this::look);
                strays.stop();
                rounds.forEach(Runnable::run);
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("The road's watchdog stumbled and goes on", e);
            }
        }
    }

    private void look(Post post) {
        Call call = post.call();
        if (call == null) {
            return;
        }
        if (call.seen < 0) {
            call.seen = now;
            call.allocated = Allocation.of(post.thread());
        } else if (!call.isNudged()) {
            judge(post, call);
        } else if ((call.devours || now - call.nudged > limits.grace().toNanos()) && call.take()) {
            posts.remove(post);
            strays.add(post.thread());
            post.taken();
        }
    }

    private void judge(Post post, Call call) {
        Duration limit = call.plug().kind().equals("fold") ? limits.foldTime() : limits.callTime();
        long took = now - call.seen;
        String wrong = "";
        if (took > limit.toNanos()) {
            wrong = "did not return within " + shown(limit);
        } else if (Allocation.of(post.thread()) - call.allocated > limits.callMemory()) {
            call.devours = true;
            wrong = "allocated more than " + (limits.callMemory() >> 20) + " MB in one call";
        }
        if (!wrong.isEmpty()) {
            String where = ownFrame(post.thread().getStackTrace());
            call.nudged = now;
            call.nudge(took, where.isEmpty() ? wrong : wrong + ", in " + where);
        }
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** The topmost frame that is the plugin's own and not the platform's. */
    static String ownFrame(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            String type = frame.getClassName();
            if (type.startsWith("io.antiphon.flow.") && !type.contains("Test")) {
                break;
            }
            if (!type.startsWith("java.")
                    && !type.startsWith("jdk.")
                    && !type.startsWith("sun.")
                    && !type.startsWith("org.sqlite.")
                    && !type.startsWith("com.oracle.truffle.")
                    && !type.startsWith("org.graalvm.")) {
                int line = frame.getLineNumber();
                return type + "." + frame.getMethodName() + "(…)" + (line > 0 ? " line " + line : "");
            }
        }
        return "";
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
