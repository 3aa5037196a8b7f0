package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import io.antiphon.scripting.life.Desk;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Goes back to an earlier version of a script, or lists those there are. */
@Service
@Command(
        scope = "antiphon",
        name = "script-rollback",
        description = "Saves an earlier version of a script again: the one before, or a named one; --list shows them.")
public final class ScriptRollbackCommand extends ScriptCommand {

    @Option(name = "--list", description = "Only lists the versions that were live")
    boolean list;

    @Argument(index = 0, name = "file", description = "The script, such as vip.policy.js", required = true)
    @Completion(ScriptNames.class)
    String file = "";

    @Argument(index = 1, name = "version", description = "The version; the one before the present unless given")
    String version = "";

    @Override
    void run(Scripting all) throws Exception {
        if (list) {
            for (Desk.Version kept : all.desk().versions(file)) {
                say(kept.version() + "  " + kept.since().substring(0, 19) + "Z  " + kept.who());
            }
        } else {
            say(file + " is live as " + all.desk().rollback(file, version, user()) + ".");
        }
    }
}
