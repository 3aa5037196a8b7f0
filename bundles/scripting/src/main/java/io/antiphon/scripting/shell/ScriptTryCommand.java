package io.antiphon.scripting.shell;

import io.antiphon.scripting.Scripting;
import io.antiphon.scripting.trial.Comparison;
import io.antiphon.scripting.trial.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Tries a candidate beside the live version over recorded entries; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "script-try",
        description =
                "Runs a candidate beside the live version over recorded entries and shows what would be otherwise;"
                        + " nothing leaves.")
public final class ScriptTryCommand extends ScriptCommand {

    private static final int MOST_BYTES = 2 << 20;
    private static final int BAR = 30;

    @Option(name = "--last", description = "Over how many signals")
    int last = 10_000;

    @Argument(
            index = 0,
            name = "file",
            description =
                    "The candidate: a file on the server named as the script it would replace, such as /tmp/vip.policy.js",
            required = true)
    String file = "";

    @Override
    void run(Scripting all) throws Exception {
        Path path = Path.of(file);
        String name = String.valueOf(path.getFileName());
        String text = null;
        if (path.getNameCount() > 1 || Files.isRegularFile(path)) {
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                throw new CommandException("There is no file " + plain(file) + " of at most 2 MiB");
            }
            text = Files.readString(path);
        }
        String id = all.trials().begin(name, text, last);
        try {
            Report report = all.trials().report(id);
            while (!report.isOver()) {
                progress(report);
                Thread.sleep(200);
                report = all.trials().report(id);
            }
            System.out.print("\r" + " ".repeat(BAR + 30) + "\r");
            show(report);
        } catch (InterruptedException e) {
            all.trials().cancel(id);
            throw new CommandException("Cancelled");
        }
    }

    private static void progress(Report report) {
        int full = (int) (BAR * report.done() / Math.max(1, report.total()));
        System.out.print("\r[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + report.state() + " " + report.done()
                + "/" + report.total());
        System.out.flush();
    }

    private static void show(Report report) throws CommandException {
        if (!report.state().equals("done")) {
            throw new CommandException(plain("The trial " + report.state() + ": " + report.message()));
        }
        say(report.entries() + " entries; live " + (report.live().isEmpty() ? "none" : report.live()) + ", candidate "
                + report.candidate());
        say(String.format(
                "stay %d, appear %d, vanish %d, change %d, errors %d (live %d)",
                report.stay(),
                report.appear(),
                report.vanish(),
                report.change(),
                report.errors(),
                report.liveErrors()));
        say(String.format("%.1f µs a call, live %.1f", report.microsPerCall(), report.liveMicrosPerCall()));
        if (!report.whole()) {
            say("The journal's beginning is gone; what profiles were then is known from there on only.");
        }
        for (Comparison.Example example : report.examples()) {
            say("");
            say(example.difference() + " at " + Terse.entry(example.what()));
            say("  live       " + Terse.all(example.before()));
            say("  candidate  " + (example.message().isEmpty() ? Terse.all(example.after()) : example.message()));
        }
    }
}
