package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import io.antiphon.scripting.testing.TestRun;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Runs the tests of a script. */
@Service
@Command(
        scope = "antiphon",
        name = "script-test",
        description = "Runs the tests of a script, which are in NAME.test.js.")
public final class ScriptTestCommand extends ScriptCommand {

    @Argument(index = 0, name = "file", description = "The script, such as vip.policy.js", required = true)
    @Completion(ScriptNames.class)
    String file = "";

    @Override
    void run(Scripting all) throws Exception {
        List<TestRun.Result> results = all.desk().test(file, null);
        for (TestRun.Result result : results) {
            say((result.passed() ? "passed  " : "FAILED  ") + result.name());
            result.logged().forEach(line -> say("        " + line));
            if (!result.passed()) {
                say("        " + result.failure());
            }
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        say(results.size() - failed + " passed, " + failed + " failed");
        if (failed > 0) {
            throw new CommandException("Tests of " + plain(file) + " fail");
        }
    }
}
