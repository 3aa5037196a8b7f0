package io.antiphon.shell;

import io.antiphon.spi.Journal;
import io.antiphon.spi.Journal.Segment;
import io.antiphon.spi.Problem;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Shows the journal's files, or checks them. */
@Service
@Command(
        scope = "antiphon",
        name = "journal",
        description = "Shows the journal's files and sizes; 'check' reads everything and says what is damaged.")
public final class JournalCommand implements Action {

    private static final double MIB = 1024 * 1024;

    @Argument(name = "check", description = "check, to read everything; Ctrl-C stops it")
    @Completion(value = StringsCompleter.class, values = "check")
    @Nullable
    String verb;

    @Reference
    Journal journal;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> run(System.out));
        return null;
    }

    void run(PrintStream out) throws InterruptedException, CommandException {
        if (verb == null) {
            list(out);
        } else if (verb.equals("check")) {
            check(out);
        } else {
            throw new IllegalArgumentException("journal, or journal check");
        }
    }

    private void list(PrintStream out) {
        List<Segment> segments = journal.segments();
        Table table = new Table("SEGMENT", "FIRST", "LAST", "ENTRIES", "MIB", "");
        for (Segment segment : segments) {
            table.add(
                    segment.name(),
                    segment.first().toString(),
                    segment.last().toString(),
                    Long.toString(segment.entries()),
                    mib(segment.bytes()),
                    segment.active() ? "active" : "");
        }
        table.lines().forEach(out::println);
        long entries = segments.stream().mapToLong(Segment::entries).sum();
        long bytes = segments.stream().mapToLong(Segment::bytes).sum();
        out.println(entries + " entries in " + segments.size() + " segments, " + mib(bytes) + " MiB; the last is "
                + journal.end());
    }

    private static String mib(long bytes) {
        return "%.1f".formatted(bytes / MIB);
    }

    private void check(PrintStream out) throws InterruptedException, CommandException {
        out.println("Reading everything …");
        List<Problem> problems = journal.check();
        problems.forEach(problem -> out.println(Plain.text(problem.toString())));
        if (!problems.isEmpty()) {
            throw Failures.failure("The journal is damaged in " + problems.size() + " places");
        }
        out.println("Nothing is damaged.");
    }
}
