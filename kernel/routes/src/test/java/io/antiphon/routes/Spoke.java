package io.antiphon.routes;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A connector that speaks as a test says, and that hears if the settings say so. */
final class Spoke implements Connector {

    final List<String> performed = new CopyOnWriteArrayList<>();
    final List<String> interrupted = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final String name;
    volatile Sink says = action -> new Outcome.Done("ref-" + action.id());
    volatile boolean idempotent;
    volatile boolean mute;
    volatile Intake intake;

    Spoke(String name) {
        this.name = name;
    }

    /** A far end that answers an interrupt. */
    static Sink waiting(CountDownLatch until) {
        return action -> {
            until.await();
            return new Outcome.Done("late");
        };
    }

    /** A far end that holds on, whatever one says. */
    static Sink deaf(CountDownLatch until) {
        return action -> {
            while (true) {
                try {
                    until.await();
                    return new Outcome.Done("very late");
                } catch (InterruptedException e) {
                    // as some drivers do
                }
            }
        };
    }

    @Override
    public ConnectorSpec spec() {
        return ConnectorSpec.of("spoke", "Spoke", "Speaks.", "stage")
                .with(Field.flag("hear", "Hear"), Field.secret("token", "Token"), Field.text("place", "Place"));
    }

    @Override
    public Optional<Source> source(Settings settings) {
        return settings.flag("hear")
                ? Optional.of(given -> {
                    intake = given;
                    return () -> {};
                })
                : Optional.empty();
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        return mute ? Optional.empty() : Optional.of(new Mouth());
    }

    private final class Mouth implements Sink, AutoCloseable {
        @Override
        public Outcome perform(Action action) throws Exception {
            performed.add(action.id());
            try {
                return says.perform(action);
            } catch (InterruptedException e) {
                interrupted.add(action.id());
                throw e;
            }
        }

        @Override
        public boolean idempotent() {
            return idempotent;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
