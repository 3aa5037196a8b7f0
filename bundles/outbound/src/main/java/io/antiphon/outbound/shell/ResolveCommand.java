package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Says whether an action of which nobody knew happened. */
@Service
@Command(scope = "antiphon", name = "resolve", description = "Says whether an unsure action happened: yes, or no, then it is offered again.")
public final class ResolveCommand extends Terminal {

    @Option(name = "--reason", description = "How you know")
    String reason = "";

    @Argument(index = 0, name = "id", description = "The action's id", required = true)
    String id = "";

    @Argument(index = 1, name = "happened", description = "yes or no", required = true)
    String happened = "";

    @Override
    void run(OutboundDoor open, PrintStream out) {
        if (!happened.equals("yes") && !happened.equals("no")) {
            throw new IllegalArgumentException("Did it happen? yes or no, not '" + happened + "'");
        }
        open.handling().resolve(id, happened.equals("yes"), reason, person());
        out.println(happened.equals("yes") ? "It happened." : "It did not; it is offered again.");
    }
}
