package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.EventStream;
import io.antiphon.spi.Field;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import io.antiphon.tck.MemoryEventStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {

    /** Answers with its version and what was asked, hears what is posted, and streams at {@code events}. */
    private static final class Porter implements Connector {

        private final String version;
        private final List<String> life = new CopyOnWriteArrayList<>();
        private final CountDownLatch goOn = new CountDownLatch(1);

        Porter(String version) {
            this.version = version;
        }

        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("porter", "Porter", "Answers.", "web").with(Field.secret("key", "Key"));
        }

        @Override
        public Optional<Source> source(Settings settings) {
            return Optional.of(Source.door(intake -> {
                life.add("opens");
                return new Source.Door() {
                    @Override
                    public Response answer(Request request) throws Exception {
                        return answered(request, intake, settings);
                    }

                    @Override
                    public void close() {
                        life.add("closes");
                    }
                };
            }));
        }

        private Response answered(Request request, Intake intake, Settings settings) throws Exception {
            String path = request.parameter("path");
            return switch (path) {
                case "events" ->
                    Response.events(stream -> {
                        stream.onClose(() -> life.add("stream ends"));
                        stream.send("hello", "1", version);
                    });
                case "broken" -> throw new IllegalStateException("The key " + settings.text("key") + " broke");
                case "wrong" -> throw new IllegalArgumentException("name: is missing");
                case "slow" -> {
                    life.add("slow is in");
                    goOn.await();
                    yield Response.ok(version);
                }
                default -> {
                    if (request.method().equals("POST")) {
                        intake.accept(Signal.of("message").text(request.text()).build());
                    }
                    yield Response.ok(version + " " + request.method() + " '" + path + "'");
                }
            };
        }
    }

    @TempDir
    Path folder;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private House house;
    private final Porter porter = new Porter("one");
    private int plugged;

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        plugged = house.plug(porter);
        assertEquals(
                List.of(), house.connections.put("gate", Map.of("connector", "porter", "key", "s3cret-key"), "ada"));
        house.await("gate", Status.RUNNING);
    }

    @AfterEach
    void close() {
        house.close();
        callers.shutdownNow();
    }

    private Response ask(String method, String path, String body) {
        return house.connections.deliver(
                "gate",
                new Request(
                        method,
                        "/hooks/gate/" + path,
                        Map.of("connection", "gate", "path", path),
                        Map.of(),
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        ""));
    }

    private MemoryEventStream listen() throws Exception {
        MemoryEventStream stream = new MemoryEventStream();
        EventStream.Opening opening =
                (EventStream.Opening) ask("GET", "events", "").body();
        opening.open(stream);
        return stream;
    }

    @Test
    void aDoorAnswersWhateverIsAskedBelowItsAddressAndHearsWithItsIntake() {
        assertEquals("one GET 'a/b.js'", ask("GET", "a/b.js", "").body());
        assertEquals("one OPTIONS ''", ask("OPTIONS", "", "").body());
        assertEquals("one POST 'messages'", ask("POST", "messages", "hello").body());
        Signal heard = house.heard().get(0).signal();
        assertEquals("hello", heard.text());
        assertEquals("web", heard.channel());
    }

    @Test
    void whatIsWrongWithARequestIsToldAndWhatBreaksIsTheConnectionsTroubleWithoutItsSecrets() {
        AntiphonException wrong = assertThrows(AntiphonException.class, () -> ask("GET", "wrong", ""));
        assertEquals(Code.INVALID, wrong.code());
        assertEquals("name: is missing", wrong.getMessage());
        assertEquals(Status.RUNNING, house.get("gate").status());

        AntiphonException broken = assertThrows(AntiphonException.class, () -> ask("GET", "broken", ""));
        assertEquals(Code.BROKEN, broken.code());
        assertFalse(broken.getMessage().contains("s3cret-key"), broken::getMessage);
        house.until(() -> !house.get("gate").problems().isEmpty(), () -> "the trouble to be shown");
        assertFalse(house.get("gate").problems().toString().contains("s3cret-key"));
    }

    @Test
    void streamsEndWhenTheConnectionIsPausedAndBeforeTheDoorIsClosed() throws Exception {
        MemoryEventStream stream = listen();
        assertEquals(List.of("hello/1/one"), stream.sent());

        house.connections.pause("gate", "ada");
        house.await("gate", Status.PAUSED);

        assertFalse(stream.isOpen());
        assertEquals(List.of("opens", "stream ends", "closes"), porter.life);
        AntiphonException refusal = assertThrows(AntiphonException.class, this::listen);
        assertEquals(Code.UNAVAILABLE, refusal.code());
    }

    @Test
    void aSwapEndsTheStreamsAndHoldsWhoAsksMeanwhile() throws Exception {
        MemoryEventStream stream = listen();
        Future<Response> inFlight = callers.submit(() -> ask("GET", "slow", ""));
        house.until(() -> porter.life.contains("slow is in"), () -> "a request in the door");
        EventStream.Opening begun =
                (EventStream.Opening) ask("GET", "events", "").body();
        house.plug(new Porter("two"));

        Future<?> swap = callers.submit(() -> house.unplug(plugged));
        house.until(() -> isShut(house.supervisors.get("gate").hearing()), () -> "the old door to shut");
        Future<Response> held = callers.submit(() -> ask("GET", "x", ""));
        assertTrue(stream.isOpen());
        MemoryEventStream late = new MemoryEventStream();
        assertEquals(
                Code.UNAVAILABLE,
                assertThrows(AntiphonException.class, () -> begun.open(late)).code());
        assertEquals(List.of(), late.sent());
        porter.goOn.countDown();

        assertEquals("one", inFlight.get().body());
        assertEquals("two GET 'x'", held.get().body());
        swap.get();
        assertFalse(stream.isOpen());
        assertEquals(List.of("hello/1/two"), listen().sent());
    }

    private static boolean isShut(Hearing hearing) {
        Pushed pushed = (Pushed) hearing.work();
        boolean open = pushed.enter();
        if (open) {
            pushed.leave();
        }
        return !open;
    }

    @Test
    void thereAreOnlySoManyStreamsOfAConnectionAndOneThatEndsMakesRoom() throws Exception {
        Running running = house.supervisors.get("gate").running();
        Doorway small = new Doorway(
                request -> Response.events(stream -> {}),
                running.intake(),
                running.plug(),
                new Secrets(Map.of(), null),
                2);
        Request request = House.post("");
        EventStream.Opening opening =
                (EventStream.Opening) small.deliver(request).body();
        MemoryEventStream first = new MemoryEventStream();
        opening.open(first);
        opening.open(new MemoryEventStream());
        AntiphonException refusal = assertThrows(AntiphonException.class, () -> opening.open(new MemoryEventStream()));
        assertEquals(Code.UNAVAILABLE, refusal.code());
        assertFalse(refusal.retryAfter().isZero());

        first.close();
        opening.open(new MemoryEventStream());
        assertEquals(2, small.listeners());
    }

    @Test
    void thereIsNothingBelowAWebhooksAddress() {
        Connector webhook = new Connector() {
            @Override
            public ConnectorSpec spec() {
                return ConnectorSpec.of("hook", "Hook", "Hears.", "web");
            }

            @Override
            public Optional<Source> source(Settings settings) {
                return Optional.of(Source.webhook(Source.Verifier.NONE, received -> List.of()));
            }
        };
        house.plug(webhook);
        house.connections.put("pushed", Map.of("connector", "hook"), "ada");
        house.await("pushed", Status.RUNNING);
        Request below = new Request(
                "GET",
                "/hooks/pushed/x",
                Map.of("connection", "pushed", "path", "x"),
                Map.of(),
                Map.of(),
                new byte[0],
                "");
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(AntiphonException.class, () -> house.connections.deliver("pushed", below))
                        .code());
        assertEquals(202, house.connections.deliver("pushed", House.post("x")).status());
    }
}
