package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** The endpoints and pages that bundles bring, and how they do. Who comes first has an address; a second one waits. */
final class Extensions implements Plugins {

    private static final int MOST_AT_ONCE = 16;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private final List<Resource> resources = new CopyOnWriteArrayList<>();
    private final List<Brought> pages = new CopyOnWriteArrayList<>();
    private final Runnable changed;
    private volatile Map<Resource, String> refused = Map.of();

    /** Calls whenever the routes are others. */
    Extensions(Runnable changed) {
        this.changed = changed;
    }

    /** A page and the symbolic name and version of its bundle. */
    private record Brought(Page page, String bundle, String version, Instant since) {}

    /** An endpoint, its route, and the symbolic name and version of its bundle. */
    private record Resource(Endpoint endpoint, Route route, String bundle, String version, Instant since) {}

    void bring(Endpoint endpoint, String bundle, String version) {
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        Route route = Route.api(endpoint.method(), endpoint.path(), exchange -> handle(endpoint, places, exchange))
                .anyQuery()
                .tells(endpoint.summary())
                .gives(200, "");
        resources.add(new Resource(endpoint, route, bundle, version, Instant.now()));
        changed.run();
    }

    void bring(Page page, String bundle, String version) {
        pages.add(new Brought(page, bundle, version, Instant.now()));
    }

    void take(Endpoint endpoint) {
        resources.removeIf(resource -> resource.endpoint() == endpoint);
        changed.run();
    }

    void take(Page page) {
        pages.removeIf(brought -> brought.page() == page);
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
        Map<Resource, String> without = new HashMap<>();
        for (Resource resource : resources) {
            Route route = resource.route();
            if (!route.template().startsWith("/api/") || !METHODS.contains(route.method())) {
                without.put(resource, "Its path does not start with /api/, or its method is none of " + METHODS + ".");
            } else if (new Router(all).has(route.method(), route.template())) {
                without.put(resource, "Something else has that method and path.");
            } else {
                all.add(route);
                more.add(route);
            }
        }
        refused = without;
        return more;
    }

    /** The page of a name, the one that was there first. */
    Optional<Page> page(String name) {
        return pages.stream()
                .map(Brought::page)
                .filter(page -> page.name().equals(name))
                .findFirst();
    }

    /** The pages that have an address. */
    List<Page> pages() {
        Map<String, Page> byName = new LinkedHashMap<>();
        pages.forEach(brought -> byName.putIfAbsent(brought.page().name(), brought.page()));
        return List.copyOf(byName.values());
    }

    @Override
    public List<Plugin> list() {
        List<Plugin> all = new ArrayList<>();
        for (Resource resource : resources) {
            Route route = resource.route();
            Meter meter = route.meter();
            String reason = refused.getOrDefault(resource, "");
            all.add(new Plugin(
                    "endpoint",
                    route.method() + " " + route.template(),
                    resource.version(),
                    resource.bundle(),
                    reason.isEmpty() ? "active" : "quarantined",
                    meter.count(),
                    meter.errors(),
                    Math.round(meter.quantile(0.99) * 1e6),
                    reason,
                    resource.since()));
        }
        List<Page> served = pages();
        for (Brought brought : pages) {
            boolean first = served.contains(brought.page());
            all.add(new Plugin(
                    "page",
                    brought.page().name(),
                    brought.version(),
                    brought.bundle(),
                    first ? "active" : "quarantined",
                    0,
                    0,
                    0,
                    first ? "" : "Another page has that name.",
                    brought.since()));
        }
        return all;
    }

    @Override
    public boolean release(String kind, String name) {
        return false;
    }
}
