package io.antiphon.connector.webchat;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.io.IOException;

/** Says in a visitor's conversation what was decided. It is done when it is kept: the visitor sees it at once, or when they come back. */
final class ChatSink implements Sink {

    static final String SCHEME = "webchat";
    private static final int MOST_TEXT = 20_000;

    private final Chats chats;

    ChatSink(Chats chats) {
        this.chats = chats;
    }

    @Override
    public boolean idempotent() {
        return true;
    }

    @Override
    public Outcome perform(Action action) throws IOException {
        String text = action.text() == null ? "" : Words.clean(action.text()).strip();
        if (text.isEmpty()) {
            return new Outcome.Refused("There is no text to say in the chat");
        }
        if (text.length() > MOST_TEXT) {
            return new Outcome.Refused(
                    "The text has " + text.length() + " characters; a chat takes " + MOST_TEXT + " at once");
        }
        String conversation = conversation(action);
        Chat chat = chats.of(action.connection());
        if (!chat.has(conversation)) {
            return new Outcome.Refused(
                    "There is no such conversation in this chat, or nothing was said in it for so long that"
                            + " it is no longer kept");
        }
        long number = chat.say(conversation, Message.AGENT, "action:" + action.id(), text);
        return new Outcome.Done(conversation + "/" + number);
    }

    private static String conversation(Action action) {
        String named = action.conversation();
        if (named != null) {
            return named;
        }
        Identity to = action.to();
        return to != null && to.scheme().equals(SCHEME) ? to.value() : "";
    }
}
