package org.example.echo;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Hears each line of what is pushed at it as a message. */
@Component
public class EchoConnector implements Connector {

    @Override
    public ConnectorSpec spec() {
        return ConnectorSpec.of("echo", "Echo", "Hears each line that is pushed at it.", "echo")
                .with(Field.text("greeting", "Greeting").describe("What is said first.").orElse("Hello"));
    }

    @Override
    public Optional<Source> source(Settings settings) {
        return Optional.of(Source.webhook(Source.Verifier.NONE, received -> read(received, settings.text("greeting"))));
    }

    private static List<Signal> read(Received received, String greeting) {
        return received.text().lines()
                .map(line -> Signal.of("message").externalId(line).text(greeting + ", " + line).build())
                .toList();
    }
}
