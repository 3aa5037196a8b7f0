package io.antiphon.http;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to events. Written to by the one thread of {@link Events} and only when it takes more at once; what it does not
 * take in time is left out and counted.
 */
final class Listener implements WriteListener, AsyncListener {

    private static final int MOST_PENDING = 1 << 20;
    private static final int A_SECOND = 50;
    private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final long SECOND = 1_000_000_000L;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Filter filter;
    private final BooleanSupplier stillMay;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable Position missedAfter;
    private double allowance = A_SECOND;
    private long settledAt = System.nanoTime();
    private long wroteAt = System.nanoTime();
    private long toldSkippedAt = System.nanoTime() - SECOND;
    private long skipped;
    private volatile boolean ready;
    private volatile boolean gone;
    private volatile boolean completed;

    /** Which signals. */
    record Filter(
            @Nullable String connection,
            @Nullable String profile,
            @Nullable String kind,
            Sight sight) {
        boolean wants(Entry.Heard heard, @Nullable String itsProfile) {
            return sight.sees(heard)
                    && (connection == null || connection.equals(heard.connection()))
                    && (kind == null || kind.equals(heard.signal().kind()))
                    && (profile == null || profile.equals(itsProfile));
        }
    }

    Listener(
            AsyncContext context,
            ServletOutputStream out,
            Filter filter,
            @Nullable Position missedAfter,
            BooleanSupplier stillMay) {
        this.context = context;
        this.out = out;
        this.filter = filter;
        this.missedAfter = missedAfter;
        this.stillMay = stillMay;
        pending.writeBytes(HELLO);
    }

    void start() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    Filter filter() {
        return filter;
    }

    /** After what it missed signals; null if it did not, and from the second call on. */
    @Nullable
    Position join() {
        Position after = missedAfter;
        missedAfter = null;
        return after;
    }

    /** Whether its allowance of signals a second permits one more. */
    boolean mayBeTold() {
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }

    /** Counts what it is not told. */
    void skip(long signals) {
        skipped += signals;
    }

    /** Takes a frame to be written; false if it has not taken those before. */
    boolean offer(byte[] frame) {
        if (pending.size() + frame.length > MOST_PENDING) {
            return false;
        }
        pending.writeBytes(frame);
        return true;
    }

    /** Refills the allowance, tells what was skipped, writes what it takes, and finds out whether it is stuck. */
    void settle(long now, Events.Rhythm rhythm) {
        allowance = Math.min(A_SECOND, allowance + (now - settledAt) / 1e9 * A_SECOND);
        settledAt = now;
        if (skipped > 0 && now - toldSkippedAt >= SECOND && offer(Frames.skipped(skipped))) {
            skipped = 0;
            toldSkippedAt = now;
        }
        if (pending.size() == 0 && now - wroteAt > rhythm.heartbeat().toNanos()) {
            pending.writeBytes(HEARTBEAT);
        }
        if (pending.size() > 0 && ready) {
            write(now);
        } else if (pending.size() > 0 && now - wroteAt > rhythm.stuck().toNanos()) {
            gone = true;
        }
    }

    private void write(long now) {
        try {
            ready = false;
            out.write(pending.toByteArray());
            pending.reset();
            wroteAt = now;
            if (out.isReady()) {
                out.flush();
                if (out.isReady()) {
                    ready = true;
                }
            }
        } catch (IOException | IllegalStateException e) {
            gone = true;
        }
    }

    /** Lets it go if who listens has signed out since or may something else now. */
    void recheck() {
        if (!stillMay.getAsBoolean()) {
            gone = true;
        }
    }

    boolean isGone() {
        return gone;
    }

    /** Ends the answer. */
    void close() {
        gone = true;
        if (!completed) {
            completed = true;
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // it was over already
            }
        }
    }

    @Override
    public void onWritePossible() {
        ready = true;
    }

    @Override
    public void onError(Throwable cause) {
        gone = true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        gone = true;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
