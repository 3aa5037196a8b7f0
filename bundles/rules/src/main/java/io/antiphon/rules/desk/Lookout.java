package io.antiphon.rules.desk;

import io.antiphon.rules.memory.Firing;
import io.antiphon.spi.Road;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what is due whenever the road has come further, and each second besides, on a thread of its own. */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final long EVERY = 1_000;
    private static final long BREATH = 20;

    private final Firing firing;
    private final AutoCloseable watching;
    private final Thread thread = new Thread(this::run, "rules-lookout");
    private boolean rung;
    private volatile boolean closed;

    Lookout(Firing firing, Road road) {
        this.firing = firing;
        this.watching = road.watch(position -> ring());
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void ring() {
        rung = true;
        notifyAll();
    }

    private synchronized void rest() throws InterruptedException {
        if (!rung && !closed) {
            wait(EVERY);
        }
        rung = false;
    }

    private void run() {
        while (!closed) {
            try {
                rest();
                Thread.sleep(BREATH);
                if (!closed) {
                    firing.look();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("What rules wait for could not be looked at; it will be again", e);
            }
        }
    }

    /** Returns when nothing is being appended any more, so that a successor knows of everything. */
    @Override
    public void close() throws Exception {
        closed = true;
        ring();
        watching.close();
        thread.join(10_000);
    }
}
