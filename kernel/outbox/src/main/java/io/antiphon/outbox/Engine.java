package io.antiphon.outbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of the outbox: one loads what has been decided, one deals it out, and workers deliver it. When it closes, what is under
 * way is given a little time to end.
 */
final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final long LOOK = 20;
    private static final long LOOK_AGAIN = 1_000;

    private final Limits limits;
    private final Queue queue;
    private final Loader loader;
    private final Delivery delivery;
    private final Crossing crossing;
    private final Semaphore rung = new Semaphore(1);
    private final Semaphore places;
    private final ThreadPoolExecutor workers;
    private final Thread loading = new Thread(this::load, "antiphon-outbox-loader");
    private final Thread dealing = new Thread(this::deal, "antiphon-outbox");
    private volatile boolean closed;

    Engine(Limits limits, Queue queue, Loader loader, Delivery delivery, Crossing crossing) {
        this.limits = limits;
        this.queue = queue;
        this.loader = loader;
        this.delivery = delivery;
        this.crossing = crossing;
        this.places = new Semaphore(limits.workers());
        // a queue, if a short one: a worker has given its place back a moment before it can take something new
        this.workers = new ThreadPoolExecutor(
                limits.workers(),
                limits.workers(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.workers()),
                task -> thread(task));
        workers.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "antiphon-outbox-worker");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        loading.setDaemon(true);
        dealing.setDaemon(true);
        loading.start();
        dealing.start();
    }

    /** Something may have been decided. Any thread. */
    void wake() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    private void load() {
        while (!closed) {
            try {
                boolean rang = rung.tryAcquire(LOOK_AGAIN, TimeUnit.MILLISECONDS);
                if (!loader.load() && rang) {
                    wake();
                }
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("What is to leave cannot be loaded; it is tried again", e);
                rest();
            }
        }
    }

    private void deal() {
        while (!closed) {
            try {
                places.acquire();
                Waiting item = queue.take();
                if (item == null || closed) {
                    places.release();
                } else {
                    workers.execute(() -> deliver(item));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("The outbox stumbled and goes on", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Waiting item) {
        try {
            delivery.deliver(item);
        } catch (InterruptedException e) {
            // closing, and its outcome is durable or found by the next process
        } catch (RuntimeException e) {
            LOG.error("The action {} could not be delivered", item.row().id(), e);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        dealing.interrupt();
        loading.interrupt();
        try {
            dealing.join(1_000);
            loading.join(1_000);
            if (!crossing.settle(ENDING)) {
                LOG.warn("Some actions are still being performed; what became of them is asked later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
