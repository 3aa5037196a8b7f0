package io.antiphon.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Understands something of a signal. A service; named by {@link Named}.
 *
 * <p>Called for each inbound and outbound signal once, by several threads at a time, after its profile
 * is resolved. Calls are timed. One that throws has nothing to say about that signal; one that keeps
 * throwing, that does not return within its time (2 seconds unless configured) or that exhausts memory is
 * quarantined: it is not called any more until somebody releases it or its bundle is replaced. The road
 * goes on without it.
 */
@ConsumerType
@FunctionalInterface
public interface Enricher {

    /**
     * What it understands.
     *
     * @param profile who gave it, as known before this signal's insights; {@link Profile#ANONYMOUS} if nobody is
     * @return at most 256 insights; empty when it has nothing to say
     */
    List<Insight> enrich(Signal signal, Profile profile) throws Exception;
}
