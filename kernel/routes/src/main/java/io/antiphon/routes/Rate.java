package io.antiphon.routes;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many signals a second, with a second's worth at once; a batch may overdraw it and the next one waits for that. */
final class Rate {

    private final double perNano;
    private final double most;
    private final LongSupplier nanos;
    private double left;
    private long at;

    Rate(long perSecond, LongSupplier nanos) {
        this.perNano = perSecond / 1e9;
        this.most = perSecond;
        this.nanos = nanos;
        this.left = perSecond;
        this.at = nanos.getAsLong();
    }

    /** Takes so many if there is anything left. Returns zero if so, else the time to wait. */
    synchronized Duration take(int count) {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - at) * perNano);
        at = now;
        if (left > 0) {
            left -= count;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) (-left / perNano)).plusMillis(1);
    }
}
