package io.antiphon.connector.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.tck.SinkKit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class WebchatSinkKitTest extends SinkKit {

    private static final String CONVERSATION = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @BeforeEach
    void someoneWrote() throws IOException {
        assertEquals(1, chat().say(CONVERSATION, Message.VISITOR, "visitor:1", "Hello"));
    }

    private Chat chat() throws IOException {
        return Chat.in(folder.resolve("chat"), Clock.systemUTC());
    }

    @Override
    protected Connector connector() {
        return new WebchatConnector(folder, Clock.systemUTC());
    }

    @Override
    protected Map<String, String> settings() {
        return Site.SETTINGS;
    }

    @Override
    protected Action action() {
        return Site.reply(CONVERSATION, "", "Good morning");
    }

    @Override
    protected long done() {
        try {
            return chat().read(CONVERSATION).messages().stream()
                    .filter(message -> message.from().equals(Message.AGENT))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Optional<Action> refused() {
        return Optional.of(Site.reply("ffffffffffffffffffffffffffffffff", "", "Is anybody there?"));
    }
}
