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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What becomes of actions whose connection is paused, deleted, or given another connector. */
class LeavingSinkTest extends SpeakingHouse {

    @Test
    void aPausedConnectionRefusesAtOnceAndLetsItsSinkFinish() throws Exception {
        run(House.PATIENT);
        spoke.says = Spoke.waiting(end);
        Future<Outcome> inFlight = begin("a");

        house.connections.pause("c", "ada");

        assertTrue(unavailable().getMessage().contains("is paused"));
        house.await("c", Status.DRAINING);
        assertEquals(List.of(), spoke.closed);
        end.countDown();
        assertEquals(new Outcome.Done("late"), inFlight.get());
        house.await("c", Status.PAUSED);
        assertEquals(List.of("it"), spoke.closed);
        assertTrue(house.get("c").speaks());

        house.connections.resume("c", "ada");
        house.await("c", Status.RUNNING);
        assertEquals(new Outcome.Done("late"), perform("b"));
    }

    @Test
    void aDeletedConnectionIsNoLongerThere() throws Exception {
        run(House.PATIENT);
        house.connections.delete("c", "ada");
        assertEquals(Optional.empty(), house.sinks.find("c"));
        assertThrows(AntiphonException.class, () -> perform("x"));
        house.until(() -> spoke.closed.equals(List.of("it")), () -> "the sink to be closed");
    }

    @Test
    void aConnectionWithoutItsConnectorIsAway() {
        run(House.PATIENT);
        house.unplug(1);
        assertTrue(unavailable().getMessage().contains("is absent"));
    }

    @Test
    void aSinkWhoseFarEndHangsIsExchangedAndTheNewOneServes() throws Exception {
        run(House.SHORT);
        spoke.says = Spoke.waiting(end);
        Future<Outcome> inFlight = begin("a");
        Spoke next = new Spoke("next");
        house.plug(next);

        house.unplug(1);

        TimeoutException unknown = assertInstanceOf(
                TimeoutException.class,
                assertThrows(ExecutionException.class, inFlight::get).getCause());
        assertTrue(unknown.getMessage().contains("when the connection closed"), unknown::getMessage);
        assertEquals(List.of("a"), spoke.interrupted);
        assertEquals(List.of(), house.await("c", Status.RUNNING).problems());
        assertEquals(new Outcome.Done("ref-b"), perform("b"));
        assertEquals(List.of("b"), next.performed);
        assertEquals(List.of("it"), spoke.closed);
    }

    @Test
    void aSinkThatLetsNobodyGoIsLeftBehindAndTheNewOneServes() throws Exception {
        run(House.SHORT);
        spoke.says = Spoke.deaf(end);
        List<Future<Outcome>> inFlight = List.of(begin("a"), begin("b"), begin("d"), begin("e"));
        Spoke next = new Spoke("next");
        house.plug(next);

        house.unplug(1);

        for (Future<Outcome> each : inFlight) {
            assertInstanceOf(
                    TimeoutException.class,
                    assertThrows(ExecutionException.class, each::get).getCause());
        }
        Connection running = house.await("c", Status.RUNNING);
        assertTrue(running.problems().get(0).what().contains("has not let go of 4 actions"), running::toString);
        assertEquals(new Outcome.Done("ref-f"), perform("f"));
        assertEquals(List.of("f"), next.performed);
    }

    @Test
    void connectorsAreExchangedWhileActionsArePerformedAndEachIsPerformedOnce() throws Exception {
        run(House.PATIENT);
        List<Spoke> all = new ArrayList<>(List.of(spoke));
        Future<Integer> speaking = callers.submit(() -> {
            int done = 0;
            while (done < 2_000) {
                try {
                    assertEquals(new Outcome.Done("ref-" + done), perform(Integer.toString(done)));
                    done++;
                } catch (AntiphonException e) {
                    assertEquals(Code.UNAVAILABLE, e.code());
                    Thread.onSpinWait();
                }
            }
            return done;
        });
        int former = 1;
        while (!speaking.isDone()) {
            Spoke next = new Spoke("next");
            all.add(next);
            int order = house.plug(next);
            house.unplug(former);
            former = order;
            house.await("c", Status.RUNNING);
        }

        assertEquals(2_000, speaking.get());
        assertTrue(all.size() > 2, "there were exchanges");
        assertEquals(2_000, all.stream().mapToInt(each -> each.performed.size()).sum());
        assertEquals(2_000, house.get("c").performed());
    }
}
