package io.antiphon.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox.Stage;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir
    Path folder;

    private Rig rig;
    private final List<String> left = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        rig.sinks.put("mail", this::leave);
        rig.start().guarded();
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
    }

    private Outcome leave(Action action) {
        left.add(action.text());
        return new Outcome.Done("ref-" + action.text());
    }

    private int tries(Action action) {
        return tries.computeIfAbsent(String.valueOf(action.text()), text -> new AtomicInteger())
                .incrementAndGet();
    }

    @Test
    void anActionIsPerformedOnceAndItsOutcomeIsJournaled() {
        String action = rig.decide("mail", "talk", "hello");
        assertEquals(new Outcome.Done("ref-hello"), rig.outcome(action));
        Rig.until(() -> rig.outbox().find(action).isEmpty());
        assertEquals(List.of("hello"), left);
        assertEquals(1, rig.outcomes(action).size());
    }

    @Test
    void whatNamesNoConnectionAndTimersAreNotItsBusiness() {
        String note = rig.decide(Action.of("note", ""));
        String timer = rig.decide(Action.wakeAt(Instant.EPOCH, Map.of()));
        rig.outcome(rig.decide("mail", "talk", "last"));
        assertTrue(rig.outcomes(note).isEmpty() && rig.outcomes(timer).isEmpty());
    }

    @Test
    void aConversationKeepsItsOrderThroughFailuresWhileOthersOvertake() {
        rig.sinks.put("mail", action -> {
            if ("one".equals(action.text()) && tries(action) < 4) {
                throw new IllegalStateException("not yet");
            }
            return leave(action);
        });
        rig.decide("mail", "talk", "one");
        rig.decide("mail", "talk", "two");
        String last = rig.decide("mail", "talk", "three");
        rig.outcome(rig.decide("mail", "other", "beside"));
        rig.outcome(last);
        List<String> talk = left.stream().filter(text -> !text.equals("beside")).toList();
        assertEquals(List.of("one", "two", "three"), talk);
    }

    @Test
    void whatTheFarEndPutsOffComesBackAndWhatItRefusesDoesNot() {
        rig.sinks.put("mail", action -> {
            if ("no".equals(action.text())) {
                return new Outcome.Refused("unknown address");
            }
            return tries(action) < 3 ? new Outcome.Later(Duration.ofMillis(1)) : leave(action);
        });
        String late = rig.decide("mail", "a", "late");
        String no = rig.decide("mail", "b", "no");
        assertInstanceOf(Outcome.Done.class, rig.outcome(late));
        assertEquals(new Outcome.Refused("unknown address"), rig.outcome(no));
        assertEquals(List.of("late"), left);
    }

    @Test
    void anActionWaitsForItsTime() {
        Action later = new Action(
                "", "reply", "mail", null, "t", null, "x", rig.written.instant().plusSeconds(3600), Map.of());
        String waits = rig.decide(later);
        rig.outcome(rig.decide("mail", "other", "now"));
        assertEquals(Stage.WAITING, rig.stands(waits, Stage.WAITING).stage());
        assertEquals(List.of("now"), left);
    }

    @Test
    void aSinkThatDoesNotComeBackLeavesAnUnsureActionThatAPersonResolves() {
        rig.sinks.put("mail", action -> {
            left.add(action.text());
            if (tries(action) == 1) {
                throw new Rig.Hanging();
            }
            return new Outcome.Done("");
        });
        String sent = rig.decide("mail", "a", "sent");
        String lost = rig.decide("mail", "b", "lost");
        rig.stands(sent, Stage.UNSURE);
        rig.stands(lost, Stage.UNSURE);
        assertInstanceOf(Outcome.Unsure.class, rig.outcome(lost));
        rig.outbox().resolve(sent, true, "ada", "she has it");
        rig.outbox().resolve(lost, false, "ada", "she has it not");
        Rig.until(() -> rig.outcomes(lost).size() == 2);
        assertInstanceOf(Outcome.Done.class, rig.outcomes(sent).get(1));
        assertInstanceOf(Outcome.Done.class, rig.outcomes(lost).get(1));
        assertEquals(1, Collections.frequency(left, "sent"));
        assertEquals(2, Collections.frequency(left, "lost"));
        List<Entry.Commanded> orders = rig.journal.all(Entry.Commanded.class);
        assertEquals(
                List.of("ada", "ada"), orders.stream().map(Entry.Commanded::who).toList());
    }

    @Test
    void aSinkThatRecognisesRepeatsIsAskedAgainInstead() {
        rig.sinks.put("mail", new Sink() {
            @Override
            public Outcome perform(Action action) {
                if (tries(action) == 1) {
                    throw new Rig.Hanging();
                }
                return leave(action);
            }

            @Override
            public boolean idempotent() {
                return true;
            }
        });
        assertInstanceOf(Outcome.Done.class, rig.outcome(rig.decide("mail", "a", "x")));
    }

    @Test
    void anUnsureActionDoesNotHoldUpItsConversation() {
        rig.sinks.put("mail", action -> {
            if ("first".equals(action.text())) {
                throw new Rig.Hanging();
            }
            return leave(action);
        });
        rig.stands(rig.decide("mail", "a", "first"), Stage.UNSURE);
        assertInstanceOf(Outcome.Done.class, rig.outcome(rig.decide("mail", "a", "second")));
    }

    @Test
    void whatWaitsCanBeDiscardedAndWhatIsUnsureOrGoneCannot() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        rig.sinks.remove("mail");
        String held = rig.decide("mail", "a", "held");
        String next = rig.decide("mail", "a", "next");
        rig.stands(held, Stage.HELD);
        rig.outbox().discard(held, "ada", "a mistake");
        rig.sinks.put("mail", action -> {
            go.await();
            return leave(action);
        });
        rig.stands(next, Stage.PERFORMING);
        assertCode(AntiphonException.Code.CONFLICT, () -> rig.outbox().discard(next, "ada", ""));
        assertCode(AntiphonException.Code.CONFLICT, () -> rig.outbox().resolve(next, true, "ada", ""));
        assertCode(AntiphonException.Code.NOT_FOUND, () -> rig.outbox().discard("0-9.x.0", "ada", ""));
        go.countDown();
        assertInstanceOf(Outcome.Done.class, rig.outcome(next));
        assertEquals(new Outcome.Refused("discarded by ada: a mistake"), rig.outcome(held));
        assertEquals(List.of("next"), left);
    }

    private static void assertCode(AntiphonException.Code code, Runnable act) {
        assertEquals(code, assertThrows(AntiphonException.class, act::run).code());
    }

    @Test
    void whatIsTooOldIsRefusedWithTheReasonItWaited() {
        rig.written.set(rig.written.instant().minus(Duration.ofDays(8)));
        Outcome outcome = rig.outcome(rig.decide("mail", "a", "old"));
        assertTrue(assertInstanceOf(Outcome.Refused.class, outcome).reason().startsWith("not delivered within 7 days"));
        assertTrue(left.isEmpty());
    }

    @Test
    void moreThanThereIsRoomForWaitsInTheStateAndLeavesInOrder() {
        int many = 3_000;
        List<String> actions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            actions.add(rig.decide(i % 3 == 0 ? "sms" : "mail", "talk" + i % 7, "t" + i % 7 + "-" + i));
        }
        rig.outcome(actions.get(many - 2));
        rig.sinks.put("sms", this::leave);
        for (String action : actions) {
            rig.outcome(action);
        }
        assertEquals(many, left.size());
        Map<String, Integer> latest = new HashMap<>();
        for (String text : left) {
            int number = Integer.parseInt(text.substring(text.indexOf('-') + 1));
            Integer before = latest.put((number % 3 == 0 ? "sms" : "mail") + number % 7, number);
            assertTrue(before == null || before < number, () -> text + " left after " + before);
        }
    }

    @Test
    void moreThanThereAreWorkersForIsPerformedAndNothingStaysUnderWay() {
        int connections = 2 * Rig.LIMITS.workers() / Rig.LIMITS.atOnce();
        for (int i = 0; i < connections; i++) {
            rig.sinks.put("quick" + i, action -> new Outcome.Done(""));
        }
        for (int i = 0; i < 3_000; i++) {
            rig.decide("quick" + i % connections, "a" + i, "x");
        }
        Rig.until(() -> rig.journal.all(Entry.Performed.class).size() == 3_000);
        assertTrue(rig.outbox().counts().stream().allMatch(count -> count.performing() == 0));
    }

    @Test
    void settlingWaitsForWhatIsUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rig.sinks.put("mail", action -> {
            inside.countDown();
            go.await();
            return leave(action);
        });
        rig.decide("mail", "a", "x");
        inside.await();
        assertFalse(rig.outbox().settle(Duration.ofMillis(20)));
        go.countDown();
        assertTrue(rig.outbox().settle(Duration.ofSeconds(30)));
        assertEquals(List.of("x"), left);
    }

    @Test
    void oneConnectionThatHangsDoesNotHoldUpTheOthers() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        rig.sinks.put("stuck", action -> {
            go.await();
            return leave(action);
        });
        for (int i = 0; i < 50; i++) {
            rig.decide("stuck", "s" + i, "stuck");
        }
        assertInstanceOf(Outcome.Done.class, rig.outcome(rig.decide("mail", "a", "free")));
        assertEquals(List.of("free"), left);
        go.countDown();
        Rig.until(() -> left.size() == 51);
    }
}
