package io.antiphon.swap;

import io.antiphon.spi.Bundles;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Vitals;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The room's services, once the kernel is up. */
@Component(
        service = {},
        immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Bundles\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Vitals\"")
public final class SwapRoom implements Vitals {

    private final List<Plugins> rooms = new CopyOnWriteArrayList<>();
    private final Home home;
    private final Swaps swaps;
    private final DeployFolder deploy;
    private final List<ServiceRegistration<?>> registrations;

    /** Opens the room. */
    @Activate
    public SwapRoom(
            BundleContext context,
            @Reference Home home,
            @Reference Recorder recorder,
            @Reference Connections connections,
            @Reference ServiceComponentRuntime components) {
        this.home = home;
        Health health = new Health(context, components, connections, () -> rooms);
        Swap swap = new Swap(home.framework(), home.store(), health);
        Trust trust = new Trust(home.folder().resolve("etc/trusted"));
        Inspection inspection = new Inspection(home.framework()::exported, trust);
        swaps = new Swaps(home.framework(), home.store(), inspection, swap, recorder, home.one());
        deploy = new DeployFolder(home.folder().resolve("deploy"), swaps, home.store());
        registrations = List.of(
                context.registerService(Bundles.class, swaps, new Hashtable<>()),
                context.registerService(Vitals.class, this, new Hashtable<>()));
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        deploy.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRoom(Plugins room) {
        rooms.add(room);
    }

    void removeRoom(Plugins room) {
        rooms.remove(room);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("swaps", "Bundles installed, replaced, rolled back or removed.", swaps.made()),
                Metric.counter(
                        "swaps_refused", "Changes of bundles that were refused or taken back.", swaps.refusals()));
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(home.reconciliation().problems());
        problems.addAll(deploy.problems());
        return problems;
    }
}
