package io.antiphon.shell;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Lists what people, and the system on its own, ordered it to do. */
@Service
@Command(
        scope = "antiphon",
        name = "commands",
        description = "Lists who ordered what lately: installed bundles, changed connections, links, problems.")
public final class CommandsCommand implements Action {

    private static final int MOST = 1_000;
    private static final int WINDOW = 2_000;
    private static final int FURTHEST = 200_000;

    @Option(name = "-n", aliases = "--lines", description = "How many of the last, at most 1,000")
    int lines = 30;

    @Reference
    Journal journal;

    @Override
    public @Nullable Object execute() throws Exception {
        Failures.told(() -> lines().forEach(System.out::println));
        return null;
    }

    List<String> lines() {
        if (lines < 1 || lines > MOST) {
            throw new IllegalArgumentException("-n is 1 to " + MOST);
        }
        Deque<Entry.Commanded> last = new ArrayDeque<>();
        long end = journal.end().offset();
        long from = end;
        long begin = Math.max(journal.begin().offset(), end - FURTHEST);
        while (from > begin && last.size() < lines) {
            long to = from;
            from = Math.max(begin, from - WINDOW);
            collect(from, to, last);
        }
        Table table = new Table("POSITION", "AT", "WHO", "COMMAND", "SUBJECT", "");
        last.stream()
                .skip(Math.max(0, last.size() - lines))
                .forEach(order -> table.add(
                        order.position().toString(),
                        Times.shown(order.at()),
                        order.who(),
                        order.command(),
                        order.subject(),
                        new TreeMap<>(order.arguments()).toString()));
        return last.isEmpty()
                ? List.of("Nothing was ordered among the last " + (end - begin) + " entries.")
                : table.lines();
    }

    /** Puts the orders of a stretch before those found already. */
    private void collect(long after, long upTo, Deque<Entry.Commanded> last) {
        List<Entry.Commanded> found = new ArrayList<>();
        for (Entry entry : journal.read(Position.of(after), (int) (upTo - after))) {
            if (entry instanceof Entry.Commanded order && order.position().offset() <= upTo) {
                found.add(order);
            }
        }
        for (int i = found.size() - 1; i >= 0; i--) {
            last.addFirst(found.get(i));
        }
    }
}
