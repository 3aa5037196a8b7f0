package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Intakes;
import io.antiphon.spi.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all connections every ten seconds: learns their rhythms, keeps what it learnt over restarts, and tells the journal
 * of problems that begin and end. One timer for all; one look at a time.
 */
final class Watch {

    static final String KEY = "antiphon.rhythm";
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration KEEP_EVERY = Duration.ofHours(1);

    /** What is known of a connection between two looks. */
    private static final class Notes {
        final Supervisor supervisor;
        final Chronicle chronicle = new Chronicle();
        boolean recalled;
        Instant kept;
        String last = "";

        Notes(Supervisor supervisor, Instant now) {
            this.supervisor = supervisor;
            this.kept = now;
        }
    }

    private final Kernel kernel;
    private final Recorder recorder;
    private final Supervisors supervisors;
    private final Map<String, Notes> notes = new HashMap<>();

    Watch(Kernel kernel, Recorder recorder, Supervisors supervisors) {
        this.kernel = kernel;
        this.recorder = recorder;
        this.supervisors = supervisors;
    }

    /** Looks now and again, as long as there are workers. */
    void begin() {
        Workers workers = kernel.workers();
        workers.after(EVERY, () -> workers.call("connections watch", () -> {
                    look();
                    return true;
                })
                .end()
                .whenComplete((looked, failure) -> {
                    if (failure != null && !(failure instanceof AntiphonException)) {
                        LOG.error("The watch over the connections is broken; please report this", failure);
                    }
                    begin();
                }));
    }

    /** Looks at all connections. */
    synchronized void look() {
        Instant now = kernel.clock().instant();
        List<Supervisor> all = supervisors.list();
        notes.values().removeIf(known -> supervisors.find(known.supervisor.id()) != known.supervisor);
        for (Supervisor supervisor : all) {
            look(notes.computeIfAbsent(supervisor.id(), id -> new Notes(supervisor, now)), now);
        }
    }

    private void look(Notes known, Instant now) {
        Supervisor supervisor = known.supervisor;
        Connection connection = supervisor.connection();
        boolean runs = supervisor.window().face().status() == Status.RUNNING;
        supervisor.tally().listens(runs && connection.hears(), now);
        try {
            if (!known.recalled) {
                kernel.intakes().recall(supervisor.id(), KEY).ifPresent(supervisor.tally().speech::recall);
                known.recalled = true;
            }
            if (Duration.between(known.kept, now).compareTo(KEEP_EVERY) >= 0) {
                keep(known);
                known.kept = now;
            }
            Optional<Entry> entry = known.chronicle.entry(connection, now);
            if (entry.isPresent()) {
                recorder.append(List.of(entry.get()));
                known.chronicle.appended(connection, now);
            }
        } catch (AntiphonException e) {
            // the journal or the state is away: the next look tries again, and they tell of themselves
        }
    }

    /** Keeps what was learnt of all. */
    synchronized void keep() {
        for (Notes known : notes.values()) {
            try {
                keep(known);
            } catch (AntiphonException e) {
                return;
            }
        }
    }

    private void keep(Notes known) {
        Intakes intakes = kernel.intakes();
        String told = known.supervisor.tally().speech.told();
        if (known.recalled && !told.equals(known.last)) {
            intakes.remember(known.supervisor.id(), KEY, told);
            known.last = told;
        }
    }
}
