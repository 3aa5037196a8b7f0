package io.antiphon.connector.webhook;

import io.antiphon.spi.Connector;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;
import java.util.Map;

class WebhookSourceKitTest extends SourceKit {

    @Override
    protected Connector connector() {
        return new WebhookConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("each", "/reviews", "map.externalId", "/id", "map.rating", "/stars", "map.text", "/text");
    }

    @Override
    protected void offer(MemoryConnection connection) {
        connection.post("{\"reviews\":[{\"id\":1,\"stars\":5,\"text\":\"good\"},{\"id\":2,\"stars\":1}]}");
    }

    @Override
    protected int expected() {
        return 2;
    }

    @Override
    protected int offerUnreadable(MemoryConnection connection) {
        connection.post(
                "{\"reviews\":[{\"id\":1,\"stars\":\"five\"},{\"id\":2,\"stars\":1},7,{\"id\":3,\"text\":{}}]}");
        connection.post("{\"reviews\":");
        connection.post("{}");
        return 2;
    }
}
