package io.antiphon.insight.models;

import io.antiphon.spi.Enricher;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * An enricher in the service registry. A new version is offered before the old one is taken away, and the later one of a name
 * counts: so they are exchanged between two signals.
 */
public final class Offered implements AutoCloseable {

    private final BundleContext context;
    private final String name;
    private final AtomicInteger rank = new AtomicInteger();
    private @Nullable ServiceRegistration<Enricher> offered;

    /** Nothing is offered yet. */
    public Offered(BundleContext context, String name) {
        this.context = context;
        this.name = name;
    }

    /** Offers it in a version instead of the one before. */
    public synchronized void offer(Enricher enricher, String version) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("antiphon.named", name);
        properties.put("antiphon.version", version);
        properties.put(Constants.SERVICE_RANKING, rank.incrementAndGet());
        ServiceRegistration<Enricher> before = offered;
        offered = context.registerService(Enricher.class, enricher, properties);
        withdraw(before);
    }

    private static void withdraw(@Nullable ServiceRegistration<Enricher> registration) {
        if (registration != null) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the framework was quicker
            }
        }
    }

    @Override
    public synchronized void close() {
        withdraw(offered);
        offered = null;
    }
}
