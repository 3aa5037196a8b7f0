package io.antiphon.routes;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connector;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Sinks;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room's one component: takes what OSGi tells it, and offers the room's services. */
@Component(
        service = {},
        immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Connections\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Plugins\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Sinks\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.antiphon.spi.Vitals\"")
public final class RoutesRoom implements ManagedServiceFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesRoom.class);
    private static final String FILE = "felix.fileinstall.filename";

    private final Workers workers = new Workers();
    private final Connectors connectors = new Connectors(workers, Limits.NORMAL);
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ConfigurationAdmin configurations;
    private final EtcFolder etc;
    private final Supervisors supervisors;
    private final Components components;
    private final Watch watch;

    /** Opens the room. */
    @Activate
    public RoutesRoom(
            BundleContext bundles,
            @Reference Intakes intakes,
            @Reference DeadLetters deadLetters,
            @Reference Recorder recorder,
            @Reference ConfigurationAdmin configurations)
            throws IOException {
        this.configurations = configurations;
        etc = new EtcFolder(Files.createDirectories(home(bundles).resolve("etc")));
        Kernel kernel =
                new Kernel(intakes, deadLetters, workers, new Contexts(bundles), Limits.NORMAL, Clock.systemUTC());
        supervisors = new Supervisors(kernel, connectors);
        Gauges gauges = new Gauges(supervisors, connectors, EtcFolder.problems(bundles.getProperty(EtcFolder.SAVE)));
        Connections connections =
                new ConfiguredConnections(kernel, recorder, etc, connectors, supervisors, this::forget);
        components = new Components(bundles, supervisors);
        components.open();
        watch = new Watch(kernel, recorder, supervisors);
        watch.begin();
        Dictionary<String, Object> pid = new Hashtable<>(Map.of(Constants.SERVICE_PID, EtcFolder.FACTORY));
        registrations.add(bundles.registerService(ManagedServiceFactory.class, this, pid));
        registrations.add(bundles.registerService(
                ArtifactInstaller.class, new RouteFiles(kernel, supervisors), new Hashtable<>()));
        registrations.add(bundles.registerService(Connections.class, connections, new Hashtable<>()));
        registrations.add(bundles.registerService(
                Sinks.class, new SpeakingConnections(supervisors, etc::has), new Hashtable<>()));
        registrations.add(bundles.registerService(
                new String[] {Plugins.class.getName(), Vitals.class.getName()}, gauges, new Hashtable<>()));
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        components.close();
        watch.keep();
        supervisors.close();
        workers.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, service = Connector.class)
    void plug(Connector connector, ServiceReference<Connector> reference) {
        Object stated = reference.getProperty("antiphon.version");
        String bundleVersion = reference.getBundle().getVersion().toString();
        String version = stated == null ? bundleVersion : stated.toString();
        String bundle = reference.getBundle().getSymbolicName() + " " + bundleVersion;
        supervisors.replug(
                connectors.add(new Connectors.Registration(Ranked.of(reference), connector, version, bundle)));
    }

    void unplug(ServiceReference<Connector> reference) {
        supervisors.replug(connectors.remove(Ranked.of(reference)));
    }

    @Override
    public String getName() {
        return "Antiphon connections";
    }

    @Override
    public void updated(String pid, Dictionary<String, ?> properties) {
        String id = id(pid);
        if (properties.get(FILE) != null && !etc.has(id)) {
            forget(id);
        } else if (!etc.asWritten(id)) {
            supervisors.configure(id, new Terms(values(properties)));
        }
    }

    @Override
    public void deleted(String pid) {
        if (!etc.has(id(pid))) {
            supervisors.remove(id(pid));
        }
    }

    /** Takes a configuration away whose file is gone. */
    private void forget(String id) {
        try {
            Configuration[] all = configurations.listConfigurations("(service.factoryPid=" + EtcFolder.FACTORY + ")");
            for (Configuration each : all == null ? new Configuration[0] : all) {
                if (id(each.getPid()).equals(id)) {
                    each.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("The configuration of the deleted connection '{}' could not be taken away", id, e);
        }
    }

    /** The part of a factory instance's PID that tells it from others. */
    private static String id(String pid) {
        String rest = pid.startsWith(EtcFolder.FACTORY) ? pid.substring(EtcFolder.FACTORY.length()) : pid;
        return rest.length() > 1 ? rest.substring(1) : rest;
    }

    private static Map<String, String> values(Dictionary<String, ?> properties) {
        Map<String, String> values = new TreeMap<>();
        for (String name : Collections.list(properties.keys())) {
            if (!name.startsWith("service.") && !name.startsWith("felix.") && !name.startsWith("component.")) {
                values.put(name, text(properties.get(name)));
            }
        }
        return values;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Object[] array) {
            return String.join(",", Arrays.stream(array).map(String::valueOf).toList());
        }
        if (value instanceof Collection<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }

    private static Path home(BundleContext bundles) {
        String home = bundles.getProperty("antiphon.home");
        return Path.of(home != null ? home : bundles.getProperty("karaf.base"));
    }

    /** Services in the order of OSGi: the highest ranking first, of equals the oldest. */
    private record Ranked(ServiceReference<Connector> reference) implements Comparable<Ranked> {
        static Ranked of(ServiceReference<Connector> reference) {
            return new Ranked(reference);
        }

        @Override
        public int compareTo(Ranked other) {
            return other.reference.compareTo(reference);
        }
    }
}
