package io.antiphon.flow;

import io.antiphon.spi.Begun;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Fold;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Receipt;
import io.antiphon.spi.Recognition;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import io.antiphon.spi.Road;
import io.antiphon.spi.Signal;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
        configurationPid = "io.antiphon.flow",
        service = {Intakes.class, State.class, Road.class, Replay.class, Plugins.class, Vitals.class})
public final class Flow implements Intakes, State, Road, Replay, Plugins, Vitals {

    private final Limits limits;
    private final Watchdog watchdog;
    private final Registry registry;
    private final Path folder;
    private final Journal journal;
    private final Recorder recorder;
    private @Nullable RunningFlow running;

    /** The framework makes it when the journal is there. */
    @Activate
    public Flow(
            BundleContext context, FlowSettings settings, @Reference Journal journal, @Reference Recorder recorder) {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException(
                    "The property antiphon.home, the folder of all data, is not set; bin/setenv or ./antiphon sets it");
        }
        this.folder = Path.of(home, "data", "state");
        this.journal = journal;
        this.recorder = recorder;
        this.limits = Limits.of(settings);
        this.watchdog = new Watchdog(limits);
        this.registry = new Registry(Clock.systemUTC(), watchdog);
    }

    /** Plugins that the container is still to start are waited for. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setBegun(Begun begun) {
        registry.begun();
    }

    void unsetBegun(Begun begun) {
        // what has begun stays so
    }

    @Activate
    void start() {
        running = new RunningFlow(folder, journal, recorder, registry, watchdog, limits, Clock.systemUTC(), step -> {});
    }

    @Deactivate
    void stop() {
        running().close();
    }

    private RunningFlow running() {
        RunningFlow now = running;
        if (now == null) {
            throw new IllegalStateException("The road has not been started");
        }
        return now;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEnricher(Enricher enricher, ServiceReference<Enricher> reference) {
        registry.add(enricher, name(reference), version(reference), bundle(reference));
    }

    void removeEnricher(Enricher enricher) {
        registry.remove(enricher);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPolicy(Policy policy, ServiceReference<Policy> reference) {
        registry.add(policy, name(reference), version(reference), bundle(reference));
    }

    void removePolicy(Policy policy) {
        registry.remove(policy);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFold(Fold fold, ServiceReference<Fold> reference) {
        if (!(fold instanceof Recognition)) {
            registry.add(fold, bundle(reference));
        }
    }

    void removeFold(Fold fold) {
        if (!(fold instanceof Recognition)) {
            registry.remove(fold);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRecognition(Recognition recognition, ServiceReference<Recognition> reference) {
        registry.add(recognition, bundle(reference));
    }

    void removeRecognition(Recognition recognition) {
        registry.remove(recognition);
    }

    private static String name(ServiceReference<?> reference) {
        for (String property : List.of("antiphon.named", "component.name")) {
            if (reference.getProperty(property) instanceof String name && !name.isBlank()) {
                return name;
            }
        }
        return "service-" + reference.getProperty("service.id");
    }

    private static String version(ServiceReference<?> reference) {
        if (reference.getProperty("antiphon.version") instanceof String version && !version.isBlank()) {
            return version;
        }
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : bundle.getVersion().toString();
    }

    private static String bundle(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    @Override
    public List<Receipt> accept(String connection, List<Signal> signals) {
        return running().intakes().accept(connection, signals);
    }

    @Override
    public void admit() {
        running().intakes().admit();
    }

    @Override
    public Optional<String> recall(String connection, String key) {
        return running().intakes().recall(connection, key);
    }

    @Override
    public void remember(String connection, String key, String value) {
        running().intakes().remember(connection, key, value);
    }

    @Override
    public <T> T read(String fold, Query<T> query) {
        return running().state().read(fold, query);
    }

    @Override
    public Position position() {
        return running().road().position();
    }

    @Override
    public long lag() {
        return running().road().lag();
    }

    @Override
    public AutoCloseable watch(Consumer<Position> listener) {
        return running().road().watch(listener);
    }

    @Override
    public Result replay(Position after, Visitor visitor) throws InterruptedException {
        return running().replay().replay(after, visitor);
    }

    @Override
    public Position beforeLast(int signals) {
        return running().replay().beforeLast(signals);
    }

    @Override
    public List<Plugin> list() {
        return running().plugins().list();
    }

    @Override
    public boolean release(String kind, String name) {
        return running().plugins().release(kind, name);
    }

    @Override
    public List<Metric> metrics() {
        return running().metrics();
    }

    @Override
    public List<Problem> problems() {
        return running().problems();
    }
}
