package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The endpoints and pages that bundles bring, and how they do. */
final class Extensions implements Plugins, AutoCloseable {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private final Hold hold;
    private final Executor later;
    private final Runnable changed;
    private final Addresses<Resource> endpoints;
    private final Addresses<Page> pages;
    private volatile Map<String, Route> routes = Map.of();
    private volatile Map<String, String> refused = Map.of();
    private volatile boolean closed;

    /** Calls whenever the routes are others. */
    Extensions(Hold hold, Runnable changed) {
        this.hold = hold;
        this.later = CompletableFuture.delayedExecutor(hold.time().toNanos(), TimeUnit.NANOSECONDS);
        this.changed = changed;
        this.endpoints = new Addresses<>(hold);
        this.pages = new Addresses<>(hold);
    }

    void bring(Endpoint endpoint, String bundle, String version) {
        Resource resource = Resource.of(endpoint);
        endpoints.bring(resource.key(), new Tenant<>(resource, bundle, version));
        changed.run();
    }

    void bring(Page page, String bundle, String version) {
        pages.bring(page.name(), new Tenant<>(page, bundle, version));
    }

    /** Returns when what is in flight in it has ended, or has had its time. */
    void take(Endpoint endpoint) {
        Tenant<Resource> tenant = endpoints.take(resource -> resource.endpoint() == endpoint);
        changed.run();
        await(tenant);
    }

    /** Returns when what is in flight in it has ended, or has had its time. */
    void take(Page page) {
        await(pages.take(other -> other == page));
    }

    private void await(@Nullable Tenant<?> tenant) {
        if (tenant == null || closed) {
            return;
        }
        later.execute(this::forget);
        try {
            tenant.awaitEmpty(hold.time().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        endpoints.forget();
        pages.forget();
        if (!closed) {
            changed.run();
        }
    }

    /** Nobody waits for what is in flight any more. */
    @Override
    public void close() {
        closed = true;
    }

    /** The routes of those that have an address of their own beside the given ones. */
    List<Route> routesBeside(List<Route> own) {
        Router taken = new Router(own);
        Map<String, Route> open = new HashMap<>();
        Map<String, String> without = new HashMap<>();
        List<Route> more = new ArrayList<>();
        endpoints.all().forEach((key, address) -> {
            Route before = routes.get(key);
            Route route = address.tenants().stream()
                    .findFirst()
                    .map(tenant -> route(key, tenant.service(), before))
                    .orElse(before);
            if (route == null) {
                return;
            }
            if (!route.template().startsWith("/api/") || !METHODS.contains(route.method())) {
                without.put(key, "Its path does not start with /api/, or its method is none of " + METHODS + ".");
            } else if (taken.has(route.method(), route.template())) {
                without.put(key, "The kernel itself has that method and path.");
            } else {
                open.put(key, route);
                more.add(route);
            }
        });
        routes = open;
        refused = without;
        return more;
    }

    private Route route(String key, Resource resource, @Nullable Route before) {
        Route route = Route.api(
                        resource.method(), resource.template(), exchange -> handle(key, resource.template(), exchange))
                .least(resource.role())
                .anyQuery()
                .tells(resource.summary())
                .gives(200, "");
        return before == null ? route : route.countsOn(before.meter());
    }

    private void handle(String key, String template, Exchange exchange) throws Exception {
        byte[] body = exchange.body();
        Tenant<Resource> tenant = endpoints.enter(key);
        if (tenant == null) {
            throw Refusal.notFound("There is nothing at " + Problems.shown(exchange.path()) + ".");
        }
        try {
            if (!tenant.service().template().equals(template)) {
                exchange.matched(tenant.service().parameters(exchange.path()));
            }
            Route.check(exchange.person(), tenant.service().role());
            takePlace(key, tenant);
            try {
                exchange.respond(ask(tenant, exchange.toRequest(body)));
            } finally {
                tenant.places().release();
            }
        } finally {
            tenant.leave();
        }
    }

    /** Those who were held come all at once, so after a change they may wait for a place; else nobody does. */
    private void takePlace(String key, Tenant<?> tenant) {
        Address<?> address = endpoints.all().get(key);
        if (tenant.places().tryAcquire()) {
            return;
        }
        long until = address == null ? System.nanoTime() : address.settledBy();
        boolean waits = until - System.nanoTime() > 0;
        if (!waits || !hold.await(until, nanos -> tenant.places().tryAcquire(nanos, TimeUnit.NANOSECONDS))) {
            throw AntiphonException.busy("Too many requests are waiting for this resource", Duration.ofSeconds(1));
        }
    }

    /** Asks it and counts how it did; what the sender of the request does with the answer is not its doing. */
    private static Response ask(Tenant<Resource> tenant, Request request) throws Exception {
        long started = System.nanoTime();
        int status = 500;
        try {
            Response response = tenant.service().endpoint().handle(request);
            status = response.status();
            return response;
        } catch (IllegalArgumentException e) {
            status = 400;
            throw Refusal.of(400, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            status = Problems.status(e);
            throw e;
        } finally {
            tenant.meter().count(status, System.nanoTime() - started);
        }
    }

    /** A file of a page. UNAVAILABLE if the page is not here now. */
    Optional<byte[]> file(String name, String file) throws IOException {
        Tenant<Page> tenant = pages.enter(name);
        if (tenant == null) {
            throw Refusal.later(503, "The page '" + Problems.shown(name) + "' is not here now.", Services.AWAY);
        }
        long started = System.nanoTime();
        int status = 500;
        try {
            Optional<byte[]> found = tenant.service().file(file);
            status = found.isPresent() ? 200 : 404;
            return found;
        } finally {
            tenant.meter().count(status, System.nanoTime() - started);
            tenant.leave();
        }
    }

    /** The pages that have an address. */
    List<Page> pages() {
        return pages.serving();
    }

    @Override
    public List<Plugin> list() {
        List<Plugin> all = new ArrayList<>();
        endpoints
                .all()
                .forEach((key, address) -> add(
                        all,
                        "endpoint",
                        address.tenants(),
                        tenant -> tenant.service().method() + " "
                                + tenant.service().template(),
                        Optional.ofNullable(refused.get(key))));
        pages.all().forEach((name, address) -> add(all, "page", address.tenants(), tenant -> name, Optional.empty()));
        return all;
    }

    private static <T> void add(
            List<Plugin> all,
            String kind,
            List<Tenant<T>> tenants,
            Function<Tenant<T>, String> name,
            Optional<String> refusal) {
        for (Tenant<T> tenant : tenants) {
            boolean first = tenant == tenants.get(0);
            Meter meter = tenant.meter();
            all.add(new Plugin(
                    kind,
                    name.apply(tenant),
                    tenant.version(),
                    tenant.bundle(),
                    refusal.isPresent() ? "quarantined" : first ? "active" : "waiting",
                    meter.count(),
                    meter.errors(),
                    Math.round(meter.quantile(0.99) * 1e6),
                    refusal.orElse(
                            first ? "" : "Takes over when " + tenants.get(0).bundle() + " goes."),
                    tenant.since()));
        }
    }

    @Override
    public boolean release(String kind, String name) {
        return false;
    }
}
