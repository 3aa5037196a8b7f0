package io.antiphon.connector.mail;

import io.antiphon.spi.Settings;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * What becomes of a mail at the server once it is heard.
 *
 * @param way what is done
 * @param name of the keyword or the folder
 */
record After(Way way, String name) {

    /** What can be done. */
    enum Way {
        /** It is marked as read. */
        SEEN,
        /** It gets a keyword, so that people see for themselves what they have read. */
        KEYWORD,
        /** It is moved to another folder. */
        MOVE,
        /** It stays as it is. */
        NOTHING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static After of(Settings settings) {
        Way way = Way.valueOf(settings.text("imap.after").toUpperCase(Locale.ROOT));
        return new After(
                way,
                switch (way) {
                    case KEYWORD -> settings.text("imap.keyword");
                    case MOVE -> settings.text("imap.target");
                    case SEEN, NOTHING -> "";
                });
    }

    /** Does it; doing it again does no harm. */
    void apply(IMAPStore store, IMAPFolder folder, List<Message> heard) throws MessagingException {
        Message[] messages = heard.toArray(Message[]::new);
        switch (way) {
            case SEEN -> folder.setFlags(messages, new Flags(Flags.Flag.SEEN), true);
            case KEYWORD -> folder.setFlags(messages, new Flags(name), true);
            case MOVE -> move(store, folder, messages);
            case NOTHING -> {}
        }
    }

    private void move(IMAPStore store, IMAPFolder folder, Message[] messages) throws MessagingException {
        IMAPFolder target = (IMAPFolder) store.getFolder(name);
        if (store.hasCapability("MOVE")) {
            folder.moveMessages(messages, target);
            return;
        }
        folder.copyMessages(messages, target);
        folder.setFlags(messages, new Flags(Flags.Flag.DELETED), true);
        if (store.hasCapability("UIDPLUS")) {
            folder.expunge(messages);
        }
    }
}
