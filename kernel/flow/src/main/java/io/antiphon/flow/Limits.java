package io.antiphon.flow;

import java.time.Duration;

/**
 * The bounds of the road.
 *
 * @param batch the most entries of one batch
 * @param callTime the longest call of an enricher or policy
 * @param foldTime the longest call of a fold, which gets up to a batch of entries
 * @param grace how long an interrupted call has before its thread is given up
 * @param callMemory the most bytes one call may allocate
 * @param lag the most undecided entries before the intake refuses more
 * @param callers the most callers inside the intake at a time
 * @param offered the most bytes of signals inside the intake at a time
 * @param heap the part of the heap that may be full after a garbage collection before the intake refuses more
 * @param threads the threads that ask enrichers and policies
 * @param readers the most readers of the state at a time
 * @param patience how long a retry of something broken waits at most
 * @param expected how long the road waits for plugins that were there before, after all bundles have been started
 * @param swap how long the road waits for the return of an enricher or policy that has gone
 */
record Limits(
        int batch,
        Duration callTime,
        Duration foldTime,
        Duration grace,
        long callMemory,
        long lag,
        int callers,
        long offered,
        double heap,
        int threads,
        int readers,
        Duration patience,
        Duration expected,
        Duration swap) {

    /** What holds unless configured. */
    static Limits standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(
                1_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Math.min(256L << 20, heap / 4),
                50_000,
                512,
                Math.min(64L << 20, heap / 8),
                0.9,
                Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())),
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2));
    }

    /** What is configured. */
    static Limits of(FlowSettings settings) {
        Limits usual = standard();
        return new Limits(
                Math.max(1, Math.min(1_000, settings.batch())),
                Duration.ofMillis(Math.max(10, settings.call_time())),
                Duration.ofMillis(Math.max(10, settings.fold_time())),
                usual.grace(),
                settings.call_memory() > 0 ? (long) settings.call_memory() << 20 : usual.callMemory(),
                Math.max(1, settings.lag()),
                usual.callers(),
                usual.offered(),
                usual.heap(),
                settings.threads() > 0 ? Math.min(64, settings.threads()) : usual.threads(),
                usual.readers(),
                usual.patience(),
                usual.expected(),
                usual.swap());
    }
}
