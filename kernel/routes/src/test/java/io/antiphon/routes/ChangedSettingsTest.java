package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Settings given by hand. */
class ChangedSettingsTest extends ScriptedConnection {

    @Test
    void settingsThatTheConnectorRefusesAreNotStoredAndTheFormerRunOn() throws Exception {
        run();
        String before = file();
        refuseSize("2");

        List<Problem> problems = put("size", "2");

        assertEquals(
                List.of("size", "place"), problems.stream().map(Problem::where).toList());
        assertEquals(
                "The far end with " + Connections.MASK + " is smaller.",
                problems.get(0).what());
        assertEquals(before, file());
        assertEquals("1", house.get("c").settings().get("size"));
        assertEquals(Status.RUNNING, house.get("c").status());
        assertEquals(List.of("it starts"), scripted.life);
        assertEquals(1, house.entries(Entry.Commanded.class).size());
    }

    @Test
    void settingsThatTheConnectorRefusesAreStoredWhileItIsPaused() {
        run();
        refuseSize("2");

        assertEquals(List.of(), put("size", "2", "paused", "true"));

        assertEquals("2", house.await("c", Status.PAUSED).settings().get("size"));
    }

    @Test
    void theConnectorIsAskedOnceAboutNewSettingsAndNotAboutAnotherUnit() {
        run();
        assertEquals(1, scripted.checks.get());

        assertEquals(List.of(), put("unit", "acme"));
        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
        assertEquals(1, scripted.checks.get());

        assertEquals(List.of(), put("size", "2"));
        house.until(() -> scripted.life.size() == 5, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
        assertEquals(2, scripted.checks.get());
    }

    @Test
    void otherConnectionsAreGivenOrdersWhileOneIsTriedAndItsOwnStayInOrder() throws Exception {
        run();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        scripted.check = settings -> {
            if (settings.text("size").equals("2")) {
                asked.countDown();
                answer.await();
            }
            return List.of();
        };

        CompletableFuture<List<Problem>> first = CompletableFuture.supplyAsync(() -> put("size", "2"));
        asked.await();
        CompletableFuture<List<Problem>> second = CompletableFuture.supplyAsync(() -> put("size", "3"));
        assertEquals(List.of(), house.connections.put("d", PLAIN, "ada"));
        house.connections.pause("d", "ada");
        assertFalse(second.isDone());
        answer.countDown();

        assertEquals(List.of(), first.get());
        assertEquals(List.of(), second.get());
        assertEquals("3", house.get("c").settings().get("size"));
    }

    @Test
    void aPauseWhileSettingsAreTriedIsNotOverheard() throws Exception {
        run();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        scripted.check = settings -> {
            asked.countDown();
            answer.await();
            return List.of(Problem.error("size", "No.", ""));
        };
        CompletableFuture<List<Problem>> put = CompletableFuture.supplyAsync(() -> put("size", "2", "paused", "false"));
        asked.await();

        house.connections.pause("c", "ada");
        answer.countDown();

        assertEquals(List.of("size"), put.get().stream().map(Problem::where).toList());
        house.await("c", Status.PAUSED);
    }

    @Test
    void onlyTheConnectionWhoseSettingsChangeIsSwapped() {
        house.connections.put("other", PLAIN, "ada");
        house.await("other", Status.RUNNING);
        Running before = house.supervisors.get("other").running();
        run();

        put("size", "7");
        house.until(() -> scripted.life.size() == 4, () -> scripted.life.toString());
        edit("size", "8");
        house.until(() -> scripted.life.size() == 6, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);

        assertTrue(before == house.supervisors.get("other").running());
        assertEquals(
                List.of("it starts", "it starts", "it closes", "it starts", "it closes", "it starts"), scripted.life);
    }
}
