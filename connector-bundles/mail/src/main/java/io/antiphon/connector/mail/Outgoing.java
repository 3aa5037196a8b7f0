package io.antiphon.connector.mail;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An action as a mail. */
final class Outgoing {

    private static final Pattern MAILBOX = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                    + "(?=.{1,190}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern ID = Pattern.compile("<[\\x21-\\x3B\\x3D\\x3F-\\x7E]{1,498}>");
    private static final Pattern ANSWER = Pattern.compile(
            "(?iu)\\s*(re|aw|antw|sv|vs|odp|rif|ynt|\u043e\u0442\u0432|\u7b54\u590d|\u56de\u590d)(\\[\\d+])?\\s*[:\uff1a].*");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern HTTPS = Pattern.compile("https://[\\x21-\\x3B\\x3D\\x3F-\\x7E]{3,900}");
    private static final Pattern MAILTO = Pattern.compile("mailto:[\\x21-\\x3B\\x3D\\x3F-\\x7E]{3,400}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_TEXT = 1_000_000;

    private final Action action;
    private final Speaking speaking;
    private final StringBuilder head = new StringBuilder();
    private final String id;

    private Outgoing(Action action, Speaking speaking) {
        this.action = action;
        this.speaking = speaking;
        this.id = speaking.ours().messageId(action);
    }

    /**
     * A mail ready to be sent.
     *
     * @param id its Message-ID
     * @param to the one address it goes to
     */
    record Mail(String id, String to, byte[] bytes) {}

    /** The mail, the same at every attempt but for its date. */
    static Mail of(Action action, Speaking speaking, Clock clock) throws UnspeakableException {
        return new Outgoing(action, speaking).write(clock);
    }

    private Mail write(Clock clock) throws UnspeakableException {
        String to = recipient(action.to());
        String text = action.text() == null ? "" : action.text();
        if (text.isBlank() || text.length() > MOST_TEXT) {
            throw new UnspeakableException(
                    text.isBlank()
                            ? "There is no text to send"
                            : "The text is longer than " + MOST_TEXT + " characters");
        }
        field("Date", DATE.format(clock.instant()));
        field("From", speaking.from());
        field("To", to);
        field("Message-ID", id);
        field("Subject", HeaderText.of(subject()));
        thread();
        automatic();
        unsubscribe();
        String language = attribute("language");
        if (LANGUAGE.matcher(language).matches()) {
            field("Content-Language", language);
        }
        field(Ours.FIELD, "1");
        field("MIME-Version", "1.0");
        body(text);
        return new Mail(id, to, head.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void field(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private String attribute(String name) {
        return action.attributes().get(name) instanceof String text ? text.strip() : "";
    }

    static String recipient(@Nullable Identity to) throws UnspeakableException {
        if (to == null) {
            throw new UnspeakableException("Nobody is named whom to write to");
        }
        if (!to.scheme().equals("email")) {
            throw new UnspeakableException("A mail goes to an e-mail address, not to a " + to.scheme());
        }
        String address = ascii(to.value().strip());
        if (!MAILBOX.matcher(address).matches()) {
            throw new UnspeakableException(
                    "'" + Fields.clean(to.value()) + "' is no e-mail address that can be written to");
        }
        return address;
    }

    /** With its domain as the network knows it. */
    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        try {
            return at < 0 ? address : address.substring(0, at + 1) + java.net.IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static boolean isMailbox(String address) {
        return MAILBOX.matcher(address).matches();
    }

    private String subject() {
        String given = attribute("subject");
        String subject = given.isEmpty() ? speaking.subject() : given;
        boolean isAnswer = action.inReplyTo() != null;
        return isAnswer && !ANSWER.matcher(subject).matches() ? "Re: " + subject : subject;
    }

    private void thread() {
        List<String> references = new ArrayList<>();
        for (String known : new String[] {action.conversation(), action.inReplyTo()}) {
            if (known != null && ID.matcher(known).matches() && !references.contains(known)) {
                references.add(known);
            }
        }
        String answered = action.inReplyTo();
        if (answered != null && ID.matcher(answered).matches()) {
            field("In-Reply-To", answered);
        }
        if (!references.isEmpty()) {
            field("References", String.join("\r\n ", references));
        }
    }

    /** Nobody's words but a machine's must not set off another machine (RFC 3834). */
    private void automatic() {
        if (attribute("by").isEmpty()) {
            field("Auto-Submitted", action.inReplyTo() == null ? "auto-generated" : "auto-replied");
            field("X-Auto-Response-Suppress", "All");
        }
    }

    private void unsubscribe() throws UnspeakableException {
        String purpose = attribute("purpose");
        String way = attribute("unsubscribe");
        if (way.isEmpty() || !purpose.equals("promotion") && !purpose.equals("survey")) {
            return;
        }
        boolean isWeb = HTTPS.matcher(way).matches();
        if (!isWeb && !MAILTO.matcher(way).matches()) {
            throw new UnspeakableException(
                    "The attribute 'unsubscribe' is an https or mailto address, not '" + Fields.clean(way) + "'");
        }
        field("List-Unsubscribe", "<" + way + ">");
        if (isWeb) {
            field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private void body(String text) {
        if (!speaking.html()) {
            part("text/plain", text);
            return;
        }
        String boundary = "=_" + Hash.of(id).substring(0, 32);
        field("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        head.append("\r\n--").append(boundary).append("\r\n");
        part("text/plain", text);
        head.append("\r\n--").append(boundary).append("\r\n");
        part("text/html", html(text));
        head.append("\r\n--").append(boundary).append("--\r\n");
    }

    private void part(String type, String text) {
        field("Content-Type", type + "; charset=UTF-8");
        field("Content-Transfer-Encoding", "base64");
        String lines = text.replaceAll("\r\n?|\n", "\r\n") + (text.endsWith("\n") ? "" : "\r\n");
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        head.append("\r\n")
                .append(Base64.getMimeEncoder().encodeToString(bytes))
                .append("\r\n");
    }

    private static String html(String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<!DOCTYPE html><html><body><p>"
                + escaped.strip()
                        .replaceAll("(\r\n?|\n){2,}", "</p>\n<p>")
                        .replaceAll("(?<!</p>)(\r\n?|\n)(?!<p>)", "<br>\n")
                + "</p></body></html>";
    }
}
