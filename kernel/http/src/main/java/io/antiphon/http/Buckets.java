package io.antiphon.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each address: so many at once, so many a second. Bounded: when there are too many addresses, all
 * buckets are filled again.
 */
final class Buckets {

    private static final int MOST = 20_000;

    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Buckets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Bucket(double tokens, long at) {}

    /** How many addresses it remembers. */
    int size() {
        return buckets.size();
    }

    /** Takes one; false if none is left. */
    boolean take(String address, double perSecond, double atOnce) {
        long now = nanos.getAsLong();
        if (buckets.size() >= MOST && !buckets.containsKey(address)) {
            buckets.clear();
        }
        boolean[] taken = new boolean[1];
        buckets.compute(address, (key, bucket) -> {
            double filled =
                    bucket == null ? atOnce : Math.min(atOnce, bucket.tokens + (now - bucket.at) / 1e9 * perSecond);
            taken[0] = filled >= 1;
            return new Bucket(taken[0] ? filled - 1 : filled, now);
        });
        return taken[0];
    }

    /** Gives one back that was taken. */
    void giveBack(String address, double atOnce) {
        buckets.computeIfPresent(address, (key, bucket) -> new Bucket(Math.min(atOnce, bucket.tokens + 1), bucket.at));
    }
}
