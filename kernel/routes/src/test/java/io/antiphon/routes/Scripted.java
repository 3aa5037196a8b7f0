package io.antiphon.routes;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector whose source does what a test says, and that writes down its life. */
final class Scripted implements Connector {

    /** What starting does. */
    interface Start {
        AutoCloseable start(Intake intake) throws Exception;
    }

    /** What checking does. */
    interface Check {
        List<Problem> check(Settings settings) throws Exception;
    }

    final List<String> life;
    final AtomicInteger checks = new AtomicInteger();
    final String name;
    volatile Start start = intake -> () -> {};
    volatile Check check = settings -> List.of();
    volatile Intake intake;

    Scripted(String name, List<String> life) {
        this.name = name;
        this.life = life;
    }

    Scripted(String name) {
        this(name, new CopyOnWriteArrayList<>());
    }

    @Override
    public ConnectorSpec spec() {
        return ConnectorSpec.of("scripted", "Scripted", "Does as it is told.", "stage")
                .with(Field.secret("token", "Token"), Field.number("size", "Size"), Field.text("place", "Place"));
    }

    @Override
    public List<Problem> check(Settings settings) throws Exception {
        checks.incrementAndGet();
        return check.check(settings);
    }

    @Override
    public Optional<Source> source(Settings settings) {
        return Optional.of(offered -> {
            life.add(name + " starts");
            intake = offered;
            AutoCloseable running = start.start(offered);
            return () -> {
                life.add(name + " closes");
                running.close();
            };
        });
    }
}
