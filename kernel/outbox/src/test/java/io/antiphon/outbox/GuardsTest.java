package io.antiphon.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Guard;
import io.antiphon.spi.Guard.Verdict;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outbox.Stage;
import io.antiphon.spi.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardsTest {

    private static final Guard LETS_PASS = (action, profile) -> Verdict.ALLOW;

    @TempDir
    Path folder;

    private Rig rig;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder).start();
        rig.sinks.put("mail", action -> new Outcome.Done(""));
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
    }

    private Outbox.Item heldBy(String guard) {
        String action = rig.decide("mail", "a" + System.nanoTime(), "x");
        Outbox.Item item = rig.stands(action, Stage.HELD);
        assertEquals(guard, item.by());
        assertTrue(rig.outcomes(action).isEmpty());
        return item;
    }

    @Test
    void nothingLeavesWhileARequiredGuardIsMissing() {
        rig.guard("second", LETS_PASS);
        String action = heldBy("first").decided().id();
        rig.guard("first", LETS_PASS);
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
        rig.guards.remove(LETS_PASS);
        heldBy("first");
        assertFalse(rig.guards.release("guard", "first"));
    }

    @Test
    void nothingLeavesWithoutAGuardThatWentUntilItIsBackOrReleased() {
        Guard own = (action, profile) -> Verdict.ALLOW;
        rig.guarded().guard("own", own);
        rig.guards.remove(own);
        String action = heldBy("own").decided().id();
        assertEquals("the guard 'own' is not there", rig.outbox().hindrance());
        rig.guard("own", own);
        assertEquals("", rig.outbox().hindrance());
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
        rig.guards.remove(own);
        action = heldBy("own").decided().id();
        assertTrue(rig.guards.release("guard", "own"));
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
        assertFalse(rig.guards.release("guard", "own"));
    }

    @Test
    void nothingLeavesPastAGuardThatThrowsOrSaysNothing() {
        rig.guarded().guard("broken", (action, profile) -> {
            throw new IllegalStateException("oops");
        });
        assertTrue(heldBy("broken").reason().contains("oops"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a plugin may do
    void nothingLeavesPastAGuardThatGivesNoVerdict() {
        rig.guarded().guard("mute", (action, profile) -> null);
        heldBy("mute");
    }

    @Test
    void aGuardThatHangsIsQuarantinedAndNothingLeavesUntilItIsReleased() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<Guard> fixed = new ArrayList<>();
        rig.guarded().guard("hangs", (action, profile) -> {
            if (fixed.isEmpty()) {
                never.await();
            }
            return Verdict.ALLOW;
        });
        String action = heldBy("hangs").decided().id();
        Rig.until(() -> rig.guards.problems().size() == 1);
        heldBy("hangs");
        fixed.add(LETS_PASS);
        assertTrue(rig.guards.release("guard", "hangs"));
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
    }

    @Test
    void aNoIsAnOutcomeAndAHoldIsNot() {
        rig.guarded()
                .guard(
                        "judge",
                        (action, profile) -> "bad".equals(action.text())
                                ? new Verdict.Deny("it is bad")
                                : new Verdict.Hold(Instant.MAX, "not now"));
        assertEquals(new Outcome.Refused("guard judge: it is bad"), rig.outcome(rig.decide("mail", "a", "bad")));
        Outbox.Item held = heldBy("judge");
        assertEquals("not now", held.reason());
    }

    @Test
    void whatIsHeldIsJudgedAgainAtItsTimeAndWhenGuardsChangeTheirMinds() {
        List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>(
                List.of(new Verdict.Hold(Instant.EPOCH, "a moment"), new Verdict.Hold(Instant.MAX, "for ever"))));
        rig.guarded().guard("judge", (action, profile) -> verdicts.isEmpty() ? Verdict.ALLOW : verdicts.remove(0));
        String action = rig.decide("mail", "a", "x");
        Rig.until(() -> verdicts.isEmpty());
        assertEquals("for ever", rig.stands(action, Stage.HELD).reason());
        rig.outbox().reconsider();
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
    }

    @Test
    void requiredGuardsAreAskedInTheirOrderAndTheFirstNoEndsIt() {
        rig.guard("zeta", noting("zeta", Verdict.ALLOW));
        rig.guard("second", noting("second", Verdict.ALLOW));
        rig.guard("first", noting("first", Verdict.ALLOW));
        rig.guard("alpha", noting("alpha", new Verdict.Deny("no")));
        rig.outcome(rig.decide("mail", "a", "x"));
        assertEquals(List.of("first", "second", "alpha"), asked);
    }

    @Test
    void aGuardThatIsStillToProveItselfDoesNotSpeakForTheOneOfItsName() {
        Guard broken = (action, profile) -> {
            throw new IllegalStateException("oops");
        };
        rig.guarded().guard("judge", broken);
        String action = heldBy("judge").decided().id();
        rig.guard("judge", LETS_PASS);
        heldBy("judge");
        assertEquals(Stage.HELD, rig.outbox().find(action).orElseThrow().stage());
        rig.guards.remove(broken);
        assertInstanceOf(Outcome.Done.class, rig.outcome(action));
    }

    private Guard noting(String name, Verdict verdict) {
        return (action, profile) -> {
            asked.add(name);
            return verdict;
        };
    }
}
