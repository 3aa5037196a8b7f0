package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of actions whose sink takes too long, hears no interrupt, or has too many. */
class HangingSinkTest extends SpeakingHouse {

    @Test
    void anErrorOfItsClassesIsAFailureLikeOthers() {
        run(House.PATIENT);
        spoke.says = action -> {
            throw new NoClassDefFoundError("org/example/Gone");
        };
        AntiphonException broken = assertThrows(AntiphonException.class, () -> perform("a"));
        assertEquals(Code.BROKEN, broken.code());
        assertTrue(broken.getMessage().contains("org/example/Gone"), broken::getMessage);
    }

    @Test
    void aSinkThatTakesTooLongIsInterruptedAndNobodyKnowsWhatItDid() {
        run(House.SHORT);
        spoke.says = Spoke.waiting(end);

        TimeoutException late = assertThrows(TimeoutException.class, () -> perform("a"));

        assertTrue(late.getMessage().contains("did not end within 0.3 s"), late::getMessage);
        house.until(() -> spoke.interrupted.contains("a"), () -> "the interrupt");
        assertEquals(Status.RUNNING, house.get("c").status());
    }

    @Test
    void whatASinkSaysAfterTheInterruptStillCounts() throws Exception {
        run(House.SHORT);
        spoke.says = action -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                return new Outcome.Done("just in time");
            }
            return new Outcome.Done("never");
        };
        assertEquals(new Outcome.Done("just in time"), perform("a"));
    }

    @Test
    void sinksThatHearNoInterruptAreGivenUpAndTheThirdIsTooMany() {
        run(House.SHORT);
        spoke.says = Spoke.deaf(end);
        assertThrows(TimeoutException.class, () -> perform("a"));
        assertThrows(TimeoutException.class, () -> perform("b"));
        assertEquals(Status.RUNNING, house.get("c").status());

        assertThrows(TimeoutException.class, () -> perform("d"));

        Connection bad = house.await("c", Status.QUARANTINED);
        assertTrue(bad.problems().get(0).what().contains("3 calls"), bad::toString);
        assertTrue(unavailable().getMessage().contains("quarantined"));

        spoke.says = action -> new Outcome.Done("");
        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
        assertTrue(house.sinks.find("c").orElseThrow().ready());
    }

    @Test
    void whoWaitsMayBeCalledOffAndSoIsTheSink() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                perform("a");
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        house.until(() -> spoke.performed.contains("a"), () -> "the action to be with the sink");

        caller.interrupt();
        caller.join();

        assertInstanceOf(InterruptedException.class, thrown.get());
        house.until(() -> spoke.interrupted.contains("a"), () -> "the sink's interrupt");
    }

    @Test
    void thirtyTwoArePerformedAtATimeAndNoMore() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < Speaking.MOST_AT_ONCE; i++) {
            outcomes.add(begin("a" + i));
        }

        AntiphonException full = assertThrows(AntiphonException.class, () -> perform("x"));

        assertEquals(Code.UNAVAILABLE, full.code());
        assertTrue(house.sinks.find("c").orElseThrow().ready());
        end.countDown();
        for (Future<Outcome> outcome : outcomes) {
            assertEquals(new Outcome.Done("late"), outcome.get());
        }
        spoke.says = action -> new Outcome.Done("");
        assertEquals(new Outcome.Done(""), perform("y"));
    }
}
