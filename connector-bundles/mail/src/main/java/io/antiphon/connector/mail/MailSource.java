package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hears a folder at an IMAP server. */
record MailSource(Hearing hearing, Clock clock, Duration nudges) implements Source {

    /**
     * Well below the half hour after which servers may hang up, and what routers forget; and so often that mail of which the
     * server's word was lost is heard soon.
     */
    static final Duration NUDGES = Duration.ofMinutes(1);

    @Override
    public AutoCloseable start(Intake intake) {
        return Listening.start(hearing, intake, clock, nudges);
    }

    @Override
    public List<Signal> reread(Received received) throws Exception {
        Instant arrived = received.header("arrived").map(MailSource::instant).orElseGet(clock::instant);
        long size = received.header("size").map(Long::parseLong).orElse((long) received.body().length);
        byte[] mail = received.body().length < size ? fetch(received, size) : received.body();
        return List.of(hearing.reader().read(mail, arrived));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** Of a large letter only the head is kept; the whole is where it was found, unless somebody took it away. */
    private byte[] fetch(Received received, long size) throws MessagingException, IOException, UnreadableMailException {
        long most = hearing.reader().limits().bytes();
        if (size > most) {
            throw new UnreadableMailException("It has " + size + " bytes; the limit of this connection is " + most);
        }
        long uid = Long.parseLong(received.header("uid").orElse("0"));
        String validity = received.header("uidvalidity").orElse("");
        String folder = received.header("folder").orElse(hearing.folder());
        try (Wires wires = new Wires();
                Mailbox box = Mailbox.open(hearing.server(), folder, false, wires)) {
            Message message = validity.equals(String.valueOf(box.validity())) ? box.find(uid) : null;
            byte[] mail = message == null ? null : box.read(message, Math.toIntExact(most + 1));
            if (mail == null) {
                throw new AntiphonException(
                        AntiphonException.Code.NOT_FOUND,
                        "Only the head of this mail is kept, and it is no longer in the folder " + folder);
            }
            return mail;
        }
    }
}
