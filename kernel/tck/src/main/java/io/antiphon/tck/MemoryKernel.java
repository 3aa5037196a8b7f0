package io.antiphon.tck;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import java.util.List;
import java.util.Map;

/**
 * A kernel in memory that runs a connector's connections by hand: nothing moves unless the test says so. What is
 * durable in a real kernel (journal, dead letters, what connections remember) outlives the connections here, so that a
 * test can crash one and connect again.
 */
public final class MemoryKernel {

    /** What {@link #clock} shows at first. */
    public static final String DAWN = "2026-01-31T12:00:00Z";

    private final SettableClock clock = SettableClock.at(DAWN);
    private final MemoryJournal journal = new MemoryJournal(clock);
    private final MemoryIntakes intakes = new MemoryIntakes(journal);
    private final MemoryDeadLetters deadLetters = new MemoryDeadLetters(clock);
    private final MemoryProfiles profiles = new MemoryProfiles(journal);
    private final MemoryReplay replay = new MemoryReplay(journal);

    /** Connects with an id that is the connector's name. */
    public MemoryConnection connect(Connector connector, Map<String, String> settings) {
        return connect(connector.spec().name(), connector, settings);
    }

    /**
     * Lints and fills in the settings as the real kernel does, makes the source and the sink, and starts the source if
     * it is one that starts itself. Closing the connection is the test's.
     *
     * @throws AntiphonException INVALID with all that the lint found
     */
    public MemoryConnection connect(String id, Connector connector, Map<String, String> settings) {
        ConnectorSpec spec = connector.spec();
        List<Problem> problems = spec.lint(settings);
        if (!problems.isEmpty()) {
            throw new AntiphonException(AntiphonException.Code.INVALID, problems.toString());
        }
        return new MemoryConnection(this, id, connector, settings);
    }

    /** The time in this kernel. */
    public SettableClock clock() {
        return clock;
    }

    /** All that happened. */
    public MemoryJournal journal() {
        return journal;
    }

    /** The entrance of all connections. */
    public MemoryIntakes intakes() {
        return intakes;
    }

    /** What could not be read. */
    public MemoryDeadLetters deadLetters() {
        return deadLetters;
    }

    /** Who spoke. */
    public MemoryProfiles profiles() {
        return profiles;
    }

    /** What policies would be asked about if everything happened again. */
    public MemoryReplay replay() {
        return replay;
    }
}
