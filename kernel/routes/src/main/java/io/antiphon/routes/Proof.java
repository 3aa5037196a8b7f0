package io.antiphon.routes;

import io.antiphon.spi.Connector;
import io.antiphon.spi.Problem;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * That a connector's check found no error in settings of its own. It does not keep a connector that is gone in memory.
 *
 * @param nanos when, in the time of {@link System#nanoTime}
 * @param warnings what it found that does not hinder
 */
record Proof(WeakReference<Connector> connector, Map<String, String> own, long nanos, List<Problem> warnings) {

    /** As long as the outside may be taken to be as it was when a connector was tried. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    static Proof of(Connector connector, Terms terms, List<Problem> warnings) {
        return new Proof(new WeakReference<>(connector), terms.own(), System.nanoTime(), List.copyOf(warnings));
    }

    /** Whether it is about this connector with these settings. */
    boolean covers(Connector itsConnector, Terms terms) {
        return connector.refersTo(itsConnector) && own.equals(terms.own());
    }

    boolean fresh() {
        return System.nanoTime() - nanos < FRESH.toNanos();
    }
}
