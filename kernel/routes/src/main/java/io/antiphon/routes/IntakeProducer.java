package io.antiphon.routes;

import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source.Readings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands exchanges to the intake; returns only when they are durable, as signals or as dead letters. */
final class IntakeProducer extends DefaultProducer {

    private final ConnectionIntake intake;
    private final Map<String, String> options;
    private final RouteBody form = new RouteBody();

    IntakeProducer(Endpoint endpoint, ConnectionIntake intake, Map<String, String> options) {
        super(endpoint);
        this.intake = intake;
        this.options = options;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        Received received = received(exchange, body);
        String other = RouteBody.connection(received);
        String speaker = other == null ? intake.connection() : other;
        Readings readings = body instanceof Signal signal ? same -> List.of(signal) : form;
        Reader.Outcome outcome = Reader.hear(readings, received, intake, speaker);
        exchange.getMessage()
                .setHeader(
                        RouteBody.PREFIX + "positions",
                        outcome.receipts().stream()
                                .map(receipt -> receipt.position().toString())
                                .toList());
    }

    private Received received(Exchange exchange, Object body) throws IOException {
        boolean isForm = body instanceof Map || body instanceof List;
        if (isForm) {
            exchange.getMessage().setBody(RouteBody.json(body));
        }
        Received plain = Exchanges.received(exchange);
        if (isForm) {
            exchange.getMessage().setBody(body);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        options.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.putAll(plain.headers());
        if (isForm) {
            headers.put(RouteBody.JSON_TYPE, "true");
        }
        return new Received(plain.body(), headers, plain.origin());
    }
}
