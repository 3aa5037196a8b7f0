package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every guard must keep to. A test extends it and names the guard and what it lets pass and what not. */
public abstract class GuardKit {

    /** The guard under test. */
    protected abstract Guard guard();

    /** Actions towards a known customer that may leave. */
    protected abstract List<Action> allowed();

    /** Actions towards a known customer that may not leave, now or ever. */
    protected abstract List<Action> stopped();

    @Test
    void whatMayLeaveLeaves() throws Exception {
        Guard guard = guard();
        for (Action action : allowed()) {
            assertInstanceOf(
                    Guard.Verdict.Allow.class, guard.judge(action, Samples.profile()), () -> "Stopped: " + action);
        }
    }

    @Test
    void whatMayNotLeaveIsStoppedWithAReason() throws Exception {
        Guard guard = guard();
        for (Action action : stopped()) {
            Guard.Verdict verdict = guard.judge(action, Samples.profile());
            assertFalse(verdict instanceof Guard.Verdict.Allow, () -> "Let pass: " + action);
        }
    }

    @Test
    void itHasAVerdictOnEveryActionAndAReasonForEachNo() {
        Guard guard = guard();
        for (Action action : all()) {
            for (Profile profile : List.of(Profile.ANONYMOUS, Samples.profile())) {
                Guard.Verdict verdict =
                        assertDoesNotThrow(() -> guard.judge(action, profile), () -> "It throws upon " + action);
                assertNotNull(verdict, () -> "No verdict on " + action);
                assertFalse(reason(verdict).isBlank(), () -> verdict + " gives no reason");
            }
        }
    }

    private static String reason(Guard.Verdict verdict) {
        if (verdict instanceof Guard.Verdict.Hold hold) {
            return hold.reason();
        }
        return verdict instanceof Guard.Verdict.Deny deny ? deny.reason() : "it may leave";
    }

    @Test
    void itIsOfTheSameMindOnEveryThread() throws Exception {
        Guard guard = guard();
        Concurrently.assertSameAnswers(
                all(), action -> guard.judge(action, Samples.profile()).getClass());
    }

    private List<Action> all() {
        return Stream.of(allowed(), stopped(), Samples.actions())
                .flatMap(List::stream)
                .toList();
    }
}
