package io.antiphon.connector.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells a mail that no person wrote, and that must not be answered. */
final class Automatic {

    /** Header fields that only answering machines write. */
    private static final List<String> MACHINES = List.of(
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-autoreply-from",
            "x-mail-autoreply",
            "x-ms-exchange-generated-message-source",
            "x-fc-machinegenerated",
            "x-cron-env");

    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu)\\s*(auto(matic)?[ -]?(reply|response)\\s*:"
                    + "|out of (the )?office( autoreply)?\\s*[:-]|automatische antwort\\s*:|abwesenheitsnotiz\\s*:"
                    + "|r\u00e9ponse automatique\\s*:|respuesta autom\u00e1tica\\s*:|risposta automatica\\s*:|automatisch antwoord\\s*:"
                    + "|\u0430\u0432\u0442\u043e\u043c\u0430\u0442\u0438\u0447\u0435\u0441\u043a\u0438\u0439 \u043e\u0442\u0432\u0435\u0442\\s*:"
                    + "|\u0430\u0432\u0442\u043e\u043e\u0442\u0432\u0435\u0442\\s*:|\u81ea\u52a8\u7b54\u590d\\s*[:\uff1a]|\u81ea\u52a8\u56de\u590d\\s*[:\uff1a]).*");

    private Automatic() {}

    /** What kind of automatic mail it is; empty if it is none. A mailing list's mail is none: people write there. */
    static String kind(Anatomy mail) {
        Fields fields = mail.fields();
        String submitted = fields.parameters("auto-submitted").value();
        if (!submitted.isEmpty() && !submitted.equals("no")) {
            return submitted.startsWith("auto-") ? clip(submitted) : "auto-submitted";
        }
        String report = fields.parameters("content-type").get("report-type").toLowerCase(Locale.ROOT);
        if (mail.type().equals("multipart/report") && report.equals("disposition-notification")) {
            return "receipt";
        }
        if (mail.type().equals("multipart/report") && report.equals("feedback-report")) {
            return "feedback-report";
        }
        String precedence = fields.text("precedence").toLowerCase(Locale.ROOT);
        if (precedence.equals("auto_reply") || MACHINES.stream().anyMatch(fields::has)) {
            return "auto-replied";
        }
        if (fields.text("x-post-messageclass").contains("Autoresponder")
                || fields.text("x-mailer").toLowerCase(Locale.ROOT).contains("vacation")
                || SUBJECT.matcher(fields.text("subject")).matches()) {
            return "auto-replied";
        }
        return precedence.equals("bulk") || precedence.equals("junk") ? "bulk" : "";
    }

    private static String clip(String text) {
        return text.length() > 40 ? text.substring(0, 40) : text;
    }
}
