package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one start of a connection's source is given: fills in, counts, limits, and refuses once the connection has closed. */
final class ConnectionIntake implements Intake {

    /** Is told how the source fares. Any thread; returns at once. */
    interface Watcher {
        /** The source is broken and must be started anew. */
        void failed(ConnectionIntake intake, Throwable cause);

        /** Something went wrong that the source itself will try again. */
        void complained(ConnectionIntake intake, Throwable cause);

        /** It works. */
        void proved(ConnectionIntake intake);
    }

    static final int MOST_SIGNALS = 10_000;
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(10);

    private final String connection;
    private final String channel;
    private final String unit;
    private final @Nullable Rate rate;
    private final Kernel kernel;
    private final Tally tally;
    private final Watcher watcher;
    private volatile boolean closed;
    private volatile boolean unproven = true;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable complaint;

    ConnectionIntake(
            String connection,
            String channel,
            String unit,
            @Nullable Rate rate,
            Kernel kernel,
            Tally tally,
            Watcher watcher) {
        this.connection = connection;
        this.channel = channel;
        this.unit = unit;
        this.rate = rate;
        this.kernel = kernel;
        this.tally = tally;
        this.watcher = watcher;
    }

    /** One that takes nothing, to try out a source. */
    static ConnectionIntake nowhere(String connection, Kernel kernel) {
        Watcher nobody = new Watcher() {
            @Override
            public void failed(ConnectionIntake intake, Throwable cause) {}

            @Override
            public void complained(ConnectionIntake intake, Throwable cause) {}

            @Override
            public void proved(ConnectionIntake intake) {}
        };
        ConnectionIntake intake = new ConnectionIntake(connection, "", "", null, kernel, new Tally(), nobody);
        intake.close();
        return intake;
    }

    String connection() {
        return connection;
    }

    Kernel kernel() {
        return kernel;
    }

    /** What the source failed of, if it did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** What the source complains of since it last worked. */
    @Nullable
    Throwable complaint() {
        return complaint;
    }

    /** Whether it has shown that it works. */
    boolean proven() {
        return !unproven;
    }

    boolean closed() {
        return closed;
    }

    /** From now on nothing is taken. */
    void close() {
        closed = true;
        tally.progress = "";
    }

    /** Throws BUSY if so much is offered now that there is no use in reading what was received. */
    void admit() {
        requireOpen();
        kernel.intakes().admit();
    }

    @Override
    public List<Receipt> accept(List<Signal> signals) {
        return accept(connection, signals);
    }

    /** The same for another connection's signals that this source also hears. */
    List<Receipt> accept(String itsConnection, List<Signal> signals) {
        requireOpen();
        if (signals.size() > MOST_SIGNALS) {
            throw new AntiphonException(
                    AntiphonException.Code.TOO_LARGE,
                    signals.size() + " signals were offered at once; at most " + MOST_SIGNALS + " are possible");
        }
        if (signals.isEmpty()) {
            return List.of();
        }
        takeRate(signals.size());
        List<Signal> filled = new ArrayList<>(signals.size());
        for (Signal signal : signals) {
            filled.add(filled(signal));
        }
        List<Receipt> receipts = Visit.kernel(() -> kernel.intakes().accept(itsConnection, filled));
        count(receipts);
        return receipts;
    }

    @Override
    public List<Receipt> acceptPatiently(List<Signal> signals) throws InterruptedException {
        while (true) {
            if (closed) {
                throw new InterruptedException("The connection '" + connection + "' has closed");
            }
            try {
                return accept(signals);
            } catch (AntiphonException e) {
                if (e.code() != AntiphonException.Code.BUSY) {
                    throw e;
                }
                tally.lastAlive = kernel.clock().instant();
                Thread.sleep(patience(e.retryAfter()).toMillis());
            }
        }
    }

    @Override
    public void reject(Received received, String reason) {
        requireOpen();
        Visit.kernel(() -> kernel.deadLetters().keep(connection, received, reason));
        tally.rejected.increment();
    }

    @Override
    public Optional<String> recall(String key) {
        return Visit.kernel(() -> kernel.intakes().recall(connection, key));
    }

    @Override
    public void remember(String key, String value) {
        requireOpen();
        Visit.kernel(() -> {
            kernel.intakes().remember(connection, key, value);
            return true;
        });
    }

    @Override
    public void progress(String what) {
        if (!closed) {
            tally.progress = what;
        }
    }

    @Override
    public void alive() {
        if (!closed) {
            Instant now = kernel.clock().instant();
            tally.lastAlive = now;
            tally.life.heard(now);
            tally.answers.increment();
            proved();
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!closed) {
            failure = cause;
            watcher.failed(this, cause);
        }
    }

    /** Something went wrong that the source itself will try again. */
    void complain(Throwable cause) {
        if (!closed) {
            complaint = cause;
            unproven = true;
            watcher.complained(this, cause);
        }
    }

    /** It works, whether or not there was anything to hear. */
    void proved() {
        if (unproven) {
            complaint = null;
            unproven = false;
            watcher.proved(this);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE,
                    "The connection '" + connection + "' has closed",
                    Duration.ofSeconds(1),
                    null);
        }
    }

    private void takeRate(int count) {
        Duration wait = rate == null ? Duration.ZERO : rate.take(count);
        if (!wait.isZero()) {
            throw AntiphonException.busy("The connection '" + connection + "' offers more than its rate allows", wait);
        }
    }

    private Signal filled(Signal signal) {
        boolean full =
                !signal.channel().isEmpty() && (unit.isEmpty() || !signal.unit().isEmpty());
        if (full) {
            return signal;
        }
        return signal.with()
                .channel(signal.channel().isEmpty() ? channel : signal.channel())
                .unit(signal.unit().isEmpty() ? unit : signal.unit())
                .build();
    }

    private void count(List<Receipt> receipts) {
        long repeated = receipts.stream().filter(Receipt::repeated).count();
        tally.heard.add(receipts.size());
        tally.repeated.add(repeated);
        Instant now = kernel.clock().instant();
        tally.lastHeard = now;
        tally.lastAlive = now;
        tally.life.heard(now);
        if (repeated < receipts.size()) {
            tally.speech.heard(now);
        }
        proved();
    }

    private static Duration patience(Duration asked) {
        if (asked.compareTo(LONGEST_PATIENCE) > 0) {
            return LONGEST_PATIENCE;
        }
        return asked.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : asked;
    }
}
