package io.antiphon.shell;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.DeadLetters.DeadLetter;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Lists what could not be read, and offers it again. */
@Service
@Command(
        scope = "antiphon",
        name = "deadletters",
        description = "Lists what could not be read, newest first; 'retry ID' or 'retry all' offers it again.")
public final class DeadLettersCommand implements Action {

    private static final int MOST = 1_000;

    @Option(name = "--connection", description = "Only those of this connection")
    @Completion(ConnectionNames.class)
    @Nullable
    String connection;

    @Option(name = "-n", aliases = "--lines", description = "How many, at most 1,000")
    int lines = 20;

    @Argument(index = 0, name = "retry", description = "retry, to offer them again")
    @Nullable
    String verb;

    @Argument(index = 1, name = "which", description = "A dead letter's id, or all")
    @Nullable
    String which;

    @Reference
    DeadLetters deadLetters;

    @Reference
    Connections connections;

    @Reference
    @Nullable
    Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> run(System.out));
        return null;
    }

    void run(PrintStream out) {
        if (verb == null) {
            list(out);
        } else if (verb.equals("retry") && which != null && which.equals("all")) {
            retryAll(out);
        } else if (verb.equals("retry") && which != null) {
            out.println(retried(number(which)));
        } else {
            throw new IllegalArgumentException("deadletters, deadletters retry ID, or deadletters retry all");
        }
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A dead letter's id is a number, not '" + id + "'", e);
        }
    }

    private void list(PrintStream out) {
        if (lines < 1 || lines > MOST) {
            throw new IllegalArgumentException("-n: 1 to " + MOST + ", not " + lines);
        }
        List<DeadLetter> page = deadLetters.page(connection, null, lines);
        Table table = new Table("ID", "AT", "CONNECTION", "TRIED", "ORIGIN", "REASON");
        for (DeadLetter letter : page) {
            table.add(
                    Long.toString(letter.id()),
                    Times.shown(letter.at()),
                    letter.connection(),
                    Integer.toString(letter.attempts()),
                    letter.received().origin(),
                    letter.reason());
        }
        if (page.isEmpty()) {
            out.println("There are no dead letters.");
        } else {
            table.lines().forEach(out::println);
            long more = deadLetters.count(connection) - page.size();
            if (more > 0) {
                out.println("… and " + more + " more");
            }
        }
    }

    private String retried(long id) {
        int signals = connections.retry(id, Sessions.user(session)).size();
        return "Dead letter " + id + " was read: " + signals + (signals == 1 ? " signal." : " signals.");
    }

    /** Each once, the newest first. */
    private void retryAll(PrintStream out) {
        long read = 0;
        long unread = 0;
        Long before = null;
        for (List<DeadLetter> page = deadLetters.page(connection, null, MOST);
                !page.isEmpty() && !Thread.currentThread().isInterrupted();
                page = deadLetters.page(connection, before, MOST)) {
            for (DeadLetter letter : page) {
                before = letter.id();
                try {
                    connections.retry(letter.id(), Sessions.user(session));
                    read++;
                } catch (AntiphonException e) {
                    unread++;
                    out.println(Plain.text(letter.id() + ": " + e.getMessage()));
                }
            }
        }
        out.println(read + " read, " + unread + " still unreadable.");
    }
}
