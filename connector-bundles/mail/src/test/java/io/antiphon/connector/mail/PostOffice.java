package io.antiphon.connector.mail;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real IMAP and SMTP server in this process, with one user. */
final class PostOffice implements AutoCloseable {

    static final String USER = "care@shop.example";
    static final String PASSWORD = "correct-horse";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int smtp = freePort();
    private final GreenMail server;
    private final Line line;

    PostOffice() {
        int imap = freePort();
        server = new GreenMail(new ServerSetup[] {
            patient(new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)),
            patient(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
        });
        server.start();
        server.setUser(USER, USER, PASSWORD);
        line = new Line(freePort(), imap);
        line.open();
    }

    /** A busy machine may take its time to start it. */
    private static ServerSetup patient(ServerSetup setup) {
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of a connection that hears and speaks here. */
    Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(Map.of(
                "imap.host",
                "127.0.0.1",
                "imap.port",
                String.valueOf(line.port()),
                "imap.security",
                "plain",
                "imap.user",
                USER,
                "imap.password",
                PASSWORD));
        all.putAll(speaking());
        return all;
    }

    Map<String, String> speaking() {
        return Map.of(
                "smtp.host",
                "127.0.0.1",
                "smtp.port",
                String.valueOf(smtp),
                "smtp.security",
                "plain",
                "smtp.user",
                USER,
                "smtp.password",
                PASSWORD,
                "smtp.from",
                "Care <" + USER + ">");
    }

    /** Lays mails into the inbox as they are. */
    void deliver(String... mails) {
        for (String mail : mails) {
            deliver(mail.getBytes(StandardCharsets.UTF_8));
        }
    }

    void deliver(byte[] mail) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            inbox().appendMessage(message, new Flags(), new Date(Instant.now().toEpochMilli()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    MailFolder inbox() {
        try {
            return server.getManagers().getImapHostManager().getInbox(user());
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    MailFolder folder(String name) {
        ImapHostManager manager = server.getManagers().getImapHostManager();
        try {
            MailFolder found = manager.getFolder(user(), name);
            return found == null ? manager.createMailbox(user(), name) : found;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    GreenMailUser user() {
        return server.getManagers().getUserManager().getUser(USER);
    }

    List<StoredMessage> mails() {
        return inbox().getMessages();
    }

    boolean allSeen() {
        return mails().stream().allMatch(mail -> mail.isSet(Flags.Flag.SEEN));
    }

    /** What was handed in by SMTP. */
    List<MimeMessage> sent() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(PostOffice::isOurs)
                .toList();
    }

    private static boolean isOurs(MimeMessage mail) {
        try {
            return mail.getHeader(Ours.FIELD) != null;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void empty() throws FolderException {
        server.purgeEmailFromAllMailboxes();
    }

    /** Nobody reaches the IMAP server any more, and whoever did is cut off. */
    void away() {
        line.close();
    }

    void back() {
        line.open();
    }

    @Override
    public void close() {
        line.close();
        server.stop();
    }

    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Waited in vain: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    static String mail(String id, String... lines) {
        return "From: Ada <ada@example.org>\r\nTo: " + USER + "\r\nSubject: Parcel\r\nMessage-ID: <" + id
                + "@example.org>\r\n" + String.join("", lines) + "\r\nWhere is " + id + "?\r\n";
    }
}
