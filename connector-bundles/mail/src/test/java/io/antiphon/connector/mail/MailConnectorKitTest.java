package io.antiphon.connector.mail;

import io.antiphon.spi.Connector;
import io.antiphon.tck.ConnectorKit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class MailConnectorKitTest extends ConnectorKit {

    private final PostOffice post = new PostOffice();

    @AfterEach
    void stop() {
        post.close();
    }

    @Override
    protected Connector connector() {
        return new MailConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return post.settings();
    }

    @Override
    protected Map<String, String> nonsense() {
        Map<String, String> wrong = new HashMap<>(settings());
        wrong.put("imap.port", "1");
        wrong.put("smtp.port", "1");
        return wrong;
    }
}
