package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Plugins.Plugin;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether a bundle that was started beside or in place of another does what it should. */
final class Health {

    private static final Duration COMPONENTS = Duration.ofSeconds(10);
    private static final Duration FOLDS = Duration.ofMinutes(30);
    private static final Duration CONNECTIONS = Duration.ofSeconds(15);
    private static final Duration VITALS = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 20;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final Connections connections;
    private final Supplier<List<Plugins>> rooms;

    Health(
            BundleContext context,
            ServiceComponentRuntime components,
            Connections connections,
            Supplier<List<Plugins>> rooms) {
        this.context = context;
        this.components = components;
        this.connections = connections;
        this.rooms = rooms;
    }

    /** Says that a bundle is not fit, and why. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why);
        }
    }

    /** Waits until all of a bundle works that can work before it serves. @param started when it was started */
    void prove(Bundle bundle, Instant started) throws Unfit, InterruptedException {
        long deadline = System.nanoTime() + COMPONENTS.toNanos();
        String waits = componentsWaitFor(bundle);
        while (!waits.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new Unfit(waits);
            }
            Thread.sleep(POLL_MILLIS);
            waits = componentsWaitFor(bundle);
        }
        awaitFolds(bundle, started);
        askVitals(bundle);
        tryConnections(bundle);
    }

    /** What a component of it waits for; empty if all do their work. */
    private String componentsWaitFor(Bundle bundle) throws Unfit {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO made : components.getComponentConfigurationDTOs(component)) {
                if (made.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    throw new Unfit("its component " + component.name + " failed: " + rootCause(made.failure));
                }
                if (made.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    String services = java.util.Arrays.stream(made.unsatisfiedReferences)
                            .map(reference -> reference.name)
                            .collect(Collectors.joining(", "));
                    return "its component " + component.name + " waits for services nobody offers: " + services;
                }
            }
        }
        return "";
    }

    /** A fold of a new version is built from the whole journal before it takes over from the one before. */
    private void awaitFolds(Bundle bundle, Instant started) throws Unfit, InterruptedException {
        long deadline = System.nanoTime() + FOLDS.toNanos();
        while (true) {
            boolean building = false;
            for (Plugin plugin : plugins(bundle, started)) {
                if (plugin.state().equals("quarantined")) {
                    throw new Unfit(
                            "its " + plugin.kind() + " " + plugin.name() + " is quarantined: " + plugin.reason());
                }
                building |= plugin.state().equals("building");
            }
            if (!building) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new Unfit("its folds were not built within " + FOLDS.toMinutes() + " minutes");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private List<Plugin> plugins(Bundle bundle, Instant started) {
        return rooms.get().stream()
                .flatMap(room -> room.list().stream())
                .filter(plugin -> plugin.bundle().equals(Framework.words(bundle)))
                .filter(plugin -> !plugin.since().isBefore(started))
                .toList();
    }

    /** The names of all that a bundle has plugged in, with their kinds. */
    Set<String> brought(Bundle bundle) {
        return plugins(bundle, Instant.MIN).stream().map(Health::called).collect(Collectors.toSet());
    }

    /** What is waited for, as {@link #brought}. */
    Set<String> missed() {
        return rooms.get().stream()
                .flatMap(room -> room.list().stream())
                .filter(plugin -> plugin.state().equals("missing"))
                .map(Health::called)
                .collect(Collectors.toSet());
    }

    /** Nobody waits for these any longer. */
    void forget(Set<String> names) {
        for (Plugins room : rooms.get()) {
            for (Plugin plugin : room.list()) {
                if (plugin.state().equals("missing") && names.contains(called(plugin))) {
                    room.release(plugin.kind(), plugin.name());
                }
            }
        }
    }

    private static String called(Plugin plugin) {
        return plugin.kind() + " " + plugin.name();
    }

    private void askVitals(Bundle bundle) throws Unfit {
        for (Vitals vitals : services(bundle, Vitals.class)) {
            List<Problem> problems = ask("asking it how it is", VITALS, vitals::problems);
            refuse("it says of itself: ", problems);
        }
    }

    /** Each connection that works must work with the new connector as well. */
    private void tryConnections(Bundle bundle) throws Unfit {
        for (Connector connector : services(bundle, Connector.class)) {
            String name = ask("asking a connector for its spec", VITALS, connector::spec)
                    .name();
            for (Connection connection : connections.list()) {
                if (connection.connector().equals(name) && connection.status() == Status.RUNNING) {
                    refuse(
                            "the connection '" + connection.id() + "' would not work with it: ",
                            connections.check(connection.id(), connector));
                }
            }
        }
    }

    private static void refuse(String lead, List<Problem> problems) throws Unfit {
        List<String> errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::what)
                .toList();
        if (!errors.isEmpty()) {
            throw new Unfit(lead + String.join(" ", errors));
        }
    }

    /** The connections that run now. */
    Set<String> running() {
        return connections.list().stream()
                .filter(connection -> connection.status() == Status.RUNNING)
                .map(Connection::id)
                .collect(Collectors.toSet());
    }

    /** Waits until connections that ran before a change run again. */
    void awaitRunning(Set<String> before) throws Unfit, InterruptedException {
        long deadline = System.nanoTime() + CONNECTIONS.toNanos();
        while (true) {
            List<Connection> away = new ArrayList<>(connections.list());
            away.removeIf(connection -> !before.contains(connection.id()) || isFine(connection.status()));
            if (away.isEmpty()) {
                return;
            }
            for (Connection connection : away) {
                if (isBroken(connection.status()) || System.nanoTime() > deadline) {
                    refuse("the connection '" + connection.id() + "' broke: ", connection.problems());
                    throw new Unfit("the connection '" + connection.id() + "' is " + connection.status() + " with it");
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isFine(Status status) {
        return status == Status.RUNNING || status == Status.PAUSED;
    }

    private static boolean isBroken(Status status) {
        return status == Status.FAILING || status == Status.QUARANTINED || status == Status.ABSENT;
    }

    private <S> List<S> services(Bundle bundle, Class<S> type) {
        List<S> services = new ArrayList<>();
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            boolean isOne =
                    List.of((String[]) reference.getProperty("objectClass")).contains(type.getName());
            Object service = isOne ? context.getService(reference) : null;
            if (service != null) {
                services.add(type.cast(service));
                context.ungetService(reference);
            }
        }
        return services;
    }

    private static <T> T ask(String what, Duration most, java.util.concurrent.Callable<T> question) throws Unfit {
        try {
            return Bounded.call(what, most, question);
        } catch (AntiphonException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            throw new Unfit(what + " failed: " + Reasons.of(e.getCause()));
        }
    }

    /** What the innermost cause of a stack trace says. */
    private static String rootCause(@Nullable String trace) {
        String lead = "Caused by: ";
        List<String> lines = trace == null ? List.of() : trace.lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(lead))
                .map(line -> line.substring(lead.length()))
                .reduce((outer, inner) -> inner)
                .orElse(lines.isEmpty() ? "for no stated reason" : lines.get(0));
    }
}
