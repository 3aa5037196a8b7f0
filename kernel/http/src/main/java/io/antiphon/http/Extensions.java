package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** The endpoints and pages that bundles bring, and how they do. Who comes first has an address; a second one waits. */
final class Extensions implements Plugins {

    private static final int MOST_AT_ONCE = 16;

    private final List<Brought<Endpoint>> endpoints = new CopyOnWriteArrayList<>();
    private final List<Brought<Page>> pages = new CopyOnWriteArrayList<>();
    private final Map<Endpoint, Route> routes = new java.util.concurrent.ConcurrentHashMap<>();
    private final Runnable changed;

    /** Calls whenever the routes are others. */
    Extensions(Runnable changed) {
        this.changed = changed;
    }

    /**
     * Something a bundle brought.
     *
     * @param bundle the symbolic name and version
     */
    record Brought<T>(T service, String bundle, String version, Instant since) {}

    void bring(Endpoint endpoint, String bundle, String version) {
        endpoints.add(new Brought<>(endpoint, bundle, version, Instant.now()));
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        routes.put(
                endpoint,
                Route.api(endpoint.method(), endpoint.path(), exchange -> handle(endpoint, places, exchange))
                        .anyQuery()
                        .tells(endpoint.summary())
                        .gives(200, ""));
        changed.run();
    }

    void bring(Page page, String bundle, String version) {
        pages.add(new Brought<>(page, bundle, version, Instant.now()));
    }

    void take(Object service) {
        pages.removeIf(brought -> brought.service() == service);
        if (endpoints.removeIf(brought -> brought.service() == service)) {
            changed.run();
        }
    }

    private static void handle(Endpoint endpoint, Semaphore places, Exchange exchange) throws Exception {
        if (!places.tryAcquire()) {
            throw AntiphonException.busy(
                    "More than " + MOST_AT_ONCE + " requests are waiting for this resource", Duration.ofSeconds(1));
        }
        try {
            exchange.respond(endpoint.handle(exchange.toRequest(exchange.body())));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, String.valueOf(e.getMessage()));
        } finally {
            places.release();
        }
    }

    /** The routes of those that have an address of their own beside the given ones. */
    List<Route> routesBeside(List<Route> own) {
        List<Route> all = new ArrayList<>(own);
        List<Route> more = new ArrayList<>();
        for (Brought<Endpoint> brought : endpoints) {
            Route route = routes.get(brought.service());
            if (route != null
                    && isAddress(brought.service())
                    && !new Router(all).has(route.method(), route.template())) {
                all.add(route);
                more.add(route);
            }
        }
        routes.keySet().removeIf(endpoint -> endpoints.stream().noneMatch(b -> b.service() == endpoint));
        return more;
    }

    private static boolean isAddress(Endpoint endpoint) {
        return endpoint.path().startsWith("/api/")
                && List.of("GET", "POST", "PUT", "DELETE").contains(endpoint.method());
    }

    /** The page of a name, the one that was there first. */
    Optional<Page> page(String name) {
        for (Brought<Page> brought : pages) {
            if (brought.service().name().equals(name)) {
                return Optional.of(brought.service());
            }
        }
        return Optional.empty();
    }

    /** The pages that have an address. */
    List<Page> pages() {
        Map<String, Page> byName = new LinkedHashMap<>();
        pages.forEach(brought -> byName.putIfAbsent(brought.service().name(), brought.service()));
        return List.copyOf(byName.values());
    }

    @Override
    public List<Plugin> list() {
        List<Plugin> all = new ArrayList<>();
        List<Route> served = new ArrayList<>();
        for (Brought<Endpoint> brought : endpoints) {
            Route route = routes.get(brought.service());
            if (route != null) {
                boolean doubled =
                        served.stream().anyMatch(r -> new Router(List.of(r)).has(route.method(), route.template()));
                served.add(route);
                all.add(endpoint(brought, route, doubled));
            }
        }
        for (Brought<Page> brought : pages) {
            boolean first = page(brought.service().name()).orElse(null) == brought.service();
            all.add(plugin(
                    "page", brought.service().name(), brought, null, first ? "" : "Another page has that name."));
        }
        return all;
    }

    private static Plugin endpoint(Brought<Endpoint> brought, Route route, boolean doubled) {
        String reason = !isAddress(brought.service())
                ? "Its path does not start with /api/, or its method is none of GET, POST, PUT, DELETE."
                : doubled ? "Another endpoint has that method and path." : "";
        return plugin("endpoint", route.method() + " " + route.template(), brought, route.meter(), reason);
    }

    private static Plugin plugin(
            String kind,
            String name,
            Brought<?> brought,
            @org.jspecify.annotations.Nullable Meter meter,
            String reason) {
        return new Plugin(
                kind,
                name,
                brought.version(),
                brought.bundle(),
                reason.isEmpty() ? "active" : "quarantined",
                meter == null ? 0 : meter.count(),
                meter == null ? 0 : meter.errors(),
                meter == null ? 0 : Math.round(meter.quantile(0.99) * 1e6),
                reason,
                brought.since());
    }

    @Override
    public boolean release(String kind, String name) {
        return false;
    }
}
