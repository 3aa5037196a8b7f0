package io.antiphon.connector.webhookout;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class WebhookOutConnectorKitTest extends ConnectorKit {

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Override
    protected Connector connector() {
        return new WebhookOutConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", receiver.url(), "secret", Receiver.SECRET, "private-network", "true");
    }
}
