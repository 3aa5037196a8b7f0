package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import io.antiphon.spi.Vitals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Some hundred customers of a fictitious retailer, played; what is said to them goes nowhere, but they react to it. */
@Component(service = {Connector.class, Vitals.class})
public final class DemoConnector implements Connector, Vitals {

    static final String NAME = "demo";

    private static final int MOST_CUSTOMERS = 1_000_000;
    private static final int MOST_PACE = 100_000;

    private static final ConnectorSpec SPEC = ConnectorSpec.of(
                    NAME,
                    "Demonstration",
                    "Plays the customers of a fictitious retailer in six languages; everything is marked as simulated.",
                    "demo")
            .with(
                    Field.number("seed", "Seed")
                            .describe("The same seed plays the same world again.")
                            .orElse("1"),
                    Field.number("customers", "Customers")
                            .describe("How many people live in it.")
                            .orElse("300"),
                    Field.number("pace", "Signals a second")
                            .describe("How fast it is played; 0 plays the past only.")
                            .orElse("5"),
                    Field.number("history", "Past")
                            .describe("How many signals of the past thirty days are played at once at the first start.")
                            .orElse("2000"),
                    Field.number("broken", "Unreadable of a thousand")
                            .describe("How many signals of a thousand arrive in a form that cannot be read.")
                            .orElse("3"),
                    Field.flag("mended", "Mended")
                            .describe(
                                    "Whether the unreadable ones have become readable, so that they can be offered again.")
                            .orElse("false"));

    private final AtomicLong played = new AtomicLong();
    private final AtomicLong swallowed = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final Reactions reactions = new Reactions();
    private final Clock clock;
    private final DemoSource.Stage stage;

    /** The connector. */
    @Activate
    public DemoConnector() {
        this(Clock.systemUTC(), DemoSource.Stage.THREAD);
    }

    DemoConnector(Clock clock, DemoSource.Stage stage) {
        this.clock = clock;
        this.stage = stage;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        World world =
                new World(settings.number("seed"), (int) settings.number("customers"), (int) settings.number("broken"));
        return Optional.of(new DemoSource(
                world,
                settings.number("history"),
                settings.number("pace"),
                settings.flag("mended"),
                clock,
                stage,
                played,
                reactions));
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        return Optional.of(new Sink() {
            @Override
            public Outcome perform(Action action) {
                swallowed.incrementAndGet();
                if (action.type().equals("reply")) {
                    answers.incrementAndGet();
                }
                reactions.said(action, clock.instant());
                return new Outcome.Done("swallowed-" + action.id());
            }

            @Override
            public boolean idempotent() {
                return true;
            }
        });
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        between(settings, "customers", 1, MOST_CUSTOMERS, problems);
        between(settings, "pace", 0, MOST_PACE, problems);
        between(settings, "history", 0, Integer.MAX_VALUE, problems);
        between(settings, "broken", 0, 1000, problems);
        return problems;
    }

    private static void between(Settings settings, String name, long least, long most, List<Problem> problems) {
        long value = settings.number(name);
        if (value < least || value > most) {
            problems.add(Problem.error(
                    name, "'" + name + "' is from " + least + " to " + most + ", not " + value + ".", ""));
        }
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("demo_played", "Simulated signals offered.", played.get()),
                Metric.counter("demo_answers", "Answers to simulated customers.", answers.get()),
                Metric.counter(
                        "demo_swallowed", "Actions towards simulated customers that went nowhere.", swallowed.get()));
    }
}
