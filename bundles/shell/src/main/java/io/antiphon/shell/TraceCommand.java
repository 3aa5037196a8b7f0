package io.antiphon.shell;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Shows all that came of a signal. */
@Service
@Command(
        scope = "antiphon",
        name = "trace",
        description = "Shows what an entry came of and all that came of that, with the time since.")
public final class TraceCommand implements Action {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 40;

    @Argument(name = "position", description = "An entry's position, such as 0-1027", required = true)
    String position = "";

    @Reference
    Journal journal;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() throws CommandException {
        Optional<Entry> asked = journal.get(Position.parse(position));
        if (asked.isEmpty()) {
            throw Failures.failure("There is no entry at " + position);
        }
        Entry root = origin(asked.get());
        List<String> lines = new ArrayList<>();
        lines.add(root.position() + "  " + Times.shown(root.at()) + "  " + Lines.what(root));
        addAll(root, root.at(), 1, lines);
        if (lines.size() >= MOST) {
            lines.add("… and more");
        }
        return lines;
    }

    /** Where it all began, as far as the journal still knows. */
    private Entry origin(Entry entry) {
        Entry origin = entry;
        for (Position cause = entry.cause(); cause != null; cause = origin.cause()) {
            Optional<Entry> before = journal.get(cause);
            if (before.isEmpty()) {
                return origin;
            }
            origin = before.get();
        }
        return origin;
    }

    private void addAll(Entry cause, Instant start, int depth, List<String> lines) {
        for (Entry entry : journal.causedBy(cause.position())) {
            if (lines.size() >= MOST || depth > DEEPEST) {
                return;
            }
            String indent = "  ".repeat(depth);
            lines.add(indent + entry.position() + "  " + Times.since(start, entry.at()) + "  " + Lines.what(entry));
            if (entry instanceof Entry.Understood understood) {
                understood.insights().forEach(insight -> lines.add(indent + "  · " + Lines.insight(insight)));
            }
            addAll(entry, start, depth + 1, lines);
        }
    }
}
