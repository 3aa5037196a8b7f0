package io.antiphon.routes;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** A connector as it was plugged in; another registration of the same class is another plug. */
final class Plug {

    final Connector connector;
    final ConnectorSpec spec;
    final String version;
    final String bundle;
    final Instant since = Instant.now();
    final LongAdder calls = new LongAdder();
    final LongAdder errors = new LongAdder();
    final Durations durations = new Durations(System::nanoTime);

    Plug(Connector connector, ConnectorSpec spec, String version, String bundle) {
        this.connector = connector;
        this.spec = spec;
        this.version = version;
        this.bundle = bundle;
    }

    /** Counts a call that was made into it. */
    void called(long sinceNanos, boolean well) {
        calls.increment();
        durations.add(System.nanoTime() - sinceNanos);
        if (!well) {
            errors.increment();
        }
    }
}
