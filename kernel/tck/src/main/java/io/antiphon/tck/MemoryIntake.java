package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A connection's intake, which crashes when a test says so and notes what is offered after it was closed. */
final class MemoryIntake implements Intake {

    private static final int MOST_KEYS = 1_000;
    private static final int MOST_VALUE = 64 * 1024;

    private final MemoryKernel kernel;
    private final String connection;
    private final String channel;
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile int crashAfter = -1;
    private volatile int alive;
    private volatile int late;
    private volatile boolean closed;
    private volatile @Nullable Crash crash;

    MemoryIntake(MemoryKernel kernel, String connection, String channel) {
        this.kernel = kernel;
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public synchronized List<Receipt> accept(List<Signal> signals) {
        dieIfDead();
        if (closed) {
            late++;
            throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, connection + " is closed");
        }
        List<Receipt> receipts = kernel.intakes()
                .accept(connection, signals.stream().map(this::complete).toList());
        if (crashAfter >= 0 && crashAfter-- == 0) {
            die("after signals became durable and before that could be acknowledged");
        }
        return receipts;
    }

    private Signal complete(Signal signal) {
        return signal.channel().isEmpty() ? signal.with().channel(channel).build() : signal;
    }

    @Override
    public List<Receipt> acceptPatiently(List<Signal> signals) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException(connection + " closes");
            }
            try {
                return accept(signals);
            } catch (AntiphonException e) {
                if (e.code() != AntiphonException.Code.BUSY) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void reject(Received received, String reason) {
        dieIfDead();
        if (closed) {
            late++;
            throw new AntiphonException(AntiphonException.Code.UNAVAILABLE, connection + " is closed");
        }
        kernel.deadLetters().keep(connection, received, reason);
    }

    @Override
    public Optional<String> recall(String key) {
        return kernel.intakes().recall(connection, key);
    }

    @Override
    public void remember(String key, String value) {
        dieIfDead();
        if (value.length() > MOST_VALUE
                || kernel.intakes().remembered(connection).size() >= MOST_KEYS) {
            throw new IllegalArgumentException(
                    "At most " + MOST_KEYS + " keys and " + MOST_VALUE + " characters a value: " + key);
        }
        kernel.intakes().remember(connection, key, value);
    }

    @Override
    public void progress(String what) {
        progress.add(what);
    }

    @Override
    public void alive() {
        alive++;
    }

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }

    /** Crashes after so many further offers were taken: 0 is the next one. */
    void crashAfter(int offers) {
        crashAfter = offers;
    }

    synchronized void close() {
        closed = true;
    }

    int late() {
        return late;
    }

    int aliveCount() {
        return alive;
    }

    List<String> progress() {
        return List.copyOf(progress);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void die(String when) {
        Crash death = new Crash(when);
        crash = death;
        throw death;
    }

    private void dieIfDead() {
        Crash death = crash;
        if (death != null) {
            throw death;
        }
    }
}
