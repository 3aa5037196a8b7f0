package io.antiphon.http;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who listens to {@link Events}. Touched by their one thread; what it does not take in time is left out and counted. */
final class Listener extends Outlet {

    private static final int A_SECOND = 50;
    private static final long SECOND = 1_000_000_000L;

    private final Filter filter;
    private final BooleanSupplier stillMay;
    private @Nullable Position missedAfter;
    private double allowance = A_SECOND;
    private long settledAt = System.nanoTime();
    private long toldSkippedAt = System.nanoTime() - SECOND;
    private long skipped;

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
        super(context, out);
        this.filter = filter;
        this.missedAfter = missedAfter;
        this.stillMay = stillMay;
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

    /** Refills the allowance, tells what was skipped, and writes. */
    void settle(long now, Events.Rhythm rhythm) {
        allowance = Math.min(A_SECOND, allowance + (now - settledAt) / 1e9 * A_SECOND);
        settledAt = now;
        if (skipped > 0 && now - toldSkippedAt >= SECOND && offer(Frames.skipped(skipped))) {
            skipped = 0;
            toldSkippedAt = now;
        }
        flush(now, rhythm);
    }

    /** Lets it go if who listens has signed out since or may something else now. */
    void recheck() {
        if (!stillMay.getAsBoolean()) {
            dismiss();
        }
    }
}
