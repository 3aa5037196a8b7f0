package io.antiphon.connector.webchat;

import io.antiphon.spi.Settings;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A conversation as a text file for its visitor. */
final class Transcript {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Transcript() {}

    static String of(Conversation conversation, Settings settings) {
        StringBuilder text = new StringBuilder();
        for (Message message : conversation.messages()) {
            boolean own = message.from().equals(Message.VISITOR);
            text.append(TIME.format(message.at()))
                    .append(own ? "  ← " : "  → ")
                    .append(own ? "" : settings.text("title") + ": ")
                    .append(message.text().replace("\n", "\n    "))
                    .append("\n");
        }
        return text.toString();
    }
}
