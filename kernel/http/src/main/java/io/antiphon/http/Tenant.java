package io.antiphon.http;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a bundle brought to an address, and how it does there. */
final class Tenant<T> {

    private static final int MOST_AT_ONCE = 16;

    private final T service;
    private final String bundle;
    private final String version;
    private final Meter meter = new Meter();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile Instant since = Instant.now();
    private int inFlight;

    /** The symbolic name and version of its bundle, and the version alone. */
    Tenant(T service, String bundle, String version) {
        this.service = service;
        this.bundle = bundle;
        this.version = version;
    }

    T service() {
        return service;
    }

    String bundle() {
        return bundle;
    }

    String version() {
        return version;
    }

    /** What was asked of it. */
    Meter meter() {
        return meter;
    }

    /** Places for those it may keep waiting. */
    Semaphore places() {
        return places;
    }

    /** When it began to serve, or to wait for that. */
    Instant since() {
        return since;
    }

    void serves() {
        since = Instant.now();
    }

    synchronized void enter() {
        inFlight++;
    }

    synchronized void leave() {
        inFlight--;
        notifyAll();
    }

    /** Waits until all who entered have left, but not longer than so many nanoseconds. */
    synchronized void awaitEmpty(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; inFlight > 0 && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
