package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What every source must keep to, whoever runs it. A test extends it, and plays the outside: {@link #offer} lets the far
 * end offer the same few fixture signals each time it is called, as a far end does that was not acknowledged.
 */
public abstract class SourceKit {

    private static final int MORE_THAN_ENOUGH = 100;

    /** The connector under test. */
    protected abstract Connector connector();

    /** The settings of the connection; none, unless overridden. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Lets the outside offer its fixture, through {@link MemoryConnection#post}, {@link MemoryConnection#pollNow} or {@link
     * MemoryConnection#receive}, or by waiting for a source that runs itself. Called again, it offers what the outside
     * would offer if it had not been acknowledged: a file that has been moved away as done is not there again.
     */
    protected abstract void offer(MemoryConnection connection) throws Exception;

    /** How many signals the fixture holds, at least 1. */
    protected abstract int expected();

    /** Whether the outside's signals have ids of their own, so that repeats can be recognised. Assumed. */
    protected boolean repeatsAreRecognisable() {
        return true;
    }

    /**
     * Lets the outside offer something of which a part is unreadable.
     *
     * @return how many signals are readable in it; negative (the default) if nothing can be unreadable in this source
     */
    protected int offerUnreadable(MemoryConnection connection) throws Exception {
        return -1;
    }

    @Test
    void everythingOfferedIsHeardOnceAndSaysWhatItIs() throws Exception {
        try (MemoryConnection connection = connect()) {
            offer(connection);
            List<Signal> signals = connection.signals();
            assertEquals(expected(), signals.size(), () -> "Heard " + signals);
            assertEquals(List.of(), connection.deadLetters(), "The fixture should be readable");
            for (Signal signal : signals) {
                assertFalse(signal.channel().isBlank(), () -> "No channel: " + signal);
                assertTrue(signal.externalId() != null || !repeatsAreRecognisable(), () -> "No external id: " + signal);
            }
        }
    }

    @Test
    void whatIsOfferedAgainIsRecognised() throws Exception {
        assumeTrue(repeatsAreRecognisable(), "Its signals have no ids");
        try (MemoryConnection connection = connect()) {
            offer(connection);
            offer(connection);
            try (MemoryConnection restarted = connection.restart()) {
                offer(restarted);
                assertEquals(expected(), restarted.signals().size(), "Repeats were heard again");
            }
        }
    }

    @Test
    void whatIsRefusedAsTooMuchIsOfferedAgain() throws Exception {
        try (MemoryConnection connection = connect()) {
            connection.busy(1);
            try {
                offer(connection);
            } catch (AntiphonException e) {
                assertEquals(AntiphonException.Code.BUSY, e.code(), e::toString);
            }
            connection.busy(0);
            if (connection.signals().size() < expected()) {
                offer(connection);
            }
            assertEquals(expected(), connection.signals().size(), "After a refusal");
            assertEquals(List.of(), connection.deadLetters(), "A refusal is no reason for a dead letter");
        }
    }

    @Test
    void aCrashBeforeTheAcknowledgementLosesAndDoublesNothing() throws Exception {
        assumeTrue(repeatsAreRecognisable(), "Its signals have no ids");
        boolean crashed = true;
        for (int offers = 0; crashed && offers < MORE_THAN_ENOUGH; offers++) {
            resetOutside();
            MemoryConnection connection = connect();
            connection.crashAfter(offers);
            crashed = crashes(connection);
            try (MemoryConnection restarted = connection.restart()) {
                if (crashed) {
                    offer(restarted);
                }
                assertEquals(expected(), restarted.signals().size(), "After a crash at offer " + offers);
                assertEquals(
                        expected(),
                        restarted.signals().stream()
                                .map(Signal::externalId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count(),
                        "Different signals after a crash at offer " + offers);
            }
            assertTrue(crashed || offers > 0, "The source swallowed the crash");
        }
    }

    private boolean crashes(MemoryConnection connection) throws Exception {
        try {
            offer(connection);
            return false;
        } catch (Crash crash) {
            return true;
        }
    }

    /** Puts the outside back as it was before the first {@link #offer}. Nothing, unless overridden. */
    protected void resetOutside() throws Exception {
        // most outsides are the same every time
    }

    @Test
    void anUnreadablePartIsKeptWithItsReasonAndTheRestIsHeard() throws Exception {
        try (MemoryConnection connection = connect()) {
            int readable = offerUnreadable(connection);
            assumeTrue(readable >= 0, "Nothing can be unreadable in this source");
            List<DeadLetter> letters = connection.deadLetters();
            assertFalse(letters.isEmpty(), "What was unreadable was dropped");
            assertEquals(readable, connection.signals().size(), "The rest");
            for (DeadLetter letter : letters) {
                assertFalse(letter.reason().isBlank(), "A dead letter without a reason");
                assertFalse(letter.received().origin().isBlank(), "A dead letter that does not say where it is from");
                assertTrue(letter.received().body().length > 0, "A dead letter without its bytes");
            }
            offerUnreadable(connection);
            assertEquals(letters.size(), connection.deadLetters().size(), "The same dead letter is kept once");
        }
    }

    private MemoryConnection connect() {
        return new MemoryKernel().connect(connector(), settings());
    }
}
