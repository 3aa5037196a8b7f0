package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import io.antiphon.scripting.life.Status;
import io.antiphon.scripting.sandbox.ScriptFault;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Lists the scripts. */
@Service
@Command(
        scope = "antiphon",
        name = "scripts",
        description = "Lists the scripts: what is live, and what is wrong with what is not.")
public final class ScriptsCommand extends ScriptCommand {

    @Override
    void run(Scripting all) {
        all.workshop().expect();
        List<Status> scripts = all.workshop().list();
        if (scripts.isEmpty()) {
            say("There are no scripts; save one in scripts/, such as vip.policy.js.");
        }
        for (Status status : scripts) {
            String since = status.since() == null
                    ? ""
                    : "  since " + status.since().toString().substring(0, 19) + "Z by " + status.who();
            say(String.format("%-40s %-7s %-12s%s", status.file(), status.state(), status.version(), since));
            ScriptFault fault = status.fault();
            if (fault != null) {
                say("  " + fault.getMessage());
            }
            if (!status.note().isEmpty()) {
                say("  " + status.note());
            }
        }
        all.workshop().tables().faults().values().forEach(fault -> say(String.valueOf(fault.getMessage())));
    }
}
