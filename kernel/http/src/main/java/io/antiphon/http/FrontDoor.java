package io.antiphon.http;

import io.antiphon.spi.AntiphonException;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one place that every request passes: names, limits, authentication, routes, errors. Any thread, concurrently. */
final class FrontDoor implements Servlet {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Gate gate;
    private final Bodies bodies;
    private final Buckets requests = new Buckets(System::nanoTime);
    private final Meter unrouted = new Meter();
    private final Problems problems = new Problems();
    private final String bind;
    private volatile @Nullable ServletConfig config;
    private volatile Router router = new Router(List.of());
    private volatile @Nullable Route otherwise;
    private volatile Limits limits;
    private volatile Hosts hosts;

    FrontDoor(Gate gate, Bodies bodies, String bind, Limits limits) {
        this.gate = gate;
        this.bodies = bodies;
        this.bind = bind;
        this.limits = limits;
        this.hosts = new Hosts(bind, limits.hosts());
    }

    /** From now on these routes hold, and for a path that has none, the other one. */
    void open(Router routes, Route forOthers) {
        router = routes;
        otherwise = forOthers;
    }

    /** From now on these limits hold. */
    void limit(Limits itsLimits) {
        limits = itsLimits;
        hosts = new Hosts(bind, itsLimits.hosts());
    }

    Router router() {
        return router;
    }

    /** Counts what led to no route. */
    Meter unrouted() {
        return unrouted;
    }

    Gate gate() {
        return gate;
    }

    Bodies bodies() {
        return bodies;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            service(asked, answer);
        }
    }

    private void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long started = System.nanoTime();
        Meter meter = unrouted;
        try (Exchange exchange = new Exchange(request, response, limits, bodies)) {
            try {
                SecurityHeaders.put(response);
                Route route = route(exchange);
                if (route != null) {
                    meter = route.meter();
                    route.handler().handle(exchange);
                }
            } catch (Throwable failure) {
                problems.answer(exchange, failure);
            }
        } finally {
            meter.count(response.getStatus(), System.nanoTime() - started);
        }
    }

    /** The route that may answer; null if it is answered already. */
    private @Nullable Route route(Exchange exchange) {
        HttpServletRequest request = exchange.request();
        String path = exchange.path();
        if (!hosts.mayBeCalled(request.getHeader("Host")) && !path.startsWith("/health/")) {
            throw Refusal.of(
                    421,
                    "This server does not answer to that host name. Add it to 'hosts' in etc/io.antiphon.http.cfg"
                            + " if it should.");
        }
        int rate = exchange.limits().requestsPerSecond();
        if (rate > 0 && !requests.take(request.getRemoteAddr(), rate, rate)) {
            throw Refusal.later(429, "More than " + rate + " requests a second from one address.", SECOND);
        }
        Router.Match match = router.match(request.getMethod(), path);
        Route found = match == null ? null : match.route();
        if (found == null ? isGuarded(path) : !found.isOpen()) {
            exchange.cameBy(gate.admit(request));
        }
        if (match == null) {
            return otherwise;
        }
        Route route = match.route();
        if (route == null) {
            return wrongMethod(exchange, match);
        }
        exchange.matched(match.parameters());
        route.check(exchange.person());
        checkQuery(exchange, route);
        return route;
    }

    /** Whether also what is not there is told only to those who are signed in. */
    private static boolean isGuarded(String path) {
        return path.startsWith("/api/") || path.equals("/api") || path.equals("/metrics");
    }

    private static @Nullable Route wrongMethod(Exchange exchange, Router.Match match) {
        String allowed = String.join(", ", match.methods());
        if (exchange.request().getMethod().equals("OPTIONS")) {
            exchange.response().setHeader("Allow", allowed);
            exchange.empty(204);
            return null;
        }
        throw Refusal.of(405, "This resource has the methods " + allowed + ".").header("Allow", allowed);
    }

    private static void checkQuery(Exchange exchange, Route route) {
        if (exchange.request().getQueryString() == null || route.isAnyQuery()) {
            return;
        }
        for (String name : exchange.query().keySet()) {
            if (!route.asksFor(name)) {
                throw Refusal.of(
                        400,
                        "'" + Problems.shown(name) + "' is no parameter of this resource; it has "
                                + route.query().stream()
                                        .map(Route.Parameter::name)
                                        .toList() + ".");
            }
        }
    }

    /** The HTTP status of a failure. */
    static int status(AntiphonException.Code code) {
        return switch (code) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case BUSY -> 429;
            case UNAVAILABLE -> 503;
            case BROKEN -> 500;
        };
    }

    @Override
    public void init(ServletConfig itsConfig) {
        config = itsConfig;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Antiphon's front door";
    }

    @Override
    public void destroy() {}
}
