package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** A sink that is a route of a file: each action goes through it as one exchange, and its end is the outcome. */
final class OutboxConsumer extends DefaultConsumer implements Sink {

    static final String PREFIX = "antiphonAction.";

    private final String connection;
    private final boolean idempotent;

    OutboxConsumer(Endpoint endpoint, Processor processor, String connection, boolean idempotent) {
        super(endpoint, processor);
        this.connection = connection;
        this.idempotent = idempotent;
    }

    @Override
    public Outcome perform(Action action) throws Exception {
        return Contexts.within(getEndpoint().getCamelContext().getApplicationContextClassLoader(), () -> {
            Exchange exchange = createExchange(false);
            createUoW(exchange);
            try {
                write(action, exchange.getMessage());
                getProcessor().process(exchange);
                return Exchanges.outcome(exchange);
            } finally {
                doneUoW(exchange);
            }
        });
    }

    private void write(Action action, Message message) {
        message.setBody(action.text() == null ? "" : action.text());
        header(message, "id", action.id());
        header(message, "type", action.type());
        header(message, "connection", connection);
        header(message, "to", action.to() == null ? null : action.to().value());
        header(message, "toScheme", action.to() == null ? null : action.to().scheme());
        header(message, "conversation", action.conversation());
        header(message, "inReplyTo", action.inReplyTo());
        for (Map.Entry<String, Object> attribute : action.attributes().entrySet()) {
            message.setHeader(PREFIX + "attributes." + attribute.getKey(), attribute.getValue());
        }
    }

    private static void header(Message message, String name, @Nullable String value) {
        if (value != null) {
            message.setHeader(PREFIX + name, value);
        }
    }

    @Override
    public boolean idempotent() {
        return idempotent;
    }
}
