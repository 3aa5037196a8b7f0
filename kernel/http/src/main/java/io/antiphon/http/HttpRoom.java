package io.antiphon.http;

import io.antiphon.spi.Connections;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Road;
import io.antiphon.spi.Vitals;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

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
            DeadLetters.class,
            Road.class,
            Plugins.class,
            Vitals.class);
    private static final int MOST_WAITING = 64;

    private final TrackedServices services;
    private final Room room;
    private final ServiceRegistration<Servlet> registration;

    /** Opens the door. */
    @Activate
    public HttpRoom(BundleContext context, Configuration configuration) throws IOException {
        String home = property(context, "antiphon.home", ".");
        services = new TrackedServices(context, SERVICES);
        room = new Room(
                services,
                Token.in(Path.of(home, "etc", "admin.token")),
                new Bodies(Runtime.getRuntime().maxMemory() / 10, MOST_WAITING),
                property(context, "antiphon.bind", "127.0.0.1"),
                limits(configuration),
                version(context));
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
        properties.put("osgi.http.whiteboard.servlet.name", "antiphon");
        properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
        registration = context.registerService(Servlet.class, room.door(), properties);
    }

    @Modified
    void modified(Configuration configuration) {
        room.door().limit(limits(configuration));
    }

    @Deactivate
    void close() {
        registration.unregister();
        room.close();
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

    private static String version(BundleContext context) {
        return context.getBundle().getVersion().toString();
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
