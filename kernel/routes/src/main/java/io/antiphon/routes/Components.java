package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;

/**
 * Watches the bundles that bring Camel components: when one goes, the routes that use it stop before its classes vanish; when
 * one comes, what failed for want of it is tried again.
 */
final class Components extends BundleTracker<Bundle> {

    private final Supervisors supervisors;

    Components(BundleContext bundles, Supervisors supervisors) {
        super(bundles, Bundle.ACTIVE, null);
        this.supervisors = supervisors;
    }

    @Override
    public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || wiring.getCapabilities(BundleLoader.COMPONENT).isEmpty()) {
            return null;
        }
        supervisors.list().forEach(Supervisor::retry);
        return bundle;
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        for (Supervisor supervisor : supervisors.list()) {
            Running running = supervisor.running();
            if (wiring != null && running != null && running.uses(wiring.getClassLoader())) {
                settled.add(supervisor.lost(new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE,
                        "The Camel components of " + bundle.getSymbolicName() + " are gone for the moment")));
            }
        }
        supervisors.await(settled);
    }
}
