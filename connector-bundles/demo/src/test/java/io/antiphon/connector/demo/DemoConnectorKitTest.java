package io.antiphon.connector.demo;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.util.Map;

class DemoConnectorKitTest extends ConnectorKit {

    @Override
    protected Connector connector() {
        return new DemoConnector();
    }

    @Override
    protected Map<String, String> nonsense() {
        return Map.of("customers", "0", "pace", "-1", "broken", "1001", "history", "-5");
    }
}
