package io.antiphon.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of outside system: one service of this type makes any number of connections to it.
 *
 * <p>Lifecycle: while the service is registered, the kernel asks for the {@link #spec} at any time
 * and from any thread; it must return quickly and always the same. For each connection configured,
 * once the settings pass the spec's lint, the kernel calls {@link #source} and {@link #sink} on a
 * thread of its own, starts what comes back, and closes it when the settings change, the connection
 * is paused or the bundle goes. A connector holds no state between connections.
 *
 * <p>What it throws makes that one connection {@code failing}; the kernel tries again with growing
 * waits.
 */
@ConsumerType
@FunctionalInterface
public interface Connector {

    /** What it is and what it wants to be told. */
    ConnectorSpec spec();

    /**
     * What it hears by; empty (the default) if it only speaks. Connects nothing yet: {@link
     * Source#start} does.
     */
    default Optional<Source> source(Settings settings) throws Exception {
        return Optional.empty();
    }

    /** What it speaks by; empty (the default) if it only listens. */
    default Optional<Sink> sink(Settings settings) throws Exception {
        return Optional.empty();
    }

    /**
     * Tries the settings before they go live: log in, list the folder, fetch the feed, and say what is
     * wrong. Changes nothing outside. May take seconds; the kernel interrupts it after 30. Called after
     * the spec's lint found nothing.
     *
     * @return all problems found; empty if it would work
     */
    default List<Problem> check(Settings settings) throws Exception {
        return List.of();
    }
}
