package io.antiphon.connector.mail;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Identity;
import io.antiphon.tck.SinkKit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class MailSinkKitTest extends SinkKit {

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
        return post.speaking();
    }

    @Override
    protected Action action() {
        return Action.of("reply", "mail")
                .to(new Identity("email", "ada@example.org"))
                .saying("It is on its way.");
    }

    @Override
    protected long done() {
        return post.sent().size();
    }

    @Override
    protected Optional<Action> refused() {
        return Optional.of(action().to(new Identity("phone", "+4930123456")));
    }
}
