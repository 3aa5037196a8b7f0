package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Source.RouteSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Suspendable;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;

/** A source that is a Camel route: each exchange is acknowledged when what it held is durable, and fails otherwise. */
final class CamelRoute {

    private static final Duration SHORTEST_REST = Duration.ofMillis(100);

    private final RouteSource source;
    private final ConnectionIntake intake;
    private final DefaultCamelContext context;
    private final AtomicBoolean resting = new AtomicBoolean();

    private CamelRoute(RouteSource source, ConnectionIntake intake, DefaultCamelContext context) {
        this.source = source;
        this.intake = intake;
        this.context = context;
    }

    /** Adds the route to a context that is to be started. */
    static void add(RouteSource source, ConnectionIntake intake, DefaultCamelContext context) throws Exception {
        context.addRoutes(new CamelRoute(source, intake, context).definition());
    }

    private RouteBuilder definition() {
        return new RouteBuilder(context) {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(source.camelUri()).routeId(intake.connection()).process(CamelRoute.this::hear);
            }
        };
    }

    private void hear(Exchange exchange) throws Exception {
        try {
            Reader.hear(source.readings(), Exchanges.received(exchange), intake);
        } catch (AntiphonException e) {
            if (!e.retryAfter().isZero()) {
                rest(e.retryAfter());
            }
            throw e;
        }
    }

    /** Stops asking for more for a while, where the component can. */
    private void rest(Duration asked) {
        Consumer consumer = context.getRoute(intake.connection()).getConsumer();
        if (consumer instanceof Suspendable && !intake.closed() && resting.compareAndSet(false, true)) {
            Duration rest = asked.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : asked;
            ServiceHelper.suspendService(consumer);
            Workers workers = intake.kernel().workers();
            workers.after(
                    rest,
                    () -> workers.call("connection " + intake.connection() + " goes on", () -> {
                        resting.set(false);
                        return !context.isStopping() && !context.isStopped() && ServiceHelper.resumeService(consumer);
                    }));
        }
    }
}
