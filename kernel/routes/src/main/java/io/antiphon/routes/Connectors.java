package io.antiphon.routes;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Plugins.Plugin;
import io.antiphon.spi.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The connectors plugged in now. Of several with one name the one ranked highest counts, then the one that came first. */
final class Connectors {

    /**
     * A connector's registration.
     *
     * @param order by which they are ranked, lowest first: a service reference
     */
    record Registration(Comparable<?> order, Connector connector, String version, String bundle) {}

    /** A registration, and the plug it made or the reason why it made none. */
    private record Entry(
            Registration registration, @Nullable Plug plug, String reason, Instant since) {}

    private final Workers workers;
    private final Limits limits;
    private List<Entry> entries = List.of();

    Connectors(Workers workers, Limits limits) {
        this.workers = workers;
        this.limits = limits;
    }

    /** Takes one in; returns its name, or null if it cannot tell it. */
    @Nullable
    String add(Registration registration) {
        Entry entry = ask(registration);
        synchronized (this) {
            List<Entry> more = new ArrayList<>(entries);
            more.add(entry);
            more.sort(Comparator.comparing(e -> rank(e.registration().order())));
            entries = List.copyOf(more);
        }
        return entry.plug() == null ? null : entry.plug().spec.name();
    }

    /** Puts one out; returns its name, or null if it had none. */
    synchronized @Nullable String remove(Object order) {
        String name = null;
        List<Entry> fewer = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.registration().order().equals(order)) {
                fewer.add(entry);
            } else if (entry.plug() != null) {
                name = entry.plug().spec.name();
            }
        }
        entries = List.copyOf(fewer);
        return name;
    }

    /** The one that counts. */
    synchronized @Nullable Plug find(String name) {
        for (Entry entry : entries) {
            if (entry.plug() != null && entry.plug().spec.name().equals(name)) {
                return entry.plug();
            }
        }
        return null;
    }

    /** That there is none of a name. */
    Problem missing(String name) {
        List<String> names = specs().stream().map(ConnectorSpec::name).toList();
        return Problem.error(
                "connector",
                "There is no connector '" + name + "'.",
                "There are " + names + "; drop others into deploy/.");
    }

    synchronized List<ConnectorSpec> specs() {
        return entries.stream()
                .map(Entry::plug)
                .filter(plug -> plug != null && find(plug.spec.name()) == plug)
                .map(plug -> plug.spec)
                .sorted(Comparator.comparing(ConnectorSpec::name))
                .toList();
    }

    synchronized List<Plugin> plugins() {
        return entries.stream().map(this::plugin).toList();
    }

    /** Asks one again that could not tell its spec; returns its name if it can now. */
    @Nullable
    String release(String name) {
        Registration quarantined = null;
        synchronized (this) {
            for (Entry entry : entries) {
                if (entry.plug() == null
                        && entry.registration()
                                .connector()
                                .getClass()
                                .getSimpleName()
                                .equals(name)) {
                    quarantined = entry.registration();
                }
            }
        }
        if (quarantined == null) {
            return null;
        }
        remove(quarantined.order());
        return add(quarantined);
    }

    private Plugin plugin(Entry entry) {
        Registration registration = entry.registration();
        Plug plug = entry.plug();
        if (plug == null) {
            String name = registration.connector().getClass().getSimpleName();
            return new Plugin(
                    "connector",
                    name,
                    registration.version(),
                    registration.bundle(),
                    "quarantined",
                    1,
                    1,
                    0,
                    entry.reason(),
                    entry.since());
        }
        String hidden = find(plug.spec.name()) == plug ? "" : "Hidden by another connector of this name.";
        return new Plugin(
                "connector",
                plug.spec.name(),
                plug.version,
                plug.bundle,
                "active",
                plug.calls.sum(),
                plug.errors.sum(),
                plug.durations.p99Micros(),
                hidden,
                entry.since());
    }

    private Entry ask(Registration registration) {
        Call<ConnectorSpec> call = workers.call(
                "spec of " + registration.connector().getClass().getName(),
                limits.close(),
                () -> java.util.Objects.requireNonNull(registration.connector().spec(), "spec() returned null"));
        Instant now = Instant.now();
        try {
            ConnectorSpec spec = call.answer().get();
            return new Entry(
                    registration,
                    new Plug(registration.connector(), spec, registration.version(), registration.bundle()),
                    "",
                    now);
        } catch (ExecutionException e) {
            return new Entry(registration, null, Failures.reason(Failures.bare(e)), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Entry(registration, null, "Interrupted while it was asked for its spec", now);
        }
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> rank(Comparable<?> order) {
        return (Comparable<Object>) order;
    }
}
