package io.antiphon.insight.shell;

import io.antiphon.insight.again.AgainDoor;
import io.antiphon.insight.again.Report;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Insight;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Asks an enricher about recorded signals again; Ctrl-C cancels. */
@Service
@Command(
        scope = "antiphon",
        name = "understand-again",
        description = "Asks an enricher, as it is now, about recorded signals again, and lets what it finds count.")
public final class UnderstandAgainCommand implements Action {

    private static final int BAR = 30;
    private static final int SHOWN = 10;

    // The command is there also while this service is away.
    @Reference(optional = true)
    @Nullable
    AgainDoor door;

    @Reference
    @Nullable
    Session session;

    @Option(name = "--last", description = "About how many signals")
    int last = 10_000;

    @Option(name = "--try", description = "Only compares with what is recorded; appends nothing")
    boolean trial;

    @Argument(index = 0, name = "enricher", description = "Its name, such as sentiment; none: tells which there are")
    @Nullable
    String enricher;

    @Override
    public @Nullable Object execute() throws Exception {
        AgainDoor open = door;
        if (open == null) {
            throw new CommandException("Nothing can be understood again at the moment");
        }
        Rereadings all = open.rereadings();
        if (enricher == null) {
            all.enrichers().forEach((name, version) -> System.out.println(plain(name + "  " + version)));
            return null;
        }
        try {
            run(all, enricher);
        } catch (AntiphonException | IllegalArgumentException e) {
            throw new CommandException(plain(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private void run(Rereadings all, String name) throws CommandException {
        String id = all.begin(name, last, trial, user());
        try {
            Report report = all.report(id);
            while (!report.isOver()) {
                progress(report);
                Thread.sleep(200);
                report = all.report(id);
            }
            System.out.print("\r" + " ".repeat(BAR + 30) + "\r");
            show(report);
        } catch (InterruptedException e) {
            all.cancel(id);
            throw new CommandException("Cancelled; what was appended before stays");
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
            throw new CommandException(plain("It " + report.state() + ": " + report.message()));
        }
        System.out.printf(
                "%s %s: %d signals; stay %d, appear %d, vanish %d, change %d, errors %d; %.1f µs a signal; %d understood again%n",
                plain(report.enricher()),
                plain(report.version()),
                report.signals(),
                report.stay(),
                report.appear(),
                report.vanish(),
                report.change(),
                report.errors(),
                report.microsPerSignal(),
                report.appended());
        report.examples().stream().limit(SHOWN).forEach(example -> {
            System.out.println(plain(example.id() + "  " + example.text()));
            System.out.println(plain("  before  " + values(example.before())));
            System.out.println(plain("  now     " + values(example.now())));
        });
    }

    private static String values(List<Insight> insights) {
        return insights.isEmpty()
                ? "nothing"
                : insights.stream()
                        .map(insight -> insight.type() + " " + insight.value()
                                + (insight.about() == null ? "" : " about " + insight.about()))
                        .collect(Collectors.joining(", "));
    }

    private String user() {
        Object user = session == null ? null : session.get("USER");
        return user instanceof String name && !name.isBlank() ? name : "shell";
    }

    /** Without what moves a cursor or changes colours. */
    private static String plain(String foreign) {
        return foreign.codePoints()
                .map(c ->
                        Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
