package io.antiphon.connector.mail;

import io.antiphon.spi.Connector;
import io.antiphon.tck.Crash;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.SourceKit;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class MailSourceKitTest extends SourceKit {

    private static final int MAILS = 60;

    private final PostOffice post = new PostOffice();

    @AfterEach
    void stop() {
        post.close();
    }

    @Override
    protected Connector connector() {
        return new MailConnector(Clock.systemUTC(), Duration.ofSeconds(1));
    }

    @Override
    protected Map<String, String> settings() {
        return post.settings();
    }

    @Override
    protected void resetOutside() throws Exception {
        post.empty();
    }

    @Override
    protected void offer(MemoryConnection connection) {
        if (connection.signals().isEmpty() || connection.failures().isEmpty() && post.allSeen()) {
            for (int i = 0; i < MAILS; i++) {
                post.deliver(PostOffice.mail("m" + i));
            }
        }
        settle(connection);
    }

    private void settle(MemoryConnection connection) {
        PostOffice.await(
                "all is heard, or it died", () -> !connection.failures().isEmpty() || post.allSeen());
        for (Throwable failure : connection.failures()) {
            if (failure instanceof Crash crash) {
                throw crash;
            }
            throw new IllegalStateException(failure);
        }
    }

    @Override
    protected int expected() {
        return MAILS;
    }

    @Override
    protected int offerUnreadable(MemoryConnection connection) {
        post.deliver(
                PostOffice.mail("good"),
                PostOffice.mail("bad", "X-Long: " + "x".repeat(200_000) + "\r\n"),
                PostOffice.mail("fine"));
        settle(connection);
        return 2;
    }
}
