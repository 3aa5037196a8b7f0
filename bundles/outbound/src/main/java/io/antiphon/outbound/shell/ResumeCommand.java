package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import io.antiphon.outbound.stop.Stop;
import io.antiphon.outbound.stop.StopSwitch;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Ends a stop, or lists those that are on. */
@Service
@Command(scope = "antiphon", name = "resume", description = "Ends a stop; without an id it lists the stops.")
public final class ResumeCommand extends Terminal {

    @Option(name = "--approve", description = "What of that which waited may leave: all, none, or ids separated by commas")
    @Nullable
    String approve;

    @Argument(index = 0, name = "id", description = "The stop's id")
    @Nullable
    String id;

    @Argument(index = 1, name = "reason", description = "Why, for those who wonder later")
    String reason = "";

    @Override
    void run(OutboundDoor open, PrintStream out) {
        if (id == null) {
            list(open, out);
            return;
        }
        if (approve == null) {
            throw new IllegalArgumentException("--approve all, none, or the ids of actions: say what may leave of what waited");
        }
        List<String> actions = approve.equals("all") || approve.equals("none")
                ? List.of()
                : Arrays.stream(approve.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
        Stop stop = open.stops().resume(id, new StopSwitch.Release(approve.equals("all"), actions), reason, person());
        out.println(plain("Resumed: " + stop.scope() + "."));
    }

    private static void list(OutboundDoor open, PrintStream out) {
        List<Stop> stops = open.stops().open();
        if (stops.isEmpty()) {
            out.println("Nothing is stopped.");
        }
        for (Stop stop : stops) {
            String state = stop.isOn(open.standing().now())
                    ? "on"
                    : stop.resumed() == null ? "over" : "resumed; what waited and was not approved is held";
            out.println(plain(stop.id() + "  " + stop.at() + "  " + stop.who() + "  " + stop.scope() + "  " + state + "  " + stop.reason()));
        }
    }
}
