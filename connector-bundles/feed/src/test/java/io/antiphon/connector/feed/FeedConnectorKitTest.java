package io.antiphon.connector.feed;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class FeedConnectorKitTest extends ConnectorKit {

    private final FarEnd farEnd = new FarEnd();

    {
        farEnd.serve(FarEnd.rss());
    }

    @AfterEach
    void stop() {
        farEnd.close();
    }

    @Override
    protected Connector connector() {
        return new FeedConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", farEnd.address());
    }
}
