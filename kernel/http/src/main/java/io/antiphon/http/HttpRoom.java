package io.antiphon.http;

import io.antiphon.http.people.Passwords;
import io.antiphon.http.people.Register;
import io.antiphon.http.people.Sessions;
import io.antiphon.spi.Begun;
import io.antiphon.spi.Bundles;
import io.antiphon.spi.Connections;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Page;
import io.antiphon.spi.People;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.Vitals;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;

/** Puts the room together and registers its one servlet. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.antiphon.http")
@Designate(ocd = Configuration.class)
@Requirement(namespace = "osgi.implementation", name = "osgi.http", version = "2.0")
public final class HttpRoom {

    private static final List<Class<?>> SERVICES = List.of(
            Intakes.class,
            Journal.class,
            Recorder.class,
            Profiles.class,
            Connections.class,
            Bundles.class,
            DeadLetters.class,
            PersonalData.class,
            Road.class,
            Plugins.class,
            Begun.class,
            Vitals.class);
    private static final int MOST_WAITING = 64;

    private final TrackedServices services;
    private final Room room;
    private final List<ServiceTracker<?, ?>> brought = new ArrayList<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Opens the door. */
    @Activate
    public HttpRoom(BundleContext context, Configuration configuration) throws IOException {
        String home = property(context, "antiphon.home", ".");
        Register register = new Register(Path.of(home, "etc", "people.json"));
        Gate gate = new Gate(
                Token.in(Path.of(home, "etc", "admin.token")),
                register,
                new Sessions(Path.of(home, "data", "http", "sessions.json"), Clock.systemUTC()),
                new Passwords(Passwords.COST));
        FrontDoor door = new FrontDoor(
                gate,
                new Bodies(Runtime.getRuntime().maxMemory() / 10, MOST_WAITING),
                property(context, "antiphon.bind", "127.0.0.1"),
                limits(configuration));
        services = new TrackedServices(context, SERVICES);
        room = new Room(
                services,
                door,
                Events.Rhythm.USUAL,
                Hold.of(Hold.USUAL),
                context.getBundle().getVersion().toString());
        track(context, Endpoint.class, room.extensions()::bring, room.extensions()::take);
        track(context, Page.class, room.extensions()::bring, room.extensions()::take);
        register(context, Plugins.class, room.extensions());
        register(context, Vitals.class, new DoorVitals(room));
        register(context, Vitals.class, new Process());
        register(context, Vitals.class, register);
        register(context, People.class, register);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
        properties.put("osgi.http.whiteboard.servlet.name", "antiphon");
        properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
        registrations.add(context.registerService(Servlet.class, door, properties));
    }

    private <T> void register(BundleContext context, Class<T> type, T service) {
        registrations.add(context.registerService(type, service, new Hashtable<>()));
    }

    /** Takes what bundles bring of a type and gives it back when they go. */
    private <T> void track(BundleContext context, Class<T> type, Bringing<T> bring, Consumer<T> take) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null) {
            @Override
            public @Nullable T addingService(ServiceReference<T> reference) {
                T service = super.addingService(reference);
                if (service == null) {
                    return null; // its bundle could not make it
                }
                Bundle bundle = reference.getBundle();
                String version = bundle.getVersion().toString();
                bring.bring(service, bundle.getSymbolicName() + " " + version, version);
                return service;
            }

            @Override
            public void removedService(ServiceReference<T> reference, T service) {
                take.accept(service);
                super.removedService(reference, service);
            }
        };
        tracker.open();
        brought.add(tracker);
    }

    private interface Bringing<T> {
        void bring(T service, String bundle, String version);
    }

    @Modified
    void modified(Configuration configuration) {
        room.door().limit(limits(configuration));
    }

    @Deactivate
    void close() throws InterruptedException {
        registrations.forEach(ServiceRegistration::unregister);
        room.close();
        brought.forEach(ServiceTracker::close);
        services.close();
    }

    private static Limits limits(Configuration configuration) {
        return new Limits(
                configuration.body_limit(),
                configuration.signals_limit(),
                configuration.rate_limit(),
                configuration.event_clients(),
                Duration.ofSeconds(configuration.body_seconds()),
                Arrays.stream(configuration.hosts().split(","))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
