package io.antiphon.shell;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Journal.HeardQuery;
import io.antiphon.spi.Position;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Shows the last signals, and those to come. */
@Service
@Command(scope = "antiphon", name = "signals", description = "Shows the last signals; -f goes on with those to come.")
public final class SignalsCommand implements Action {

    private static final int MOST = 1_000;
    private static final long GLANCE_MILLIS = 250;

    @Option(name = "-f", aliases = "--follow", description = "Go on until Ctrl-C")
    boolean follow;

    @Option(name = "-n", aliases = "--lines", description = "How many of the last signals, at most 1,000")
    int lines = 20;

    @Option(name = "--connection", description = "Only those of this connection")
    @Completion(ConnectionNames.class)
    @Nullable
    String connection;

    @Reference
    Journal journal;

    @Reference
    @Nullable
    Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> show(System.out));
        return null;
    }

    void show(PrintStream out) throws Exception {
        if (lines < 0 || lines > MOST) {
            throw new IllegalArgumentException("-n: 0 to " + MOST + ", not " + lines);
        }
        Position end = journal.end();
        last(end).forEach(out::println);
        if (follow) {
            follow(end, out);
        }
    }

    /** Prints on this thread, whose output is the session's and may be piped, until the reader is gone or Ctrl-C interrupts. */
    private void follow(Position end, PrintStream out) throws Exception {
        BlockingQueue<Entry.Heard> coming = new ArrayBlockingQueue<>(MOST);
        AtomicBoolean over = new AtomicBoolean();
        try (AutoCloseable following =
                journal.follow(end, entries -> entries.forEach(each -> pass(each, coming, over)))) {
            while (isRead(out)) {
                Entry.Heard heard = coming.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                if (heard != null) {
                    out.println(Lines.heard(heard));
                }
            }
        } catch (InterruptedException e) {
            out.println();
        } finally {
            over.set(true);
        }
    }

    /** Flushes, down to the wire, which flushing the standard output does not; false when nobody is at the other end. */
    private boolean isRead(PrintStream out) {
        boolean broken = out.checkError();
        return !broken && (session == null || !session.getConsole().checkError());
    }

    private void pass(Entry entry, BlockingQueue<Entry.Heard> coming, AtomicBoolean over) {
        if (entry instanceof Entry.Heard heard && (connection == null || connection.equals(heard.connection()))) {
            try {
                boolean passed = false;
                while (!passed && !over.get()) {
                    passed = coming.offer(heard, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<String> last(Position end) {
        if (lines == 0) {
            return List.of();
        }
        List<Entry.Heard> heard =
                new ArrayList<>(journal.heard(new HeardQuery(null, end.next(), connection, true, lines)));
        Collections.reverse(heard);
        return heard.stream().map(Lines::heard).toList();
    }
}
