package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Lets actions leave as far as that depends on a person. */
@Service
@Command(scope = "antiphon", name = "approve", description = "Lets actions leave as far as that depends on a person.")
public final class ApproveCommand extends Terminal {

    @Option(name = "--reason", description = "Why, for those who wonder later")
    String reason = "";

    @Argument(index = 0, name = "id", description = "The actions' ids", required = true, multiValued = true)
    List<String> ids = List.of();

    @Override
    void run(OutboundDoor open, PrintStream out) {
        var done = open.handling().approve(ids, reason, person());
        out.println(done.done() + " of " + ids.size());
        done.refused().forEach((id, why) -> out.println(plain(id + ": " + why)));
    }
}
