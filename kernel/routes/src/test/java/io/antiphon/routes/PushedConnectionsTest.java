package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Response;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedConnectionsTest {

    /** Hears each line pushed at it as a message; a line that starts with the word it was told to refuse is unreadable. */
    private static final class Lines implements Connector {
        @Override
        public ConnectorSpec spec() {
            return ConnectorSpec.of("lines", "Lines", "Hears lines.", "web")
                    .with(
                            Field.secret("key", "Key").need(),
                            Field.text("refuse", "Refuse"),
                            Field.number("size", "Size"));
        }

        @Override
        public Optional<Source> source(Settings settings) {
            String refused = settings.find("refuse").orElse("\0");
            return Optional.of(Source.webhook(
                    request -> {
                        if (request.text().startsWith("forged")) {
                            throw new AntiphonException(Code.UNAUTHENTICATED, "The signature is wrong");
                        }
                    },
                    received -> {
                        if (received.text().startsWith(refused)) {
                            throw new IllegalArgumentException("'" + refused + "' in line 1 is refused");
                        }
                        return Arrays.stream(received.text().split("\n"))
                                .map(line -> Signal.of("message")
                                        .externalId(line)
                                        .text(line)
                                        .build())
                                .toList();
                    }));
        }
    }

    private static final Map<String, String> PLAIN =
            Map.of("connector", "lines", "key", "s3cret-key", "unit", "acme/care");

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        house.plug(new Lines());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void put(Map<String, String> settings) {
        assertEquals(List.of(), house.connections.put("shop", settings, "ada"));
    }

    @Test
    void whatIsPushedIsDurableBeforeItIsAcknowledged() {
        put(PLAIN);
        house.await("shop", Status.RUNNING);

        Response response = house.connections.deliver("shop", House.post("one\ntwo"));

        assertEquals(202, response.status());
        assertEquals(
                Map.of("accepted", 2, "repeated", 0L, "rejected", 0, "positions", List.of("0-2", "0-3")),
                response.body());
        Entry.Heard first = house.heard().get(0);
        assertEquals("shop", first.connection());
        assertEquals("web", first.signal().channel());
        assertEquals("acme/care", first.signal().unit());
        assertEquals(2, house.get("shop").heard());
    }

    @Test
    void whatIsPushedAgainIsRecognised() {
        put(PLAIN);
        house.await("shop", Status.RUNNING);
        house.connections.deliver("shop", House.post("one"));

        Response again = house.connections.deliver("shop", House.post("one"));

        assertEquals(1L, ((Map<?, ?>) again.body()).get("repeated"));
        assertEquals(1, house.heard().size());
        assertEquals(1, house.get("shop").repeated());
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsStored() {
        List<Problem> problems = house.connections.put(
                "Shop!",
                Map.of("connector", "lines", "size", "big", "colour", "red", "paused", "perhaps", "rate", "0"),
                "ada");

        assertEquals(
                List.of("id", "paused", "rate", "colour", "size", "key"),
                problems.stream().map(Problem::where).toList());
        assertEquals(List.of(), house.connections.list());
        assertEquals(0, folder.toFile().list().length);
        assertEquals(List.of(), house.entries(Entry.Commanded.class));
    }

    @Test
    void aConnectorThatIsNotInstalledIsRefusedByName() {
        List<Problem> problems = house.connections.put("shop", Map.of("connector", "zendesk"), "ada");

        assertEquals(1, problems.size());
        assertTrue(problems.get(0).what().contains("zendesk"), problems::toString);
    }

    @Test
    void aSecretIsMaskedWhereverItIsShownAndKeptWhenTheMaskComesBack() throws Exception {
        put(PLAIN);
        assertEquals(Connections.MASK, house.get("shop").settings().get("key"));

        put(Map.of("connector", "lines", "key", Connections.MASK, "size", "3"));

        assertEquals(
                "s3cret-key", house.supervisors.get("shop").terms().values().get("key"));
        Path file = folder.resolve("io.antiphon.connection-shop.cfg");
        assertTrue(Files.readString(file).contains("key = s3cret-key\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        List<Entry.Commanded> commands = house.entries(Entry.Commanded.class);
        assertEquals(2, commands.size());
        assertEquals("put", commands.get(0).command());
        assertEquals("ada", commands.get(0).who());
        assertEquals("shop", commands.get(0).subject());
        assertEquals(Connections.MASK, commands.get(0).arguments().get("key"));
        assertFalse(commands.toString().contains("s3cret"));
    }

    @Test
    void aMaskWithoutAnOldValueIsRefused() {
        List<Problem> problems =
                house.connections.put("shop", Map.of("connector", "lines", "key", Connections.MASK), "ada");

        assertTrue(problems.stream().anyMatch(p -> p.what().contains("masked")), problems::toString);
    }

    @Test
    void aSecretStaysMaskedWhileItsConnectorIsAway() {
        int order = house.plug(new Lines());
        put(PLAIN);
        house.unplug(1);
        house.unplug(order);

        assertEquals(Status.ABSENT, house.await("shop", Status.ABSENT).status());
        assertEquals(Connections.MASK, house.get("shop").settings().get("key"));
    }

    @Test
    void aForgedRequestIsRefusedAndNothingIsKept() {
        put(PLAIN);
        house.await("shop", Status.RUNNING);

        AntiphonException refused =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("shop", House.post("forged")));

        assertEquals(Code.UNAUTHENTICATED, refused.code());
        assertEquals(List.of(), house.heard());
        assertEquals(0, house.deadLetters.count(null));
    }

    @Test
    void whatCannotBeReadIsKeptWholeAndHeardAfterTheFix() {
        put(with("refuse", "bad"));
        house.await("shop", Status.RUNNING);

        Response response = house.connections.deliver("shop", House.post("bad line"));

        assertEquals(202, response.status());
        assertEquals(1, ((Map<?, ?>) response.body()).get("rejected"));
        var letter = house.deadLetters.of("shop").get(0);
        assertEquals("bad line", letter.received().text());
        assertEquals("'bad' in line 1 is refused", letter.reason());

        AntiphonException still =
                assertThrows(AntiphonException.class, () -> house.connections.retry(letter.id(), "ada"));
        assertEquals(Code.CONFLICT, still.code());
        assertTrue(still.getMessage().contains("'bad' in line 1 is refused"), still::getMessage);
        assertEquals(2, house.deadLetters.of("shop").get(0).attempts());

        put(PLAIN);
        house.until(
                () -> house.supervisors.get("shop").running() != null
                        && !house.supervisors.get("shop").running().settings().containsKey("refuse"),
                () -> "the fix");
        assertEquals(1, house.connections.retry(letter.id(), "ada").size());
        assertEquals("bad line", house.heard().get(0).signal().text());
        assertEquals("web", house.heard().get(0).signal().channel());
        assertEquals(0, house.deadLetters.count(null));
    }

    @Test
    void aPausedConnectionStaysPausedInItsFileAndRefusesUntilResumed() throws Exception {
        put(PLAIN);
        house.await("shop", Status.RUNNING);

        house.connections.pause("shop", "ada");
        house.await("shop", Status.PAUSED);
        AntiphonException away =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("shop", House.post("one")));
        assertEquals(Code.UNAVAILABLE, away.code());
        assertTrue(Files.readString(folder.resolve("io.antiphon.connection-shop.cfg"))
                .contains("paused = true\n"));

        house.connections.resume("shop", "ada");
        house.await("shop", Status.RUNNING);
        assertEquals(202, house.connections.deliver("shop", House.post("one")).status());
        assertFalse(Files.readString(folder.resolve("io.antiphon.connection-shop.cfg"))
                .contains("paused"));
    }

    @Test
    void aDeletedConnectionIsGoneWithItsFile() {
        put(PLAIN);

        house.connections.delete("shop", "ada");

        assertEquals(Optional.empty(), house.connections.get("shop"));
        assertEquals(0, folder.toFile().list().length);
        AntiphonException gone =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("shop", House.post("one")));
        assertEquals(Code.NOT_FOUND, gone.code());
    }

    @Test
    void moreThanTheRateAllowsIsPutOff() {
        put(with("rate", "2"));
        house.await("shop", Status.RUNNING);
        house.connections.deliver("shop", House.post("1\n2\n3\n4\n5\n6\n7\n8\n9"));

        AntiphonException busy =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("shop", House.post("10")));

        assertEquals(Code.BUSY, busy.code());
        assertFalse(busy.retryAfter().isZero());
        assertEquals(9, house.heard().size());
    }

    @Test
    void aBusyKernelIsToldOutside() {
        put(PLAIN);
        house.await("shop", Status.RUNNING);
        house.entrance.busy = true;

        AntiphonException busy =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("shop", House.post("10")));

        assertEquals(Code.BUSY, busy.code());
    }

    @Test
    void whoPushesWhileTheConnectorIsSwappedIsHeldAndSeesNothingOfIt() throws Exception {
        put(PLAIN);
        house.await("shop", Status.RUNNING);
        house.unplug(1);
        house.await("shop", Status.ABSENT);

        CompletableFuture<Response> held =
                CompletableFuture.supplyAsync(() -> house.connections.deliver("shop", House.post("one")));
        house.until(() -> house.supervisors.get("shop").window().waiting() == 1, () -> "the request");
        house.plug(new Lines());

        assertEquals(202, held.get().status());
        assertEquals(1, house.heard().size());
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new java.util.TreeMap<>(PLAIN);
        settings.put(name, value);
        return settings;
    }
}
