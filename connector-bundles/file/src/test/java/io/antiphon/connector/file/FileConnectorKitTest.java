package io.antiphon.connector.file;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorKitTest extends ConnectorKit {

    @TempDir
    Path folder;

    @Override
    protected Connector connector() {
        return new FileConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("folder", folder.toString(), "map.text", "Comment");
    }

    @Override
    protected Map<String, String> nonsense() {
        return Map.of("folder", "/nowhere", "encoding", "§", "pattern", "{a", "map.colour", "x", "zone", "x");
    }
}
