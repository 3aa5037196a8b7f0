package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What answers the requests of one connection. Runs on the callers' threads; closing waits for those that are in. */
abstract class Pushed implements AutoCloseable {

    static final int MOST_AT_ONCE = 64;
    static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile boolean closing;

    /**
     * Lets a request in, who must leave again; false if it is closing.
     *
     * @throws AntiphonException BUSY if too many are in
     */
    final boolean enter() {
        if (!closing && places.tryAcquire()) {
            return true;
        }
        if (closing) {
            return false;
        }
        throw AntiphonException.busy("More than " + MOST_AT_ONCE + " requests at once for this connection", SOON);
    }

    final void leave() {
        places.release();
    }

    abstract Response deliver(Request request);

    /** Whether it answers at a path below the connection's address. */
    abstract boolean answersAt(String path);

    /** From now on nobody comes in; returns when all are out. */
    final void shut() throws InterruptedException {
        closing = true;
        places.acquire(MOST_AT_ONCE);
    }
}
