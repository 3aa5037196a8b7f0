package io.antiphon.outbox;

import io.antiphon.spi.Metric;
import io.antiphon.spi.Outbox.Count;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Vitals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How the outbox is. */
final class Readings implements Vitals {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Queue queue;
    private final Guards guards;
    private final Clock clock;
    private final BooleanSupplier recovered;
    private final Instant began;

    Readings(Queue queue, Guards guards, Clock clock, BooleanSupplier recovered) {
        this.queue = queue;
        this.guards = guards;
        this.clock = clock;
        this.recovered = recovered;
        this.began = clock.instant();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        for (Count count : queue.counts()) {
            stage(all, count, "waiting", count.waiting());
            stage(all, count, "held", count.held());
            stage(all, count, "performing", count.performing());
            stage(all, count, "retrying", count.retrying());
            stage(all, count, "unsure", count.unsure());
            counter(all, count, "outbox_done", "Actions that were performed.", count.done());
            counter(all, count, "outbox_refused", "Actions that were refused or discarded.", count.refused());
            counter(all, count, "outbox_failures", "Attempts that failed and are repeated.", count.failed());
        }
        return all;
    }

    private static void stage(List<Metric> all, Count count, String stage, long value) {
        all.add(Metric.gauge("outbox_actions", "Actions that have not left.", value)
                .with("connection", count.connection())
                .with("stage", stage));
    }

    private static void counter(List<Metric> all, Count count, String name, String help, long value) {
        all.add(Metric.counter(name, help, value).with("connection", count.connection()));
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(guards.problems());
        Instant now = clock.instant();
        if (!recovered.getAsBoolean() && now.isAfter(began.plus(LONG))) {
            problems.add(Problem.error(
                    "outbox", "Nothing leaves: the state does not know yet what left before the last start.", ""));
        }
        int unsure = queue.unsure();
        if (unsure > 0) {
            problems.add(Problem.warning(
                    "outbox",
                    "Of " + unsure + (unsure == 1 ? " action" : " actions") + " nobody knows whether they have left.",
                    "Look in the outbox and say what became of them."));
        }
        queue.look(lane -> {
            Instant since = lane.retryingSince();
            if (since != null && since.isBefore(now.minus(LONG))) {
                problems.add(Problem.error(
                        "connection " + lane.connection(),
                        "What it has to say has failed since " + since + ": " + lane.lastFailure() + ".",
                        "It is tried again by itself."));
            }
        });
        return problems;
    }
}
