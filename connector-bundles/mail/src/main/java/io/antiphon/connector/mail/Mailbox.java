package io.antiphon.connector.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.jspecify.annotations.Nullable;

/** A folder at an IMAP server, open. One thread at a time uses it, but for {@link #nudge}. */
final class Mailbox implements AutoCloseable {

    private static final int READ_MILLIS = 60_000;

    private final IMAPStore store;
    private final IMAPFolder folder;

    /** A mail in it. */
    record Item(Message message, long uid, long size, Instant arrived) {}

    private Mailbox(IMAPStore store, IMAPFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    static Mailbox open(Server server, String name, boolean forWriting, Wires wires)
            throws MessagingException, IOException {
        IMAPStore store = connect(server, wires);
        try {
            IMAPFolder folder = (IMAPFolder) store.getFolder(name);
            folder.open(forWriting ? Folder.READ_WRITE : Folder.READ_ONLY);
            return new Mailbox(store, folder);
        } catch (MessagingException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    static IMAPStore connect(Server server, Wires wires) throws MessagingException, IOException {
        Properties properties = wires.properties(server, READ_MILLIS);
        properties.put("mail.imap.peek", "true");
        IMAPStore store = new IMAPStore(Sessions.of(properties), null);
        store.connect(server.host(), server.port(), server.user(), server.password());
        return store;
    }

    boolean canPush() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    boolean takesKeywords() {
        return folder.getPermanentFlags() == null || folder.getPermanentFlags().contains(Flags.Flag.USER);
    }

    long validity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /** The highest UID that was given so far, as the server tells; 0 if there never was a mail. */
    long last() throws MessagingException {
        long next = folder.getUIDNext();
        if (next > 0) {
            return next - 1;
        }
        int count = folder.getMessageCount();
        return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
    }

    /** The mails after a UID, up to another one, oldest first. */
    List<Item> after(long uid, long last) throws MessagingException {
        return items(folder.getMessagesByUID(uid + 1, last == Long.MAX_VALUE ? UIDFolder.LASTUID : last), uid);
    }

    /** The mails nobody has read and those that arrived since an instant, oldest first. */
    List<Item> unreadOrSince(Instant since) throws MessagingException {
        SearchTerm unread = new FlagTerm(new Flags(Flags.Flag.SEEN), false);
        return items(folder.search(new OrTerm(unread, new ReceivedDateTerm(ComparisonTerm.GE, Date.from(since)))), 0);
    }

    /** The mails nobody has read, oldest first. */
    List<Item> unread() throws MessagingException {
        return items(folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)), 0);
    }

    private List<Item> items(Message[] messages, long above) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(messages, profile);
        List<Item> items = new ArrayList<>();
        for (Message message : messages) {
            long uid = message.isExpunged() ? 0 : folder.getUID(message);
            if (uid > above) {
                items.add(new Item(message, uid, message.getSize(), arrived(message)));
            }
        }
        items.sort(Comparator.comparingLong(Item::uid));
        return items;
    }

    /** The first bytes of a mail, without marking it as read; null if it has been taken away meanwhile. */
    byte @Nullable [] read(Message message, int most) throws MessagingException, IOException {
        BODY body = (BODY) folder.doCommand(
                protocol -> message.isExpunged() ? null : protocol.peekBody(message.getMessageNumber(), "", 0, most));
        if (body == null || body.getByteArray() == null) {
            if (message.isExpunged()) {
                return null;
            }
            throw new IOException("The server does not hand over the mail " + folder.getUID(message));
        }
        return body.getByteArray().getNewBytes();
    }

    /** When a mail arrived at the server; asked for beforehand, since some servers stumble over the rest of an envelope. */
    private static Instant arrived(Message message) throws MessagingException {
        Date date = message.getReceivedDate();
        return date == null ? Instant.EPOCH : date.toInstant();
    }

    @Nullable
    Message find(long uid) throws MessagingException {
        return folder.getMessageByUID(uid);
    }

    void acknowledge(After after, List<Message> heard) throws MessagingException {
        after.apply(
                store,
                folder,
                heard.stream().filter(message -> !message.isExpunged()).toList());
    }

    /** How many mails the server has told of: also of one that came while it was asked for others, and is not told of again. */
    int count() throws MessagingException {
        return folder.getMessageCount();
    }

    /** Waits until the server tells something new, or until nudged. */
    void idle() throws MessagingException {
        folder.idle(true);
    }

    /** Asks the server something small, which ends its waiting; any thread. */
    void nudge() throws MessagingException {
        folder.getMessageCount();
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (folder.isOpen()) {
                folder.close(false);
            }
        } finally {
            store.close();
        }
    }
}
