package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Settings;

/**
 * How a connection speaks.
 *
 * @param sender the bare address of who writes
 * @param from the same for a header, with its name
 * @param subject of a mail that was given none
 * @param html whether the text is sent as HTML as well
 */
record Speaking(Server server, String sender, String from, Ours ours, String subject, boolean html) {

    static Speaking of(Settings settings) {
        Address from = Address.first(settings.find("smtp.from").orElse(""));
        if (!Outgoing.isMailbox(from.mailbox())) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "Setting 'smtp.from' is an address such as Care <care@example.org>");
        }
        String header =
                from.name().isEmpty() ? from.mailbox() : HeaderText.name(from.name()) + " <" + from.mailbox() + ">";
        return new Speaking(
                Server.smtp(settings),
                from.mailbox(),
                header,
                ours(settings),
                settings.text("smtp.subject"),
                settings.flag("smtp.html"));
    }

    /** How our own mails are known; also where only hearing is set up. */
    static Ours ours(Settings settings) {
        String sender = Address.first(settings.find("smtp.from").orElse("")).mailbox();
        return new Ours(settings.find("smtp.domain").orElse(sender.substring(sender.indexOf('@') + 1)));
    }
}
