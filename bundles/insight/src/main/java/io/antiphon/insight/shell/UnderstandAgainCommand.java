package io.antiphon.insight.shell;

import io.antiphon.insight.again.AgainDoor;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.AntiphonException;
import java.util.List;
import java.util.Map;
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
            Map<String, Object> report = all.report(id);
            while (List.of("learning", "reading").contains(report.get("state"))) {
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

    private static void progress(Map<String, Object> report) {
        long done = (long) report.get("done");
        long total = Math.max(1, (long) report.get("total"));
        int full = (int) (BAR * done / total);
        System.out.print("\r[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + report.get("state") + " " + done
                + "/" + total);
        System.out.flush();
    }

    private static void show(Map<String, Object> report) throws CommandException {
        if (!"done".equals(report.get("state"))) {
            throw new CommandException(plain("It " + report.get("state") + ": " + report.get("message")));
        }
        System.out.printf(
                "%s %s: %s signals; stay %s, appear %s, vanish %s, change %s, errors %s; %.1f µs a signal; %s understood again%n",
                plain(String.valueOf(report.get("enricher"))),
                plain(String.valueOf(report.get("version"))),
                report.get("signals"),
                report.get("stay"),
                report.get("appear"),
                report.get("vanish"),
                report.get("change"),
                report.get("errors"),
                (double) report.get("microsPerSignal"),
                report.get("appended"));
        List<?> examples = (List<?>) report.get("examples");
        for (Object each : examples.subList(0, Math.min(SHOWN, examples.size()))) {
            Map<?, ?> example = (Map<?, ?>) each;
            System.out.println(plain(example.get("id") + "  " + example.get("text")));
            System.out.println(plain("  before  " + values(example.get("before"))));
            System.out.println(plain("  now     " + values(example.get("now"))));
        }
    }

    private static String values(@Nullable Object insights) {
        return insights instanceof List<?> list && !list.isEmpty()
                ? list.stream().map(UnderstandAgainCommand::value).collect(Collectors.joining(", "))
                : "nothing";
    }

    private static String value(Object insight) {
        Map<?, ?> fields = (Map<?, ?>) insight;
        Object about = fields.get("about");
        return fields.get("type") + " " + fields.get("value") + (about == null ? "" : " about " + about);
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
