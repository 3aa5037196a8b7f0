package io.antiphon.connector.webhookout;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.tck.SinkKit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class WebhookOutSinkKitTest extends SinkKit {

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

    @Override
    protected Action action() {
        return Action.of("reply", "crm").saying("It is on its way");
    }

    @Override
    protected Optional<Action> refused() {
        return Optional.of(action().saying("nobody there"));
    }

    @Override
    protected long done() {
        return receiver.done.size();
    }
}
