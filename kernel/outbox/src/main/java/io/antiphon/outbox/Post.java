package io.antiphon.outbox;

import io.antiphon.spi.Guard;
import io.antiphon.spi.Plugins.Plugin;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A guard at its post, and how it has done there. Thread-safe. */
final class Post {

    /** Stands for no guard at all. */
    static final Post NOBODY = new Post((action, profile) -> Guard.Verdict.ALLOW, "", "", "", Instant.EPOCH);

    private static final int REMEMBERED = 512;

    private final Guard guard;
    private final String name;
    private final String version;
    private final String bundle;
    private final long[] times = new long[REMEMBERED];
    private long calls;
    private long errors;
    private Instant since;
    private volatile @Nullable String quarantine;

    Post(Guard guard, String name, String version, String bundle, Instant since) {
        this.guard = guard;
        this.name = name;
        this.version = version;
        this.bundle = bundle;
        this.since = since;
    }

    Guard guard() {
        return guard;
    }

    String name() {
        return name;
    }

    @Nullable
    String quarantine() {
        return quarantine;
    }

    synchronized void count(long nanos, boolean failed) {
        times[(int) (calls++ % REMEMBERED)] = nanos;
        errors += failed ? 1 : 0;
    }

    synchronized void quarantine(String reason, Instant now) {
        errors++;
        if (quarantine == null) {
            quarantine = reason;
            since = now;
        }
    }

    synchronized boolean release(Instant now) {
        boolean was = quarantine != null;
        quarantine = null;
        since = was ? now : since;
        return was;
    }

    synchronized Plugin shown(String kind) {
        long[] sorted = Arrays.copyOf(times, (int) Math.min(calls, REMEMBERED));
        Arrays.sort(sorted);
        long p99 = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * 99 / 100] / 1_000;
        String why = quarantine;
        return new Plugin(
                kind,
                name,
                version,
                bundle,
                why == null ? "active" : "quarantined",
                calls,
                errors,
                p99,
                why == null ? "" : why,
                since);
    }
}
