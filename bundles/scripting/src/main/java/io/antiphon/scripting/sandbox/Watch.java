package io.antiphon.scripting.sandbox;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all calls of scripts about a hundred times a second, by the processor time and the memory their threads use. A call
 * that goes beyond its bounds is interrupted; if it does not heed that, its context is closed over it; if it does not even heed that
 * (one long operation within the engine), its thread is stopped by force.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /** How much more the first module may take, because the engine's own code is loaded with it. */
    private static final int COLD = 5;

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Limits limits;
    private final Map<Cage, Seen> cages = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "antiphon-scripts-watch");
    private volatile boolean cold = true;
    private volatile boolean patient;
    private volatile boolean closed;

    /** What is known of a cage's present call. Used by the watch's thread only. */
    private static final class Seen {
        long call;
        long processor;
        long memory;
        long caught;
        boolean rescued;
        boolean stopped;
    }

    Watch(Limits limits) {
        this.limits = limits;
        thread.setDaemon(true);
        thread.start();
    }

    void add(Cage cage) {
        cages.put(cage, new Seen());
        LockSupport.unpark(thread);
    }

    /** A module was loaded, and with it the engine. */
    void warmed() {
        cold = false;
    }

    /** Whether calls have as much time and memory as the first module. */
    void patient(boolean now) {
        patient = now;
    }

    void remove(Cage cage) {
        cages.remove(cage);
    }

    private void run() {
        while (!closed) {
            if (cages.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK);
            }
            try {
                cages.forEach(this::look);
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("The watch over scripts stumbled and goes on", e);
            }
        }
    }

    private void look(Cage cage, Seen seen) {
        Turn turn = cage.turn();
        Thread runner = turn.thread();
        if (runner == null) {
            return;
        }
        if (seen.caught != 0) {
            pursue(cage, seen);
            return;
        }
        long call = turn.running();
        if (call == 0) {
            return;
        }
        if (call != seen.call) {
            seen.call = call;
            seen.processor = THREADS.getThreadCpuTime(runner.getId());
            seen.memory = THREADS.getThreadAllocatedBytes(runner.getId());
        } else {
            judge(cage, turn, runner, seen);
        }
    }

    private void judge(Cage cage, Turn turn, Thread runner, Seen seen) {
        boolean loading = patient || turn.isLoading();
        int times = loading && (patient || cold) ? COLD : 1;
        Duration most = (loading ? limits.load() : limits.call()).multipliedBy(times);
        boolean slow = THREADS.getThreadCpuTime(runner.getId()) - seen.processor > most.toNanos();
        boolean greedy = THREADS.getThreadAllocatedBytes(runner.getId()) - seen.memory > times * limits.memory();
        if (!slow && !greedy) {
            return;
        }
        String why = slow
                ? "ran for more than " + most.toMillis() + " ms of processor time and was stopped"
                : "allocated more than " + (times * limits.memory() >> 20) + " MB in one call and was stopped";
        if (turn.capture(seen.call, why)) {
            seen.caught = System.nanoTime();
            rescue(cage, !greedy);
        }
    }

    /** On a thread of its own, because the engine waits for the call to end. */
    private void rescue(Cage cage, boolean gently) {
        Thread rescuer = new Thread(
                () -> {
                    if (gently && interrupted(cage)) {
                        return;
                    }
                    cage.kill();
                },
                "antiphon-scripts-rescue");
        rescuer.setDaemon(true);
        rescuer.start();
    }

    private boolean interrupted(Cage cage) {
        try {
            cage.interrupt(limits.grace());
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void pursue(Cage cage, Seen seen) {
        boolean late = System.nanoTime() - seen.caught > 3 * limits.grace().toNanos();
        if (late && !seen.stopped && cage.turn().isCaught(seen.call)) {
            boolean possible = cage.turn().stop(seen.call);
            seen.stopped = !possible;
            seen.caught = System.nanoTime(); // and again, because a finally block may have swallowed it
            if (!seen.rescued) {
                seen.rescued = true;
                LOG.warn(
                        "A call of {} heeded neither interrupt nor closing; its thread {}",
                        cage.file(),
                        possible ? "was stopped by force" : "cannot be stopped on this Java and runs on");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
