package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Response;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwappedConnectorTest {

    private static final int CALLERS = 16;
    private static final int SWAPS = 50;

    /** A version of a connector that hears what is pushed and says which version read it. */
    private static final class Version implements Connector {

        final AtomicInteger checks = new AtomicInteger();
        final AtomicInteger reading = new AtomicInteger();
        final AtomicInteger read = new AtomicInteger();
        final String name;
        volatile CountDownLatch pace = new CountDownLatch(0);

        Version(String name) {
            this.name = name;
        }

        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("pushed", "Pushed", "Hears what is pushed.", "web");
        }

        @Override
        public List<Problem> check(Settings settings) {
            checks.incrementAndGet();
            return List.of();
        }

        @Override
        public Optional<Source> source(Settings settings) {
            return Optional.of(Source.webhook(Source.Verifier.NONE, received -> {
                reading.incrementAndGet();
                pace.await();
                read.incrementAndGet();
                return List.of(Signal.of("message")
                        .externalId(received.text())
                        .text(name)
                        .build());
            }));
        }
    }

    @TempDir
    Path folder;

    private House house;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        house.close();
    }

    @Test
    void connectorsAreExchangedUnderLoadAndNothingIsLostDoubledOrRefused() throws Exception {
        int former = house.plug(new Version("v0"));
        house.connections.put("shop", Map.of("connector", "pushed"), "ada");
        house.await("shop", Status.RUNNING);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger bodies = new AtomicInteger();
        ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();
        List<Future<?>> calling = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calling.add(callers.submit(() -> {
                while (!enough.get()) {
                    String body = Integer.toString(bodies.incrementAndGet());
                    Response response = house.connections.deliver("shop", House.post(body));
                    assertEquals(202, response.status());
                    assertEquals(0L, ((Map<?, ?>) response.body()).get("repeated"));
                    acknowledged.add(body);
                }
            }));
        }

        List<Version> versions = new ArrayList<>();
        for (int swap = 1; swap <= SWAPS; swap++) {
            Version next = new Version("v" + swap);
            versions.add(next);
            int order = house.plug(next);
            assertEquals(List.of(), house.connections.check("shop", next));
            house.unplug(former);
            former = order;
            house.until(() -> next.read.get() > 0, () -> next.name + " to read");
        }
        enough.set(true);
        for (Future<?> each : calling) {
            each.get();
        }

        List<String> heard =
                house.heard().stream().map(entry -> entry.signal().externalId()).toList();
        assertEquals(heard.size(), new ConcurrentSkipListSet<>(heard).size());
        assertTrue(acknowledged.containsAll(heard));
        assertEquals(List.of(bodies.get(), acknowledged.size()), List.of(heard.size(), heard.size()));
        assertTrue(versions.stream().allMatch(each -> each.checks.get() == 1), "checked once, before the exchange");
        assertEquals(0, house.get("shop").errors());
        var plugin = house.connectors.plugins().get(0);
        assertEquals(versions.get(SWAPS - 1).read.get() + 1L, plugin.calls(), "one call for each, and the start");
        assertEquals(0, plugin.errors());
        assertEquals(0, house.deadLetters.count(null));
    }

    @Test
    void aDeliveryInFlightIsReadToItsEndByTheVersionThatBegan() throws Exception {
        Version old = new Version("old");
        old.pace = new CountDownLatch(1);
        int former = house.plug(old);
        house.connections.put("shop", Map.of("connector", "pushed"), "ada");
        house.await("shop", Status.RUNNING);
        Future<Response> inFlight = callers.submit(() -> house.connections.deliver("shop", House.post("one")));
        house.until(() -> old.reading.get() == 1, () -> "the delivery");

        house.plug(new Version("new"));
        Future<?> swap = callers.submit(() -> house.unplug(former));
        house.until(() -> isShut(house.supervisors.get("shop").running()), () -> "the old version to close its door");
        Future<Response> held = callers.submit(() -> house.connections.deliver("shop", House.post("two")));
        house.until(() -> house.supervisors.get("shop").window().waiting() == 1, () -> "a caller that waits");
        assertFalse(swap.isDone());
        old.pace.countDown();

        assertEquals(202, inFlight.get().status());
        assertEquals(202, held.get().status());
        swap.get();
        assertEquals(
                List.of("old", "new"),
                house.heard().stream().map(entry -> entry.signal().text()).toList());
    }

    private static boolean isShut(Running running) {
        Webhook webhook = (Webhook) running.hearing().work();
        boolean open = webhook.enter();
        if (open) {
            webhook.leave();
        }
        return !open;
    }

    @Test
    void aConnectorThatWasNotTriedIsTriedWhenItTakesOver() {
        int former = house.plug(new Version("old"));
        house.connections.put("shop", Map.of("connector", "pushed"), "ada");
        house.await("shop", Status.RUNNING);
        Version next = new Version("new");
        house.plug(next);
        assertEquals(0, next.checks.get());

        house.unplug(former);

        house.await("shop", Status.RUNNING);
        assertEquals(1, next.checks.get());
    }

    @Test
    void noMoreWaitThanThereIsRoomFor() {
        Waiting waiting = new Waiting();
        int half = 32 << 20;
        assertTrue(waiting.enter(half));
        assertTrue(waiting.enter(half));
        assertFalse(waiting.enter(1));
        waiting.leave(half);
        for (int i = 0; i < 511; i++) {
            assertTrue(waiting.enter(0));
        }
        assertFalse(waiting.enter(0));
    }
}
