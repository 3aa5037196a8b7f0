package io.antiphon.connector.mail;

import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;

/** What the connector wants to be told. */
final class MailSettings {

    private static final String PORT = "6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3}";
    private static final String SECURITY =
            "tls: encrypted from the start; starttls: encrypted before logging in, or not at all; "
                    + "plain: not encrypted, passwords included - only for a server on this machine.";

    static final ConnectorSpec SPEC = ConnectorSpec.of(
                    "mail",
                    "E-mail",
                    "Hears a mailbox by IMAP and answers by SMTP, in threads; either part may be left out.",
                    "email")
            .with(
                    Field.text("imap.host", "IMAP server")
                            .describe("Where mail is heard. Leave it empty for a connection that only sends.")
                            .matching("[A-Za-z0-9.:_-]+")
                            .example("imap.example.org"),
                    Field.number("imap.port", "IMAP port")
                            .describe("Empty for the usual one: 993 with tls, else 143.")
                            .matching(PORT),
                    Field.choice("imap.security", "IMAP encryption", Security.NAMES)
                            .describe(SECURITY)
                            .orElse("tls"),
                    Field.text("imap.user", "IMAP user")
                            .describe("Who logs in; often the whole address.")
                            .example("care@example.org"),
                    Field.secret("imap.password", "IMAP password")
                            .describe(
                                    "Many providers want a password made for this application. OAuth is not built yet."),
                    Field.text("imap.folder", "Folder")
                            .describe("Which folder is heard.")
                            .orElse("INBOX"),
                    Field.choice("imap.begin", "Begin with", "unseen", "new", "all")
                            .describe(
                                    "Which of the mails that are there at first are heard: those nobody has read, none, or all.")
                            .orElse("unseen"),
                    Field.choice("imap.after", "When heard", "seen", "keyword", "move", "nothing")
                            .describe(
                                    "What becomes of a mail at the server once it is durable here: marked as read, given a keyword, "
                                            + "moved to a folder, or nothing.")
                            .orElse("seen"),
                    Field.text("imap.keyword", "Keyword")
                            .describe("For 'keyword': which.")
                            .matching("[$A-Za-z0-9_-]{1,50}")
                            .orElse("$Antiphon"),
                    Field.text("imap.target", "Target folder")
                            .describe("For 'move': where to. The folder must be there.")
                            .orElse("Heard"),
                    Field.duration("imap.interval", "Interval")
                            .describe("How long to wait between two looks, if the server cannot call us (IDLE).")
                            .orElse("1m"),
                    Field.number("imap.largest", "Largest mail")
                            .describe(
                                    "In megabytes. Of a larger one only the head is kept, as a dead letter; it stays at the server.")
                            .matching("[1-9]\\d?|100")
                            .orElse("25"),
                    Field.text("imap.trusted", "Trusted server")
                            .describe(
                                    "The name your own server writes into Authentication-Results (its authserv-id). Only what that "
                                            + "one says about SPF, DKIM and DMARC is believed; empty: nobody.")
                            .matching("[A-Za-z0-9._-]+")
                            .example("mx.example.org"),
                    Field.text("smtp.host", "SMTP server")
                            .describe("Where mail is handed in. Leave it empty for a connection that only hears.")
                            .matching("[A-Za-z0-9.:_-]+")
                            .example("smtp.example.org"),
                    Field.number("smtp.port", "SMTP port")
                            .describe("Empty for the usual one: 587 with starttls, 465 with tls, 25 with plain.")
                            .matching(PORT),
                    Field.choice("smtp.security", "SMTP encryption", Security.NAMES)
                            .describe(SECURITY)
                            .orElse("starttls"),
                    Field.text("smtp.user", "SMTP user")
                            .describe("Who logs in; empty if the server wants nobody to.")
                            .example("care@example.org"),
                    Field.secret("smtp.password", "SMTP password").describe("The password of that user."),
                    Field.text("smtp.from", "From")
                            .describe("Who the mails are from, with the name people see.")
                            .example("Example Care <care@example.org>"),
                    Field.text("smtp.domain", "Domain of ids")
                            .describe("What stands behind the @ of Message-IDs; empty for the domain of From.")
                            .matching("[A-Za-z0-9.-]+"),
                    Field.text("smtp.subject", "Subject")
                            .describe("Of a mail that was given none.")
                            .orElse("Your message"),
                    Field.flag("smtp.html", "HTML too")
                            .describe("Whether the text is also sent as simple HTML.")
                            .orElse("false"),
                    Field.path("certificates", "Certificates")
                            .describe(
                                    "A PEM file of certificates to be trusted as well, for a server that signed its own.")
                            .example("/etc/ssl/private-ca.pem"));

    private MailSettings() {}
}
