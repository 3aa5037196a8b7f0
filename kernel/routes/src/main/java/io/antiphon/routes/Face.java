package io.antiphon.routes;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor shows of its connection.
 *
 * @param spec of its connector as last seen, so that its secrets stay masked while the connector is away
 */
record Face(
        Status status,
        Instant since,
        List<Problem> problems,
        @Nullable Instant retryAt,
        @Nullable ConnectorSpec spec) {

    /** The same of one that runs and fails at what it is there for. */
    Face failing(Instant from) {
        return new Face(Status.FAILING, from, problems, null, spec);
    }

    /**
     * The connection.
     *
     * @param more problems besides those of its supervisor
     */
    Connection connection(String id, Terms terms, Tally tally, Manner manner, List<Problem> more) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Connection(
                id,
                terms.connector(),
                terms.unit(),
                new Secrets(terms.values(), spec).masked(),
                status,
                since,
                all,
                tally.heard.sum(),
                tally.repeated.sum(),
                tally.rejected.sum(),
                tally.errors.sum(),
                tally.lastHeard,
                tally.lastAlive,
                tally.progress,
                retryAt,
                manner.hears(),
                manner.speaks(),
                tally.performed.sum(),
                tally.refused.sum(),
                tally.lastPerformed);
    }
}
