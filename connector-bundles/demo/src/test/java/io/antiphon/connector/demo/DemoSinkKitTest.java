package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.tck.SinkKit;
import java.util.Map;

class DemoSinkKitTest extends SinkKit {

    @Override
    protected Connector connector() {
        return new DemoConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("history", "0", "pace", "0");
    }

    @Override
    protected Action action() {
        return Action.of("notify", "demo").details(Map.of("simulated", true));
    }
}
