package io.antiphon.connector.mail;

import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a mail as a signal.
 *
 * @param limits how much of it
 * @param trusted the server whose findings about senders are believed; empty for none
 * @param ours how our own mails are known
 */
record MailReader(Limits limits, String trusted, Ours ours) {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final int MOST_TEXT = 500_000;
    private static final int MOST_SUBJECT = 1_000;
    private static final int MOST_MAILBOX = 512;
    private static final int MOST_HEADER = 200_000;
    private static final int MOST_LISTED = 100;

    /**
     * The signal in it.
     *
     * @param received when it arrived
     */
    Signal read(byte[] mail, Instant received) throws UnreadableMailException {
        if (mail.length > limits.bytes()) {
            throw new UnreadableMailException(
                    "It has " + mail.length + " bytes; the limit of this connection is " + limits.bytes());
        }
        Anatomy anatomy = Anatomy.of(mail, limits);
        Fields fields = anatomy.fields();
        if (fields.isEmpty()) {
            throw new UnreadableMailException("It has no header");
        }
        Threading threading = Threading.of(fields);
        String id = threading.id().isEmpty() ? "sha256:" + Hash.of(mail) : threading.id();
        Optional<Report> report = Report.of(anatomy);
        String automatic = ours.sent(fields) ? "own" : Automatic.kind(anatomy);
        String kind = report.isPresent() ? "delivery-report" : automatic.isEmpty() ? "message" : "auto-reply";
        SignalBuilder signal = Signal.of(kind)
                .externalId(id)
                .channel("email")
                .occurredAt(MailDate.of(fields.raw("date"), received).orElse(received))
                .language(language(fields))
                .attribute("size", (long) mail.length);
        thread(signal, id, threading, report);
        sender(signal, fields);
        envelope(signal, fields, threading);
        text(signal, anatomy);
        if (!automatic.isEmpty() || report.isPresent()) {
            signal.attribute("auto", true).attribute("automatic", automatic.isEmpty() ? "delivery-report" : automatic);
        }
        report.ifPresent(told -> signal.attributes(told.attributes()));
        return signal.build();
    }

    /** The external id a mail has; one that can be read at all by its Message-ID, any other by its bytes. */
    static String name(byte[] mail) {
        List<Fields> blocks = Fields.blocks(mail.length > MOST_HEADER ? Arrays.copyOf(mail, MOST_HEADER) : mail);
        String id = blocks.isEmpty() ? "" : Threading.of(blocks.get(0)).id();
        return id.isEmpty() ? "sha256:" + Hash.of(mail) : id;
    }

    private static void thread(SignalBuilder signal, String id, Threading threading, Optional<Report> report) {
        Threading original = report.map(Report::original).orElse(threading);
        boolean isAboutAnother = report.isPresent() && !original.id().isEmpty();
        String answered = isAboutAnother ? original.id() : threading.inReplyTo();
        String root = isAboutAnother ? original.root() : threading.root();
        signal.inReplyTo(answered.isEmpty() ? null : answered).conversation(root.isEmpty() ? id : root);
    }

    private static void sender(SignalBuilder signal, Fields fields) {
        Address from = Address.first(fields.raw(fields.has("from") ? "from" : "sender"));
        if (!from.mailbox().isEmpty() && from.mailbox().length() <= MOST_MAILBOX) {
            signal.identity("email", from.mailbox());
        }
        if (!from.name().isEmpty()) {
            signal.attribute("profile", Map.of("name", from.name()));
        }
    }

    private void envelope(SignalBuilder signal, Fields fields, Threading threading) {
        String subject = fields.text("subject");
        signal.attribute("subject", subject.isEmpty() ? null : clip(subject, MOST_SUBJECT))
                .attribute("messageId", threading.id().isEmpty() ? null : threading.id())
                .attribute("to", addresses(fields, "to"))
                .attribute("cc", addresses(fields, "cc"))
                .attribute("replyTo", addresses(fields, "reply-to"));
        Map<String, Object> list = new LinkedHashMap<>();
        for (String name : List.of("list-id", "list-unsubscribe", "list-post")) {
            String value = fields.text(name);
            if (!value.isEmpty()) {
                list.put(name.substring("list-".length()), clip(value, MOST_SUBJECT));
            }
        }
        signal.attribute("list", list.isEmpty() ? null : list);
        Map<String, Object> authentication = Authentication.of(fields, trusted);
        signal.attribute("authentication", authentication.isEmpty() ? null : authentication);
    }

    private static @Nullable List<String> addresses(Fields fields, String name) {
        List<String> shown = fields.all(name).stream()
                .flatMap(header -> Address.all(header).stream())
                .limit(MOST_LISTED)
                .map(Address::shown)
                .toList();
        return shown.isEmpty() ? null : shown;
    }

    private static void text(SignalBuilder signal, Anatomy anatomy) {
        Body body = Body.of(anatomy.parts());
        Quoted quoted = Quoted.of(body.text());
        String text = Fields.visible(quoted.text());
        String rest = Fields.visible(quoted.rest());
        boolean isCut = body.isCut() || text.length() > MOST_TEXT || rest.length() > MOST_TEXT;
        signal.text(text.isEmpty() ? null : clip(text, MOST_TEXT))
                .attribute("quoted", rest.isEmpty() ? null : clip(rest, MOST_TEXT))
                .attribute("truncated", isCut ? true : null)
                .attribute("attachments", body.attachments().isEmpty() ? null : body.attachments());
    }

    private static String clip(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static @Nullable String language(Fields fields) {
        String first = fields.text("content-language").split("[,;\\s]", 2)[0];
        return LANGUAGE.matcher(first).matches() ? first : null;
    }
}
