package io.antiphon.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Guard;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Outbox.Stage;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends at its worst moments: an outbox is left as it is, and another one goes on in its folder. */
class RestartTest {

    @TempDir
    Path folder;

    private Rig rig;
    private final List<String> left = Collections.synchronizedList(new ArrayList<>());
    private final List<OpenOutbox> ghosts = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        for (OpenOutbox ghost : ghosts) {
            ghost.close();
        }
    }

    /** From now on nothing the former outbox does is real. */
    private void crash() throws Exception {
        ghosts.add(rig.outbox());
        rig.guards.close();
        rig.start().guarded();
    }

    @Test
    void whatWasInFlightIsUnsureAfterwardsUnlessItsSinkRecognisesRepeats() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        rig.sinks.put("mail", action -> {
            left.add(action.text());
            never.await();
            return new Outcome.Done("");
        });
        rig.sinks.put("hook", new Sink() {
            @Override
            public Outcome perform(Action action) throws Exception {
                left.add(action.text());
                if (ghosts.isEmpty()) {
                    never.await();
                }
                return new Outcome.Done("");
            }

            @Override
            public boolean idempotent() {
                return true;
            }
        });
        rig.start().guarded();
        String mail = rig.decide("mail", "a", "mail");
        String hook = rig.decide("hook", "a", "hook");
        Rig.until(() -> left.size() == 2);
        crash();
        rig.stands(mail, Stage.UNSURE);
        assertInstanceOf(Outcome.Unsure.class, rig.outcome(mail));
        assertInstanceOf(Outcome.Done.class, rig.outcome(hook));
        assertEquals(1, Collections.frequency(left, "mail"));
        assertEquals(2, Collections.frequency(left, "hook"));
        never.countDown();
    }

    @Test
    void nothingIsRepeatedBecauseTheStateHasNotHeardOfItsOutcome() throws Exception {
        rig.sinks.put("mail", action -> {
            left.add(action.text());
            return new Outcome.Done("");
        });
        rig.start().guarded();
        rig.outcome(rig.decide("mail", "a", "warm"));
        String action = rig.decide("mail", "a", "once");
        Rig.until(() -> rig.outbox().find(action).isPresent() || left.contains("once"));
        rig.folds(false);
        rig.outcome(action);
        crash();
        String next = rig.decide("mail", "a", "next");
        rig.folds(true);
        rig.outcome(next);
        assertEquals(List.of("warm", "once", "next"), left);
    }

    @Test
    void aGuardThatWasThereIsWaitedForUntilItIsReleased() throws Exception {
        rig.sinks.put("mail", action -> new Outcome.Done(""));
        rig.start().guarded();
        rig.guard("own", (action, profile) -> Guard.Verdict.ALLOW);
        crash();
        Outbox.Item held = rig.stands(rig.decide("mail", "a", "x"), Stage.HELD);
        assertEquals("own", held.by());
        assertEquals(1, rig.guards.problems().size());
        crash();
        assertEquals(List.of("own"), rig.guards.missing());
        assertTrue(rig.guards.release("guard", "own"));
        assertInstanceOf(Outcome.Done.class, rig.outcome(held.decided().id()));
        crash();
        assertEquals(List.of(), rig.guards.missing());
    }

    @Test
    void whatWasDecidedBeforeAccountWasKeptWaitsForAPerson() throws Exception {
        rig.sinks.put("mail", action -> new Outcome.Done(""));
        String old = rig.decide("mail", "a", "old");
        rig.start(rig.written.instant().plusSeconds(1).toEpochMilli()).guarded();
        rig.stands(old, Stage.UNSURE);
        rig.outbox().resolve(old, false, "ada", "");
        assertInstanceOf(Outcome.Done.class, rig.outcome(old));
    }

    @Test
    void anUnsureActionIsStillUnsureAfterARestart() throws Exception {
        rig.sinks.put("mail", action -> {
            throw new Rig.Hanging();
        });
        rig.start().guarded();
        String action = rig.decide("mail", "a", "x");
        rig.stands(action, Stage.UNSURE);
        String why = rig.outbox().find(action).orElseThrow().reason();
        crash();
        rig.stands(action, Stage.UNSURE);
        assertEquals(why, rig.outbox().find(action).orElseThrow().reason());
        assertEquals(1, rig.outcomes(action).size());
    }

    @Test
    void whateverHappensNothingLeavesTwiceAndNothingIsForgotten() throws Exception {
        Random random = new Random(7);
        AtomicInteger calls = new AtomicInteger();
        rig.sinks.put("mail", action -> {
            int luck = Math.floorMod(String.valueOf(action.text()).hashCode() * 31 + calls.incrementAndGet(), 10);
            if (luck == 0) {
                throw new IllegalStateException("not now");
            }
            left.add(action.text());
            if (luck == 1) {
                throw new Rig.Hanging();
            }
            return luck == 2 ? new Outcome.Refused("no") : new Outcome.Done("");
        });
        rig.start().guarded();
        List<String> actions = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 100; i++) {
                actions.add(rig.decide("mail", "talk" + random.nextInt(20), "text" + actions.size()));
            }
            rig.outcome(actions.get(actions.size() - 1 - random.nextInt(90)));
            rig.outbox().close();
            rig.start().guarded();
        }
        actions.forEach(rig::outcome);
        assertEquals(left.size(), left.stream().distinct().count(), "Some left twice");
        assertTrue(actions.stream().allMatch(action -> rig.outcomes(action).size() == 1));
    }
}
