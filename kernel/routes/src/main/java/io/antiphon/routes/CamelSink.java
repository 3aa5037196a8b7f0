package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Received;
import io.antiphon.spi.Sink;
import java.io.IOException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A sink that is a Camel endpoint: each action is one exchange sent there. */
final class CamelSink implements Sink, AutoCloseable {

    private final RouteSink sink;
    private final LiveContext context;
    private final Endpoint endpoint;
    private final ProducerTemplate template;

    /** A sink in a context that is to be started. */
    CamelSink(RouteSink sink, DefaultCamelContext context) {
        this.sink = sink;
        this.context = new LiveContext(context);
        this.endpoint = context.getEndpoint(sink.camelUri());
        this.template = context.createProducerTemplate();
    }

    LiveContext context() {
        return context;
    }

    @Override
    public Outcome perform(Action action) throws Exception {
        Received written = sink.writing().write(action);
        return Contexts.within(context.context().getApplicationContextClassLoader(), () -> {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(written.body());
            written.headers().forEach(exchange.getMessage()::setHeader);
            return Exchanges.outcome(template.send(endpoint, exchange));
        });
    }

    @Override
    public boolean idempotent() {
        return sink.idempotent();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        template.stop();
        context.close();
    }
}
