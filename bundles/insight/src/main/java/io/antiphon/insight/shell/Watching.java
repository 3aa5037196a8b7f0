package io.antiphon.insight.shell;

import io.antiphon.insight.again.Report;
import io.antiphon.insight.again.Rereadings;
import io.antiphon.spi.Insight;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;

/** Shows how signals are read again, and at the end what came of it; Ctrl-C cancels. Foreign text is never printed as it is. */
final class Watching {

    private static final int BAR = 30;
    private static final int EXAMPLES = 10;
    private static final int LABELS = 20;

    private final Rereadings all;
    private final String id;

    Watching(Rereadings all, String id) {
        this.all = all;
        this.id = id;
    }

    /** Waits for the end. */
    void run() throws CommandException {
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
                "%s %s: %d signals; stay %d, move %d, appear %d, vanish %d, change %d, errors %d; %.1f µs a signal; %s%n",
                plain(report.enricher()),
                plain(report.version()),
                report.signals(),
                report.stay(),
                report.move(),
                report.appear(),
                report.vanish(),
                report.change(),
                report.errors(),
                report.microsPerSignal(),
                report.model().isEmpty()
                        ? report.appended() + " understood again"
                        : plain("compared with " + report.against() + ", which is live"));
        if (report.errors() > 0) {
            System.out.println(plain(report.message()));
        }
        labels(report.labels());
        report.examples().stream().limit(EXAMPLES).forEach(example -> {
            System.out.println(plain(example.id() + "  " + example.text()));
            System.out.println(plain("  before  " + values(example.before())));
            System.out.println(plain("  now     " + values(example.now())));
        });
    }

    /** Those that differ. */
    private static void labels(List<Report.Label> labels) {
        List<Report.Label> differing = labels.stream()
                .filter(label -> label.onlyBefore() + label.onlyNow() > 0)
                .toList();
        if (!differing.isEmpty()) {
            System.out.printf("%10s %10s %10s%n", "both", "before", "now");
        }
        differing.stream()
                .limit(LABELS)
                .forEach(label -> System.out.printf(
                        "%10d %10d %10d  %s%n",
                        label.both(), label.onlyBefore(), label.onlyNow(), plain(label.type() + " " + label.value())));
        if (differing.size() > LABELS) {
            System.out.println("and " + (differing.size() - LABELS) + " more, as GET /api/insights/again shows");
        }
    }

    private static String values(List<Insight> insights) {
        return insights.isEmpty()
                ? "nothing"
                : insights.stream()
                        .map(insight -> insight.type() + " " + insight.value()
                                + (insight.about() == null ? "" : " about " + insight.about()) + " "
                                + insight.confidence())
                        .collect(Collectors.joining(", "));
    }

    /** Without what moves a cursor or changes colours. */
    static String plain(String foreign) {
        return foreign.codePoints()
                .map(c ->
                        Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
