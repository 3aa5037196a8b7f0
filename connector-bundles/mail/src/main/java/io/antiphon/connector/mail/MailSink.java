package io.antiphon.connector.mail;

import io.antiphon.spi.Action;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Speaks by SMTP, one mail to one address an action. Not idempotent: the Message-ID of an action is always the same, but
 * servers deliver a mail twice if it is handed to them twice.
 */
record MailSink(Speaking speaking, Clock clock) implements Sink {

    /** Before the kernel's patience ends. */
    private static final long MOST_SECONDS = 50;

    private static final int ANY = 100;
    private static final int PERMANENT = 500;

    /** Refusals that are about who we are and not about the mail: once that is put right, it can be sent. */
    private static final Set<Integer> ABOUT_US = Set.of(502, 503, 504, 521, 523, 530, 534, 535, 538);

    @Override
    public Outcome perform(Action action) throws Exception {
        Outgoing.Mail mail;
        try {
            mail = Outgoing.of(action, speaking, clock);
        } catch (UnspeakableException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
        try (Wires wires = new Wires()) {
            CompletableFuture<Void> patience = CompletableFuture.runAsync(
                    wires::close, CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS));
            try {
                return send(mail, Submission.to(speaking, wires));
            } finally {
                patience.cancel(false);
            }
        }
    }

    private Outcome send(Outgoing.Mail mail, Submission submission) throws IOException, MessagingException {
        try {
            submission.connect(speaking.server());
        } catch (MessagingException e) {
            throw new IOException(speaking.server() + ": " + Failure.words(e), e);
        }
        try {
            MimeMessage message =
                    new MimeMessage(Sessions.of(new java.util.Properties()), new ByteArrayInputStream(mail.bytes()));
            submission.sendMessage(message, new Address[] {new InternetAddress(mail.to())});
            return new Outcome.Done(mail.id());
        } catch (MessagingException e) {
            return failed(submission, e);
        } finally {
            close(submission);
        }
    }

    private Outcome failed(Submission submission, MessagingException failure) throws IOException {
        int code = submission.code();
        if (submission.finishing() && code < ANY) {
            return new Outcome.Unsure("The mail server had the whole mail and was gone before it said that it took it");
        }
        if (code >= PERMANENT && !ABOUT_US.contains(code)) {
            return new Outcome.Refused(speaking.server() + " answers: " + submission.answer());
        }
        throw new IOException(
                speaking.server() + ": " + (code >= ANY ? submission.answer() : Failure.words(failure)), failure);
    }

    private static void close(Submission submission) {
        try {
            submission.close();
        } catch (MessagingException e) {
            // what it said before holds
        }
    }

    @Override
    public String toString() {
        return "mail by " + speaking.server();
    }
}
