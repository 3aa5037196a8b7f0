package io.antiphon.connector.webhook;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.util.Map;

class WebhookConnectorKitTest extends ConnectorKit {

    @Override
    protected Connector connector() {
        return new WebhookConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "signature", "hmac-sha256", "secret", "canary-4711", "header", "X-Signature", "map.text", "/text");
    }

    @Override
    protected Map<String, String> nonsense() {
        return Map.of("signature", "standard-webhooks", "secret", "canary+++***", "map.colour", "/colour");
    }
}
