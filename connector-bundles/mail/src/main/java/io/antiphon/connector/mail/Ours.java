package io.antiphon.connector.mail;

import io.antiphon.spi.Action;
import java.util.Locale;

/**
 * How our own mails are known when they come back.
 *
 * @param domain what stands behind the @ of their ids; empty if this connection does not speak
 */
record Ours(String domain) {

    /** The header field every mail of ours has. */
    static final String FIELD = "X-Antiphon";

    private static final String PREFIX = "antiphon.";
    private static final int DIGITS = 40;

    /** The Message-ID of an action: the same at every attempt, another for every other action. */
    String messageId(Action action) {
        String whole = String.join(
                "\n", action.id(), action.connection(), String.valueOf(action.to()), String.valueOf(action.text()));
        return "<" + PREFIX + Hash.of(whole).substring(0, DIGITS) + "@" + domain + ">";
    }

    /** Whether a mail was sent by us, so that answering it would be talking to ourselves. */
    boolean sent(Fields fields) {
        String id = Threading.first(fields.raw("message-id")).orElse("").toLowerCase(Locale.ROOT);
        boolean isOurId = !domain.isEmpty()
                && id.startsWith("<" + PREFIX)
                && id.endsWith("@" + domain.toLowerCase(Locale.ROOT) + ">");
        return isOurId || fields.has(FIELD.toLowerCase(Locale.ROOT));
    }
}
