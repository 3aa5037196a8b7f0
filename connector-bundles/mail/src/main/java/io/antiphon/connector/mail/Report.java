package io.antiphon.connector.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail server tells about a mail it could not deliver, or not yet.
 *
 * @param action {@code failed, delayed, delivered, relayed, expanded}
 * @param status the enhanced status code (RFC 3463); empty if unknown
 * @param diagnostic in the server's words; empty if it says nothing
 * @param recipient whom it was for; empty if unknown
 * @param original where the undelivered mail belongs, as far as it is told
 */
record Report(String action, String status, String diagnostic, String recipient, Threading original) {

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final Pattern ANSWER = Pattern.compile("(?m)^.{0,200}?(?<!\\d)([45]\\d\\d[ -].{3,300})$");
    private static final Pattern ID = Pattern.compile("(?im)^[> ]{0,4}message-id:\\s{0,4}(<[^<>\\s]{1,498}>)");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu).*(undeliver|delivery (status|failure|has failed|incomplete)"
                    + "|mail delivery failed|failure notice|returned mail|delivery delayed|warning: message|could not be delivered"
                    + "|unzustellbar|nicht zugestellt|non remis|no se puede entregar|\u043d\u0435 \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d).*");
    private static final Pattern MACHINE =
            Pattern.compile("(?iu)(mailer-daemon|postmaster|mail-daemon|maildelivery)@.*");
    private static final int LONGEST = 1_000;

    /** What a delivery report says; empty if the mail is none. */
    static Optional<Report> of(Anatomy mail) {
        Optional<Part> status = mail.parts().stream()
                .filter(part -> part.type().endsWith("/delivery-status"))
                .findFirst();
        if (status.isPresent() && (mail.type().equals("multipart/report") || isFromMachine(mail.fields()))) {
            return Optional.of(read(status.get(), mail));
        }
        boolean isOld = mail.fields().has("x-failed-recipients")
                || isFromMachine(mail.fields())
                        && SUBJECT.matcher(mail.fields().text("subject")).matches();
        return isOld ? Optional.of(guess(mail)) : Optional.empty();
    }

    private static boolean isFromMachine(Fields fields) {
        boolean isNobody =
                fields.has("return-path") && fields.raw("return-path").equals("<>");
        String from = Address.first(fields.raw("from")).mailbox();
        return MACHINE.matcher(from).matches() || isNobody && from.isEmpty();
    }

    private static Report read(Part part, Anatomy mail) {
        List<Fields> blocks = Fields.blocks(part.content());
        Fields told = blocks.stream()
                .filter(block -> block.has("action"))
                .reduce((a, b) -> a.text("action").equalsIgnoreCase("failed") ? a : b)
                .orElse(blocks.isEmpty() ? new Fields() : blocks.get(blocks.size() - 1));
        String recipient = told.raw(told.has("original-recipient") ? "original-recipient" : "final-recipient");
        String action = told.text("action").toLowerCase(Locale.ROOT);
        Matcher status = STATUS.matcher(told.text("status"));
        return new Report(
                action.isEmpty() ? "failed" : clip(action),
                status.find() ? status.group(1) : "",
                clip(told.text("diagnostic-code").replaceFirst("(?iu)^smtp;\\s*", "")),
                clip(recipient.substring(recipient.indexOf(';') + 1).strip()),
                original(mail));
    }

    private static Report guess(Anatomy mail) {
        String body = text(mail);
        Matcher status = STATUS.matcher(body);
        Matcher answer = ANSWER.matcher(body);
        String subject = mail.fields().text("subject").toLowerCase(Locale.ROOT);
        return new Report(
                subject.contains("delay") || subject.contains("warning") ? "delayed" : "failed",
                status.find() ? status.group(1) : "",
                answer.find() ? clip(answer.group(1).strip()) : "",
                clip(Address.first(mail.fields().raw("x-failed-recipients")).mailbox()),
                original(mail));
    }

    /** The header of the mail it is about stands in a part of its own, or somewhere in the text. */
    private static Threading original(Anatomy mail) {
        for (Part part : mail.parts()) {
            if (part.type().equals("message/rfc822") || part.type().endsWith("rfc822-headers")) {
                List<Fields> blocks = Fields.blocks(part.content());
                if (!blocks.isEmpty() && blocks.get(0).has("message-id")) {
                    return Threading.of(blocks.get(0));
                }
            }
        }
        Matcher id = ID.matcher(text(mail));
        String found = id.find() ? id.group(1) : Threading.of(mail.fields()).inReplyTo();
        return new Threading(found, "", found);
    }

    private static String text(Anatomy mail) {
        StringBuilder all = new StringBuilder();
        mail.parts().stream()
                .filter(part -> part.type().startsWith("text/"))
                .limit(5)
                .forEach(part -> {
                    String text = part.text();
                    all.append(text, 0, Math.min(text.length(), 100_000)).append('\n');
                });
        return all.toString();
    }

    private static String clip(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    Map<String, Object> attributes() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "action", action);
        put(all, "status", status);
        put(all, "diagnostic", diagnostic);
        put(all, "recipient", recipient);
        put(all, "originalMessageId", original.id());
        return all;
    }

    private static void put(Map<String, Object> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }
}
