package io.antiphon.scripting;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.kinds.ScriptConnector;
import io.antiphon.scripting.kinds.ScriptEnricher;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.life.Services;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Policy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Editions in the service registry. The later one of a name counts, so that one can be exchanged for the next between two signals. */
final class Registrations implements Services {

    private final BundleContext context;
    private final Set<String> components;
    private final AtomicInteger rank = new AtomicInteger();

    Registrations(BundleContext context, Set<String> components) {
        this.context = context;
        this.components = components;
    }

    @Override
    public void check(Edition edition) {
        if (edition.kind() == Kind.CONNECTOR) {
            new ScriptConnector(edition, components);
        }
    }

    @Override
    public Runnable register(Edition edition) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("antiphon.named", edition.draft().name());
        properties.put("antiphon.version", edition.draft().version());
        properties.put(Constants.SERVICE_RANKING, rank.incrementAndGet());
        ServiceRegistration<?> registration =
                switch (edition.kind()) {
                    case POLICY -> context.registerService(Policy.class, new ScriptPolicy(edition), properties);
                    case ENRICHER -> context.registerService(Enricher.class, new ScriptEnricher(edition), properties);
                    case CONNECTOR ->
                        context.registerService(Connector.class, new ScriptConnector(edition, components), properties);
                };
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the framework was quicker
            }
        };
    }
}
