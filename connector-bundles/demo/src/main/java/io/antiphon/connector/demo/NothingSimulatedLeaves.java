package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Named;
import io.antiphon.spi.Profile;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets what is only played reach the demonstration's own sink and no real one. */
@Component(service = Guard.class)
@Named("demo-simulated")
public final class NothingSimulatedLeaves implements Guard {

    private final Predicate<String> isDemo;

    /** A guard that asks whose a connection is. */
    @Activate
    public NothingSimulatedLeaves(@Reference Connections connections) {
        this(id -> connections
                .get(id)
                .filter(connection -> connection.connector().equals(DemoConnector.NAME))
                .isPresent());
    }

    NothingSimulatedLeaves(Predicate<String> isDemo) {
        this.isDemo = isDemo;
    }

    @Override
    public Verdict judge(Action action, Profile profile) {
        boolean staysHere = action.connection().isEmpty() || isDemo.test(action.connection());
        boolean isReal = !Simulated.is(action.attributes()) && !Simulated.is(profile.traits());
        return staysHere || isReal
                ? Verdict.ALLOW
                : new Verdict.Deny("It is about a simulated customer, and '" + action.connection() + "' is real");
    }
}
