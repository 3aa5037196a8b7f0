package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Outbox;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Lists what waits to leave. */
@Service
@Command(scope = "antiphon", name = "outbox", description = "Lists what has not left yet, and why.")
public final class OutboxCommand extends Terminal {

    private static final int MOST = 1_000;

    @Option(name = "--stage", description = "waiting, held, performing, retrying or unsure")
    @Nullable
    String stage;

    @Option(name = "--connection", description = "Only this one's")
    @Nullable
    String connection;

    @Option(name = "-n", aliases = "--lines", description = "How many, at most 1,000")
    int lines = 20;

    @Override
    void run(OutboundDoor open, PrintStream out) {
        if (lines < 1 || lines > MOST) {
            throw new IllegalArgumentException("-n: 1 to " + MOST + ", not " + lines);
        }
        Outbox outbox = open.standing()
                .outbox()
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.UNAVAILABLE, "The outbox is away; nothing leaves meanwhile"));
        Outbox.Stage only = stage == null ? null : Outbox.Stage.valueOf(stage.toUpperCase(Locale.ROOT));
        List<Outbox.Item> items = outbox.list(new Outbox.Query(only, connection, null, lines));
        for (Outbox.Item item : items) {
            String by = item.by().isEmpty() ? "" : " by " + item.by();
            out.println(plain(item.decided().action().id() + "  "
                    + item.stage().name().toLowerCase(Locale.ROOT) + by + "  "
                    + item.decided().action().connection() + "  " + item.reason()));
        }
        if (items.isEmpty()) {
            out.println("Nothing waits.");
        }
        for (Outbox.Count count : outbox.counts()) {
            out.println(plain(count.connection() + ": " + count.waiting() + " wait, " + count.held() + " held, "
                    + count.performing() + " leaving, " + count.retrying() + " tried again, " + count.unsure()
                    + " unsure; " + count.done() + " left, " + count.refused() + " refused since the start"));
        }
    }
}
