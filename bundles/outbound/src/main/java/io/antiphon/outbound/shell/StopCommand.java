package io.antiphon.outbound.shell;

import io.antiphon.outbound.door.OutboundDoor;
import io.antiphon.outbound.stop.Scope;
import io.antiphon.outbound.stop.StopSwitch;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Presses stop. */
@Service
@Command(scope = "antiphon", name = "stop", description = "Stops everything that leaves, or what is named. Durable when it returns.")
public final class StopCommand extends Terminal {

    @Option(name = "--unit", description = "Only this unit and those below it")
    String unit = "";

    @Option(name = "--channel", description = "Only this channel")
    String channel = "";

    @Option(name = "--connection", description = "Only this connection")
    String connection = "";

    @Option(name = "--campaign", description = "Only this campaign")
    String campaign = "";

    @Argument(index = 0, name = "reason", description = "Why, for those who wonder later")
    String reason = "";

    @Override
    void run(OutboundDoor open, PrintStream out) throws InterruptedException {
        Scope scope = new Scope(unit, channel, connection, campaign);
        StopSwitch.Pressed pressed = open.stops().press(scope, reason, null, person());
        out.println(plain("Stopped: " + scope + ". Its id is " + pressed.stop().id() + "."));
        if (!pressed.settled()) {
            out.println("Calls that were under way may still bring something out; they end within a minute.");
        }
    }
}
