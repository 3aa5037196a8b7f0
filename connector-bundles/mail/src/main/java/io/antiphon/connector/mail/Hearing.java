package io.antiphon.connector.mail;

import io.antiphon.spi.Settings;
import java.time.Duration;

/**
 * What a connection hears.
 *
 * @param begin which of the mails that are there at first: {@code unseen, all, new}
 * @param interval how long to wait between two looks where the server does not call
 */
record Hearing(Server server, String folder, String begin, After after, Duration interval, MailReader reader) {

    static Hearing of(Settings settings, MailReader reader) {
        return new Hearing(
                Server.imap(settings).loggingIn(),
                settings.text("imap.folder"),
                settings.text("imap.begin"),
                After.of(settings),
                settings.duration("imap.interval"),
                reader);
    }

    boolean writes() {
        return after.way() != After.Way.NOTHING;
    }
}
