package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPStore;

/** Tries settings out at the servers, and changes nothing there. */
record Trial(Settings settings) {

    List<Problem> run() {
        List<Problem> problems = new ArrayList<>();
        if (!settings.has("imap.host") && !settings.has("smtp.host")) {
            problems.add(Problem.error(
                    "imap.host", "There is neither a server to hear nor one to send.", "Name one of them, or both."));
        }
        String certificates = settings.find("certificates").orElse("");
        if (!certificates.isEmpty() && !Files.isReadable(Path.of(certificates))) {
            problems.add(Problem.error(
                    "certificates", "There is no readable file " + certificates + ".", "Check the path."));
            return problems;
        }
        if (settings.has("imap.host")) {
            hear(problems);
        }
        if (settings.has("smtp.host")) {
            speak(problems);
        }
        return problems;
    }

    private void hear(List<Problem> problems) {
        for (String needed : List.of("imap.user", "imap.password")) {
            if (!settings.has(needed)) {
                problems.add(Problem.error(needed, "'" + needed + "' is missing.", "Mail is heard by who logs in."));
                return;
            }
        }
        warn("imap", problems);
        Server server = Server.imap(settings);
        try (Wires wires = new Wires()) {
            IMAPStore store = Mailbox.connect(server, wires);
            try {
                folders(store, server, wires, problems);
            } finally {
                store.close();
            }
        } catch (AuthenticationFailedException e) {
            problems.add(
                    Problem.error("imap.password", server + ": " + Failure.words(e) + ".", "Check user and password."));
        } catch (MessagingException | IOException e) {
            problems.add(unreachable("imap", server, e));
        }
    }

    private void folders(IMAPStore store, Server server, Wires wires, List<Problem> problems)
            throws MessagingException, IOException {
        After after = After.of(settings);
        String name = settings.text("imap.folder");
        try (Mailbox box = Mailbox.open(server, name, after.way() != After.Way.NOTHING, wires)) {
            if (after.way() == After.Way.KEYWORD && !box.takesKeywords()) {
                problems.add(Problem.error(
                        "imap.after", "The folder " + name + " takes no keywords.", "Choose seen or move."));
            }
            if (!box.canPush()) {
                problems.add(Problem.warning(
                        "imap.interval",
                        server + " cannot call when mail arrives (IDLE).",
                        "It is asked every " + settings.text("imap.interval") + "."));
            }
        } catch (FolderNotFoundException e) {
            problems.add(Problem.error("imap.folder", "There is no folder " + name + ".", listed(store)));
        }
        if (after.way() == After.Way.MOVE && !store.getFolder(after.name()).exists()) {
            problems.add(Problem.error("imap.target", "There is no folder " + after.name() + ".", listed(store)));
        }
    }

    private static String listed(IMAPStore store) throws MessagingException {
        List<String> names = java.util.Arrays.stream(store.getDefaultFolder().list("*"))
                .limit(20)
                .map(jakarta.mail.Folder::getFullName)
                .toList();
        return "There are " + names + ".";
    }

    private void speak(List<Problem> problems) {
        Speaking speaking;
        try {
            speaking = Speaking.of(settings);
        } catch (AntiphonException e) {
            problems.add(Problem.error("smtp.from", e.getMessage() + ".", "Mails need a sender."));
            return;
        }
        if (settings.has("smtp.user") != settings.has("smtp.password")) {
            String missing = settings.has("smtp.user") ? "smtp.password" : "smtp.user";
            problems.add(Problem.error(missing, "'" + missing + "' is missing.", "Give both, or neither."));
            return;
        }
        warn("smtp", problems);
        try (Wires wires = new Wires();
                Submission submission = Submission.to(speaking, wires)) {
            submission.connect(speaking.server());
        } catch (AuthenticationFailedException e) {
            problems.add(Problem.error(
                    "smtp.password", speaking.server() + ": " + Failure.words(e) + ".", "Check user and password."));
        } catch (MessagingException | IOException e) {
            problems.add(unreachable("smtp", speaking.server(), e));
        }
    }

    private void warn(String protocol, List<Problem> problems) {
        String host = settings.text(protocol + ".host");
        boolean isHere = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        if (Security.of(settings.text(protocol + ".security")) == Security.PLAIN && !isHere) {
            problems.add(Problem.warning(
                    protocol + ".security", "Passwords and mails travel unencrypted.", "Choose tls or starttls."));
        }
    }

    private static Problem unreachable(String protocol, Server server, Exception failure) {
        return Problem.error(
                protocol + ".host", server + ": " + Failure.words(failure) + ".", "Check host, port and encryption.");
    }
}
