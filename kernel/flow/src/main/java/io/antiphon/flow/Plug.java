package io.antiphon.flow;

import io.antiphon.spi.Plugins;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin and how it has behaved since it was registered. Thread-safe. */
final class Plug<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Plug.class);
    private static final int MOST_ERRORS = 20;
    private static final int OF_CALLS = 100;
    private static final int MOST_IN_A_ROW = 10;

    private final String kind;
    private final String name;
    private final String version;
    private final String bundle;
    private final S service;
    private final Clock clock;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final Histogram times = new Histogram();
    private final long[] errorsAt = new long[MOST_ERRORS];
    private volatile int inARow;
    private volatile boolean gone;
    private volatile @Nullable String quarantine;
    private volatile Instant since;

    Plug(String kind, String name, String version, String bundle, S service, Clock clock) {
        this.kind = kind;
        this.name = name;
        this.version = version;
        this.bundle = bundle;
        this.service = service;
        this.clock = clock;
        this.since = clock.instant();
        Arrays.fill(errorsAt, Long.MIN_VALUE / 2);
    }

    S service() {
        return service;
    }

    String kind() {
        return kind;
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    /** Whether it may be called now. */
    boolean callable() {
        return !gone && quarantine == null;
    }

    /** Whether its service has gone. */
    boolean gone() {
        return gone;
    }

    /** Why it is quarantined; null if it is not. */
    @Nullable
    String quarantine() {
        return quarantine;
    }

    /** Its service goes away: it is not called any more. */
    void leave() {
        gone = true;
    }

    /** A call returned in its time. */
    void succeeded(long took) {
        count(took);
        if (inARow != 0) {
            inARow = 0;
        }
    }

    /** A call threw in its time. */
    synchronized void failed(long took, Throwable cause) {
        long call = count(took);
        errors.incrementAndGet();
        inARow++;
        int oldest = (int) (errors.get() % MOST_ERRORS);
        boolean often = call - errorsAt[oldest] < OF_CALLS;
        errorsAt[oldest] = call;
        if (cause instanceof VirtualMachineError || cause instanceof LinkageError) {
            quarantine("failed with " + describe(cause));
        } else if (often || inARow >= MOST_IN_A_ROW) {
            quarantine("threw " + (often ? MOST_ERRORS + " times in " + OF_CALLS : MOST_IN_A_ROW + " times in a row")
                    + ", lastly " + describe(cause));
        }
    }

    /** A call of one that cannot be done without threw in its time. */
    void erred(long took) {
        count(took);
        errors.incrementAndGet();
    }

    /** A call was taken away from it. */
    void overran(long took, String reason) {
        count(took);
        errors.incrementAndGet();
        quarantine(reason);
    }

    synchronized void quarantine(String reason) {
        if (quarantine == null) {
            since = clock.instant();
            quarantine = reason;
            LOG.warn("Quarantined the {}: it {}", this, reason);
        }
    }

    /** Lets it run again; false if it was not quarantined. */
    synchronized boolean release() {
        if (quarantine == null) {
            return false;
        }
        Arrays.fill(errorsAt, Long.MIN_VALUE / 2);
        inARow = 0;
        since = clock.instant();
        quarantine = null;
        return true;
    }

    private long count(long took) {
        nanos.addAndGet(took);
        times.add(took);
        return calls.incrementAndGet();
    }

    void age() {
        times.age();
    }

    long calls() {
        return calls.get();
    }

    long errors() {
        return errors.get();
    }

    double seconds() {
        return nanos.get() / 1e9;
    }

    /** As people see it, with the state and reason of an active one. */
    Plugins.Plugin shown(String state, String reason) {
        String held = quarantine;
        return new Plugins.Plugin(
                kind,
                name,
                version,
                bundle,
                held == null ? state : "quarantined",
                calls.get(),
                errors.get(),
                times.p99Micros(),
                held == null ? reason : held,
                since);
    }

    static String describe(Throwable cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getName();
        String text = message == null || message.isBlank() ? type : type + ": " + message;
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : ", at " + Watchdog.ownFrame(trace);
        return (text.length() > 500 ? text.substring(0, 500) + "…" : text) + where;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
