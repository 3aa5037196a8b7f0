package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What is plugged in. There is one such service for each room that runs plugins; together they tell all. Thread-safe. */
@ProviderType
public interface Plugins {

    /** The plugins this room runs. */
    List<Plugin> list();

    /**
     * Lets a quarantined plugin run again, or does without a missing one.
     *
     * @return whether this room has a quarantined or missing plugin of that kind and name
     */
    boolean release(String kind, String name);

    /**
     * A plugin.
     *
     * @param kind {@code connector, enricher, policy, guard, fold, endpoint, page}
     * @param name its name
     * @param version its version
     * @param bundle the symbolic name and version of its bundle
     * @param state {@code active}, {@code waiting} until another of its name goes, {@code quarantined}, for a fold
     *     {@code building}, or for a guard {@code missing}: it was there, is not, and all waits for it
     * @param calls since it was registered
     * @param errors since it was registered
     * @param p99Micros the 99th percentile of its calls' time of late, in microseconds; 0 if unknown
     * @param reason why it is quarantined, for whom it waits, how far it is built, or what it is missed for; empty otherwise
     * @param since when it came into this state
     */
    record Plugin(
            String kind,
            String name,
            String version,
            String bundle,
            String state,
            long calls,
            long errors,
            long p99Micros,
            String reason,
            Instant since) {}
}
