package io.antiphon.outbox;

import io.antiphon.spi.Begun;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.Sinks;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** This room's door to the service registry. */
@Component(
        immediate = true,
        configurationPid = "io.antiphon.outbox",
        service = {Outbox.class, Plugins.class, Vitals.class})
public final class OutboxRoom implements Outbox, Plugins, Vitals {

    private final Guards guards;
    private final OpenOutbox open;
    private final Readings readings;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean active;
    private volatile boolean whole;

    /** The framework makes it when the rest of the kernel is there. */
    @Activate
    public OutboxRoom(
            BundleContext context,
            OutboxSettings settings,
            @Reference Journal journal,
            @Reference Recorder recorder,
            @Reference State state,
            @Reference Road road,
            @Reference Profiles profiles,
            @Reference Sinks sinks)
            throws IOException {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException(
                    "The property antiphon.home, the folder of all data, is not set; bin/setenv or ./antiphon sets it");
        }
        Clock clock = Clock.systemUTC();
        Limits limits = Limits.of(settings);
        Queue queue = new Queue(limits, clock);
        Path folder = Path.of(home, "data", "outbox");
        guards = new Guards(limits, clock, Roll.open(folder, clock.instant()), queue::reconsider);
        open = new OpenOutbox(
                folder,
                new Kernel(journal, recorder, state, road, profiles, sinks, clock),
                limits,
                queue,
                guards,
                ManagementFactory.getRuntimeMXBean().getStartTime());
        readings = new Readings(queue, guards, clock, open::recovered);
    }

    /** Guards that the container is still to start are waited for: until they are at their posts, nothing leaves. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setBegun(Begun begun) {
        whole = true;
        beginIfWhole();
    }

    void unsetBegun(Begun begun) {
        // what has begun stays so
    }

    /** The framework calls it when the guards that are here have been added. */
    @Activate
    void activate() {
        active = true;
        beginIfWhole();
    }

    private void beginIfWhole() {
        if (active && whole && !begun.getAndSet(true)) {
            open.begin();
        }
    }

    @Deactivate
    void stop() throws Exception {
        open.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addGuard(Guard guard, ServiceReference<Guard> reference) {
        Bundle bundle = reference.getBundle();
        String version = bundle == null ? "" : bundle.getVersion().toString();
        Object stated = reference.getProperty("antiphon.version");
        guards.add(
                guard,
                name(reference),
                stated instanceof String own && !own.isBlank() ? own : version,
                bundle == null ? "" : bundle.getSymbolicName() + " " + version);
    }

    void removeGuard(Guard guard) {
        guards.remove(guard);
    }

    private static String name(ServiceReference<?> reference) {
        for (String property : List.of("antiphon.named", "component.name")) {
            if (reference.getProperty(property) instanceof String name && !name.isBlank()) {
                return name;
            }
        }
        Bundle bundle = reference.getBundle();
        return bundle == null ? "service-" + reference.getProperty("service.id") : bundle.getSymbolicName();
    }

    @Override
    public List<Item> list(Query query) {
        return open.list(query);
    }

    @Override
    public Optional<Item> find(String action) {
        return open.find(action);
    }

    @Override
    public List<Count> counts() {
        return open.counts();
    }

    @Override
    public String hindrance() {
        return open.hindrance();
    }

    @Override
    public void discard(String action, String who, String reason) {
        open.discard(action, who, reason);
    }

    @Override
    public void resolve(String action, boolean happened, String who, String reason) {
        open.resolve(action, happened, who, reason);
    }

    @Override
    public void reconsider() {
        open.reconsider();
    }

    @Override
    public boolean settle(Duration limit) throws InterruptedException {
        return open.settle(limit);
    }

    @Override
    public List<Plugin> list() {
        return guards.list();
    }

    @Override
    public boolean release(String kind, String name) {
        return guards.release(kind, name);
    }

    @Override
    public List<Metric> metrics() {
        return readings.metrics();
    }

    @Override
    public List<Problem> problems() {
        return readings.problems();
    }
}
