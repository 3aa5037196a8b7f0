package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A house with one connection, {@code c}, that speaks through a sink of the test. */
abstract class SpeakingHouse {

    @TempDir
    Path folder;

    House house;
    final Spoke spoke = new Spoke("it");
    final CountDownLatch end = new CountDownLatch(1);
    final ExecutorService callers = Executors.newCachedThreadPool();

    void open(Limits limits, String... settings) {
        house = new House(folder, limits);
        house.plug(spoke);
        Map<String, String> all = new HashMap<>(Map.of("connector", "spoke", "token", "t0ps3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        assertEquals(List.of(), house.connections.put("c", all, "ada"));
    }

    void run(Limits limits, String... settings) {
        open(limits, settings);
        house.await("c", Status.RUNNING);
    }

    @AfterEach
    void close() {
        end.countDown();
        callers.shutdownNow();
        house.close();
    }

    static Action action(String id) {
        return Action.of("reply", "c").withId(id);
    }

    Outcome perform(String id) throws Exception {
        return house.sinks.perform("c", action(id));
    }

    Future<Outcome> begin(String id) {
        Future<Outcome> outcome = callers.submit(() -> perform(id));
        house.until(() -> spoke.performed.contains(id), () -> id + " to be with the sink");
        return outcome;
    }

    AntiphonException unavailable() {
        AntiphonException away = assertThrows(AntiphonException.class, () -> perform("x"));
        assertEquals(Code.UNAVAILABLE, away.code());
        assertFalse(away.retryAfter().isZero());
        assertFalse(house.sinks.find("c").orElseThrow().ready());
        assertFalse(spoke.performed.contains("x"));
        return away;
    }
}
