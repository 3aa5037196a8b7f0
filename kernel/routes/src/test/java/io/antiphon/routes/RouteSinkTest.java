package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSinkTest {

    /** Speaks to a Camel address, and hears from one if it has one. */
    private static final class Anything implements Connector {
        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("anything", "Anything", "Speaks to a Camel address.", "x")
                    .with(Field.text("to", "To").need(), Field.text("from", "From"));
        }

        @Override
        public Optional<Source> source(Settings settings) {
            return settings.find("from")
                    .map(from -> Source.from(
                            from,
                            received -> Signal.of("note").text(received.text()).build()));
        }

        @Override
        public Optional<Sink> sink(Settings settings) {
            return Optional.of(Sink.to(settings.text("to"), action -> {
                if (action.text() == null) {
                    throw new IllegalArgumentException("there is nothing to say");
                }
                Map<String, String> headers = new HashMap<>();
                headers.put("CamelFileName", action.id() + ".txt");
                headers.put("antiphon.reference", "letter " + action.id());
                return new Received(action.text().getBytes(StandardCharsets.UTF_8), headers, "");
            }));
        }
    }

    @TempDir
    Path folder;

    @TempDir
    Path outbox;

    private House house;

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        house.plug(new Anything());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void put(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connector", "anything"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        assertEquals(List.of(), house.connections.put("r", all, "ada"));
    }

    private Outcome perform(String id, String text) throws Exception {
        Action action = Action.of("reply", "r").withId(id);
        return house.sinks.perform("r", text == null ? action : action.saying(text));
    }

    @Test
    void eachActionIsAnExchangeAtTheAddress() throws Exception {
        put("to", "file:" + outbox);
        house.await("r", Status.RUNNING);

        assertEquals(new Outcome.Done("letter 7"), perform("7", "dear madam"));

        assertEquals("dear madam", Files.readString(outbox.resolve("7.txt")));
        assertEquals(1, house.get("r").performed());
        assertFalse(house.get("r").hears());
    }

    @Test
    void oneContextHearsAndSpeaks() throws Exception {
        put("to", "direct:circle", "from", "direct:circle");
        house.await("r", Status.RUNNING);

        assertEquals(new Outcome.Done("letter 7"), perform("7", "echo"));

        assertEquals("echo", house.heard().get(0).signal().text());
        assertTrue(house.get("r").hears() && house.get("r").speaks());
    }

    @Test
    void whatFailsInCamelIsThrownWithItsReason() {
        put("to", "direct:nowhere");
        house.await("r", Status.RUNNING);

        assertThrows(Exception.class, () -> perform("7", "hello?"));
        assertTrue(house.get("r").problems().get(0).what().contains("direct://nowhere"), house.get("r")::toString);
        assertEquals(
                "there is nothing to say",
                assertThrows(IllegalArgumentException.class, () -> perform("8", null))
                        .getMessage());
    }

    @Test
    void anAddressOfAnUnknownComponentFailsWithItsName() {
        put("to", "telepathy:mum");

        house.until(() -> !house.get("r").problems().isEmpty(), () -> "problems");
        assertEquals(Status.FAILING, house.get("r").status());
        assertTrue(house.get("r").problems().get(0).what().contains("telepathy"), house.get("r")::toString);
        assertThrows(AntiphonException.class, () -> perform("7", "hello?"));
    }
}
