package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection's sink at work: performs up to 32 actions at a time, each on a thread that can be given up. Any thread. */
final class Speaking {

    /** Is told of sinks that hang. Any thread; returns at once. */
    interface Watcher {
        /** So many actions were given up and hold a thread each. */
        void hangs(Speaking speaking, int calls);
    }

    static final int MOST_AT_ONCE = 32;
    static final Duration SOON = Duration.ofMillis(250);
    private static final Duration PASSING = Duration.ofSeconds(30);
    private static final Duration LONG_AGO = Duration.ofHours(1);

    /** Since when it fails, when it last did, and of what. */
    private record Trouble(Instant since, Instant last, String reason) {}

    private final String connection;
    private final Sink sink;
    private final boolean idempotent;
    private final Plug plug;
    private final Kernel kernel;
    private final Tally tally;
    private final Spoken spoken;
    private final Secrets secrets;
    private final Watcher watcher;
    private final Set<Performance> underWay = new HashSet<>();
    private boolean closing;
    private volatile @Nullable Trouble trouble;

    Speaking(Sink sink, boolean idempotent, Running.Supplies supplies) {
        this.connection = supplies.intake().connection();
        this.sink = sink;
        this.idempotent = idempotent;
        this.plug = supplies.plug();
        this.kernel = supplies.intake().kernel();
        this.tally = supplies.tally();
        this.secrets = supplies.secrets();
        this.spoken = new Spoken(secrets);
        this.watcher = supplies.watcher();
    }

    Sink sink() {
        return sink;
    }

    boolean idempotent() {
        return idempotent;
    }

    /** Whether it performs nothing more. */
    synchronized boolean closing() {
        return closing;
    }

    /** How many actions are with the sink. */
    synchronized int underWay() {
        return underWay.size();
    }

    boolean uses(ClassLoader loader) {
        return sink instanceof CamelSink route && route.context().uses(loader);
    }

    /** Performs an action, as {@link io.antiphon.spi.Sinks#perform} says. */
    Outcome perform(Action action) throws Exception {
        Performance performance = begin(action);
        try {
            Outcome outcome = spoken.outcome(performance.await());
            trouble = null;
            count(outcome);
            return outcome;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            tally.errors.increment();
            Instant now = kernel.clock().instant();
            Trouble before = trouble;
            trouble = new Trouble(before == null ? now : before.since(), now, secrets.hide(Failures.reason(e)));
            throw spoken.exception(e);
        }
    }

    private Performance begin(Action action) {
        Performance performance = new Performance(connection, kernel, this::over, this::hangs);
        synchronized (this) {
            if (closing) {
                throw away("is draining");
            }
            if (underWay.size() >= MOST_AT_ONCE) {
                throw away("performs " + MOST_AT_ONCE + " actions already");
            }
            if (!performance.begin(sink, plug, action)) {
                throw away("finds no free thread: all are busy with actions of other connections");
            }
            underWay.add(performance);
            return performance;
        }
    }

    private AntiphonException away(String what) {
        return new AntiphonException(Code.UNAVAILABLE, "The connection '" + connection + "' " + what, SOON, null);
    }

    private void count(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            tally.performed.increment();
            tally.lastPerformed = kernel.clock().instant();
        } else if (outcome instanceof Outcome.Refused) {
            tally.refused.increment();
        }
    }

    private synchronized void over(Performance performance) {
        underWay.remove(performance);
        notifyAll();
    }

    private void hangs(Performance performance) {
        int hanging;
        synchronized (this) {
            hanging = hanging();
            notifyAll();
        }
        watcher.hangs(this, hanging);
    }

    private synchronized int hanging() {
        return (int) underWay.stream().filter(Performance::givenUp).count();
    }

    /**
     * Performs nothing more, and waits for what is under way: half of the time a connection has to close, then the sink is
     * interrupted, and after another quarter given up.
     */
    void fallSilent() throws InterruptedException {
        long limit = kernel.limits().close().toMillis();
        synchronized (this) {
            closing = true;
        }
        if (!awaitSilence(limit / 2)) {
            loud().forEach(performance -> performance.interrupt("was still at it when the connection closed"));
            if (!awaitSilence(limit / 4)) {
                loud().forEach(Performance::giveUp);
            }
        }
    }

    private synchronized boolean awaitSilence(long limitMillis) throws InterruptedException {
        long deadline = System.nanoTime() + limitMillis * 1_000_000;
        while (hanging() < underWay.size()) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private synchronized List<Performance> loud() {
        return underWay.stream().filter(each -> !each.givenUp()).toList();
    }

    /** Throws if the sink still holds actions that were given up. */
    void requireNobodyLeft() throws TimeoutException {
        int left = hanging();
        if (left > 0) {
            throw new TimeoutException("Its sink has not let go of " + left + (left == 1 ? " action" : " actions"));
        }
    }

    /** Since when actions fail and none has succeeded, if that is no passing moment; else null. */
    @Nullable
    Instant failingSince(Instant now) {
        Trouble it = trouble(now);
        return it == null || Duration.between(it.since(), now).compareTo(PASSING) < 0 ? null : it.since();
    }

    private @Nullable Trouble trouble(Instant now) {
        Trouble it = trouble;
        return it == null || Duration.between(it.last(), now).compareTo(LONG_AGO) > 0 ? null : it;
    }

    /** What is wrong with it: actions fail, and none has succeeded since. */
    List<Problem> problems(Instant now) {
        Trouble it = trouble(now);
        if (it == null) {
            return List.of();
        }
        return List.of(Problem.warning(
                "connection " + connection,
                "It has performed nothing for " + Pulse.words(Duration.between(it.since(), now)) + ": " + it.reason(),
                "See whether its far end takes what it is given; the outbox offers it again by itself."));
    }
}
