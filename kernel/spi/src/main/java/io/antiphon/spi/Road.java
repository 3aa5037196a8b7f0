package io.antiphon.spi;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** How far the signals have come from the journal to decision. A service; thread-safe. */
@ProviderType
public interface Road {

    /** Everything up to here is identified, enriched, folded and decided, durably. */
    Position position();

    /** How many entries wait. */
    long lag();

    /** Calls with each new {@link #position}, on the road's thread, so it must return at once; until closed. */
    AutoCloseable watch(Consumer<Position> listener);
}
