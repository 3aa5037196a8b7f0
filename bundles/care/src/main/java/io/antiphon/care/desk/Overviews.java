package io.antiphon.care.desk;

import io.antiphon.care.cases.Cases;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Problem;
import java.util.ArrayList;
import java.util.List;

/** How care does, in figures and problems. */
final class Overviews {

    private static final int MOST = 10;

    private Overviews() {}

    static List<Metric> metrics(Kernel kernel) {
        long open = 0;
        long us = 0;
        long warned = 0;
        long breached = 0;
        for (Cases.Load load : kernel.read(Cases::figures)) {
            open += load.open();
            us += load.us();
            warned += load.warned();
            breached += load.breached();
        }
        return List.of(
                Metric.gauge("cases_open", "Cases that are not closed", open),
                Metric.gauge("cases_waiting", "Open cases in which the customer waits for us", us),
                Metric.gauge("cases_warned", "Open cases of which a clock is nearly due", warned),
                Metric.gauge("cases_breached", "Open cases of which a promise was broken", breached));
    }

    static List<Problem> problems(Kernel kernel) {
        List<Cases.Unwatched> unwatched = kernel.read(Cases::unwatched);
        List<Problem> problems = new ArrayList<>();
        unwatched.stream().limit(MOST).map(CareResources::problem).forEach(problems::add);
        if (unwatched.size() > MOST) {
            problems.add(Problem.warning(
                    "care",
                    (unwatched.size() - MOST) + " more combinations of channel, unit and topic are looked after by nobody.",
                    "See /api/care/unwatched."));
        }
        return problems;
    }
}
