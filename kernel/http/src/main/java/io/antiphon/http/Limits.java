package io.antiphon.http;

import java.time.Duration;
import java.util.List;

/**
 * How much the front door takes.
 *
 * @param bodyBytes the largest body
 * @param signals the most signals of a request
 * @param requestsPerSecond the most requests of one address; 0 for any number
 * @param eventClients the most listeners to events
 * @param bodyTime how long the sender of a body may take
 * @param hosts names it may be called by besides its own; {@code *} for any
 */
record Limits(
        int bodyBytes, int signals, int requestsPerSecond, int eventClients, Duration bodyTime, List<String> hosts) {

    static final Limits DEFAULT = new Limits(8 << 20, 10_000, 0, 200, Duration.ofSeconds(60), List.of());

    /** How deep a JSON document may nest. */
    static final int DEPTH = 32;

    Limits {
        hosts = List.copyOf(hosts);
    }
}
