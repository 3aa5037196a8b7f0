package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what visitors write: first it is durable in the journal, then in the conversation that the visitor sees. */
final class Hearing {

    private static final int MOST_TEXT = 4_000;
    private static final int AT_ONCE = 10;
    private static final Duration EACH = Duration.ofSeconds(2);

    private final String subjectScheme;
    private final Intake intake;
    private final Clock clock;
    private final Pace messages;

    Hearing(Settings settings, Intake intake, Clock clock) {
        this.subjectScheme = settings.find("subject-scheme").orElse("");
        this.intake = intake;
        this.clock = clock;
        this.messages = new Pace(AT_ONCE, EACH, clock);
    }

    /** Hears a message; the same id of the same visitor again is recognised. Returns its number when it is durable. */
    long hear(Chat chat, String visitor, ObjectNode body) throws IOException {
        String id = Json.text(body, "id");
        if (!id.matches("[A-Za-z0-9_-]{8,64}")) {
            throw new IllegalArgumentException("id: 8 to 64 letters, digits, '_' or '-', another for each message");
        }
        String text = Words.clean(Json.text(body, "text")).strip();
        if (text.isEmpty() || text.length() > MOST_TEXT) {
            throw new IllegalArgumentException("text: 1 to " + MOST_TEXT + " characters");
        }
        chat.admit(visitor);
        messages.take(visitor);
        intake.accept(signal(visitor, id, text, body, chat.read(visitor).person()));
        return chat.say(visitor, Message.VISITOR, "visitor:" + id, text);
    }

    private Signal signal(String visitor, String id, String text, ObjectNode body, @Nullable Person person) {
        SignalBuilder signal = Signal.of("message")
                .externalId(visitor + "/" + id)
                .conversation(visitor)
                .identity(ChatSink.SCHEME, visitor)
                .language(Words.language(Json.text(body, "language")))
                .text(text)
                .attribute("page", Words.page(Json.text(body, "page")));
        if (person != null && person.isFresh(clock.instant())) {
            signedIn(signal, person);
        }
        return signal.build();
    }

    private void signedIn(SignalBuilder signal, Person person) {
        signal.identity("email", person.email()).attribute("evidence", "authenticated");
        if (!subjectScheme.isEmpty()) {
            signal.identity(subjectScheme, person.subject());
        }
        if (!person.name().isEmpty()) {
            Map<String, String> profile = new HashMap<>();
            profile.put("name", person.name());
            signal.attribute("profile", profile);
        }
    }
}
