package io.antiphon.connector.demo;

import io.antiphon.spi.Action;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Named;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Sets a timer upon each simulated complaint, and when it rings, has a notice sent that nobody gets. */
@Component(service = Policy.class)
@Named("demo-complaints")
public final class ComplaintTimer implements Policy {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String COMPLAINT = "complaint";

    @Override
    public List<Action> decide(Entry entry, Profile profile) {
        if (entry instanceof Entry.Understood understood) {
            return upon(understood.heard(), entry);
        }
        return entry instanceof Entry.Performed performed
                        && performed.action().type().equals(Action.WAKE)
                ? ring(performed.action())
                : List.of();
    }

    private static List<Action> upon(Entry.Heard heard, Entry entry) {
        Signal signal = heard.signal();
        boolean concerns = signal.kind().equals(COMPLAINT)
                && signal.direction() == Direction.INBOUND
                && Simulated.is(signal.attributes());
        return concerns
                ? List.of(Action.wakeAt(
                        entry.at().plus(PATIENCE),
                        Map.of(Simulated.MARK, true, COMPLAINT, heard.id(), "connection", heard.connection())))
                : List.of();
    }

    private static List<Action> ring(Action timer) {
        Object complaint = timer.attributes().get(COMPLAINT);
        Object connection = timer.attributes().get("connection");
        if (complaint == null || connection == null || !Simulated.is(timer.attributes())) {
            return List.of();
        }
        return List.of(Action.of("notify", connection.toString())
                .saying("The complaint " + complaint + " was made " + PATIENCE.toMinutes() + " minute ago.")
                .details(Map.of(Simulated.MARK, true, COMPLAINT, complaint)));
    }
}
