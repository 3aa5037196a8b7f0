package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every sink must keep to. A test extends it and counts, at the far end, what was done. */
public abstract class SinkKit {

    private static final int AT_ONCE = 8;

    /** The connector under test, connected to a far end that has done nothing yet. */
    protected abstract Connector connector();

    /** The settings of the connection; none, unless overridden. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** An action that the sink can perform; the kit gives it ids. */
    protected abstract Action action();

    /** How many actions the far end has carried out so far, as it sees it; -1 (the default) if it cannot be seen. */
    protected long done() {
        return -1;
    }

    /** An action the far end refuses for good; empty (the default) if there is none. */
    protected Optional<Action> refused() {
        return Optional.empty();
    }

    @Test
    void anActionIsPerformedOnceAndSoAnswered() throws Exception {
        try (MemoryConnection connection = connect()) {
            long before = done();
            Outcome outcome = connection.perform(action().withId("0-1.kit.0"));
            assertInstanceOf(Outcome.Done.class, outcome);
            assertTrue(before < 0 || done() == before + 1, "The far end saw " + (done() - before) + " actions");
        }
    }

    @Test
    void theSameActionAgainDoesNoMoreIfTheSinkSaysSo() throws Exception {
        try (MemoryConnection connection = connect()) {
            Sink sink = connection.sink().orElseThrow();
            assumeTrue(sink.idempotent(), "It does not claim to be idempotent");
            Action action = action().withId("0-2.kit.0");
            long before = done();
            assertInstanceOf(Outcome.Done.class, connection.perform(action));
            assertInstanceOf(Outcome.Done.class, connection.perform(action));
            try (MemoryConnection restarted = connection.restart()) {
                assertInstanceOf(Outcome.Done.class, restarted.perform(action));
            }
            assertTrue(before < 0 || done() == before + 1, "The far end saw " + (done() - before) + " actions");
        }
    }

    @Test
    void aRefusalIsAnOutcomeWithAReasonAndNotAnException() throws Exception {
        assumeTrue(refused().isPresent(), "Nothing is refused for good");
        Action unwanted = refused().orElseThrow();
        try (MemoryConnection connection = connect()) {
            Outcome outcome = connection.perform(unwanted.withId("0-3.kit.0"));
            String reason = assertInstanceOf(Outcome.Refused.class, outcome).reason();
            assertTrue(!reason.isBlank(), "A refusal without a reason");
        }
    }

    @Test
    void differentActionsArePerformedAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (MemoryConnection connection = connect()) {
            long before = done();
            for (Future<Outcome> outcome : threads.invokeAll(IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> (Callable<Outcome>) () -> connection.perform(action().withId("0-4.kit." + i)))
                    .toList())) {
                assertNotNull(outcome.get(), "No outcome");
            }
            if (before >= 0) {
                assertEquals(before + AT_ONCE, done(), "What the far end saw");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private MemoryConnection connect() {
        MemoryConnection connection = new MemoryKernel().connect(connector(), settings());
        assertTrue(connection.sink().isPresent(), "It has no sink");
        return connection;
    }
}
