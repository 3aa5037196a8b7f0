package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows what a script logged. */
@Service
@Command(
        scope = "antiphon",
        name = "script-log",
        description = "Shows what a script logged, and what became of its versions.")
public final class ScriptLogCommand extends ScriptCommand {

    @Argument(index = 0, name = "file", description = "The script, such as vip.policy.js", required = true)
    @Completion(ScriptNames.class)
    String file = "";

    @Override
    void run(Scripting all) {
        all.desk()
                .log(file)
                .after(0)
                .forEach(line -> say(line.at().toString().substring(0, 19) + "Z "
                        + String.format("%-5s ", line.severity()) + line.text()));
    }
}
