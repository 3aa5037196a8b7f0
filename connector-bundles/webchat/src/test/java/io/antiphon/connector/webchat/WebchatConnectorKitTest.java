package io.antiphon.connector.webchat;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class WebchatConnectorKitTest extends ConnectorKit {

    @TempDir
    Path folder;

    @Override
    protected Connector connector() {
        return new WebchatConnector(folder, Clock.systemUTC());
    }

    @Override
    protected Map<String, String> settings() {
        return Site.SETTINGS;
    }

    @Override
    protected Map<String, String> nonsense() {
        Map<String, String> wrong = new HashMap<>(Site.SETTINGS);
        wrong.put("origins", "www.example.org/shop");
        wrong.put("texts.welcome.xx", "?");
        wrong.put("retention", "1s");
        return wrong;
    }
}
