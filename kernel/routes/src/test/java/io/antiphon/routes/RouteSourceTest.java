package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSourceTest {

    /** Hears whatever comes from a Camel address. */
    private static final class Anything implements Connector {
        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("anything", "Anything", "Hears a Camel address.", "x")
                    .with(Field.text("from", "From").need());
        }

        @Override
        public Optional<Source> source(Settings settings) {
            return Optional.of(Source.from(settings.text("from"), received -> {
                if (received.text().startsWith("garbled")) {
                    throw new IllegalArgumentException("line 1 is garbled");
                }
                String text = received.text().isEmpty() ? "tick" : received.text();
                return Signal.of("note")
                        .externalId(received.header("CamelFileName").orElse(null))
                        .text(text)
                        .build();
            }));
        }
    }

    @TempDir
    Path folder;

    @TempDir
    Path inbox;

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

    private void hear(String uri) {
        assertEquals(List.of(), house.connections.put("r", Map.of("connector", "anything", "from", uri), "ada"));
    }

    private void drop(String name, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, inbox.resolve(name));
    }

    @Test
    void eachExchangeOfARouteIsASignal() {
        hear("timer:t?period=10");

        house.until(() -> house.heard().size() >= 3, () -> "ticks; " + house.get("r"));
        assertEquals("tick", house.heard().get(0).signal().text());
        assertEquals(Status.RUNNING, house.get("r").status());
    }

    @Test
    void aFileStaysUntilTheKernelHasTakenIt() throws Exception {
        house.entrance.busy = true;
        hear("file:" + inbox + "?initialDelay=0&delay=10");
        drop("a.txt", "hello");
        house.until(() -> house.entrance.turnedAway.get() > 1, () -> "offers; " + house.get("r"));
        assertTrue(Files.exists(inbox.resolve("a.txt")));
        assertEquals(List.of(), house.heard());
        assertEquals(0, house.get("r").errors(), "backpressure is no failure");

        house.entrance.busy = false;

        house.until(() -> Files.exists(inbox.resolve(".camel/a.txt")), () -> "the file's move; " + house.get("r"));
        assertEquals(1, house.heard().size());
        assertEquals("hello", house.heard().get(0).signal().text());
    }

    @Test
    void whatCannotBeReadIsKeptAndTheFileIsDone() throws Exception {
        hear("file:" + inbox + "?initialDelay=0&delay=10");
        drop("b.txt", "garbled");

        house.until(() -> Files.exists(inbox.resolve(".camel/b.txt")), () -> "the file's move; " + house.get("r"));
        var letter = house.deadLetters.of("r").get(0);
        assertEquals("garbled", letter.received().text());
        assertEquals("line 1 is garbled", letter.reason());
        assertTrue(letter.received().origin().endsWith("/b.txt"), letter.received()::origin);
        assertEquals(1, house.get("r").rejected());
    }

    @Test
    void anAddressOfAnUnknownComponentFailsWithItsName() {
        hear("telepathy:mum");

        house.until(() -> !house.get("r").problems().isEmpty(), () -> "problems");
        assertEquals(Status.FAILING, house.get("r").status());
        assertTrue(house.get("r").problems().get(0).what().contains("telepathy"), house.get("r")::toString);
    }

    @Test
    void aFolderThatCannotBeReadIsShownAndItsReturnToo() throws Exception {
        Path later = inbox.resolve("later");
        hear("file:" + later + "?initialDelay=0&delay=10&directoryMustExist=true&startingDirectoryMustExist=false"
                + "&autoCreate=false");
        house.await("r", Status.FAILING);
        assertFalse(house.get("r").problems().isEmpty());

        Files.createDirectory(later);

        assertEquals(List.of(), house.await("r", Status.RUNNING).problems());
        assertNotNull(house.get("r").lastAlive());
    }
}
