package io.antiphon.connector.webchat;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Response;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class WebchatSourceKitTest extends SourceKit {

    @TempDir
    Path folder;

    private String token = "";

    @Override
    protected Connector connector() {
        return new WebchatConnector(folder, Clock.systemUTC());
    }

    @Override
    protected Map<String, String> settings() {
        return Site.SETTINGS;
    }

    @Override
    protected int expected() {
        return 2;
    }

    /** A browser that sends what it was not told is kept, with the same ids. */
    @Override
    protected void offer(MemoryConnection connection) throws Exception {
        if (token.isEmpty()) {
            token = Json.text(Site.json(connection.ask("POST", "session", Site.headers(""), "{}")), "token");
        }
        for (int i = 0; i < 2; i++) {
            Response response = connection.ask(
                    "POST",
                    "messages",
                    Site.headers(token),
                    "{\"id\":\"message-" + i + "\",\"text\":\"Hello " + i + "\"}");
            if (response.status() == 429) {
                throw AntiphonException.busy("told so", Duration.ofSeconds(1));
            }
            if (response.status() != 202) {
                throw new AssertionError(response);
            }
        }
    }

    @Override
    protected void resetOutside() {
        token = "";
    }
}
