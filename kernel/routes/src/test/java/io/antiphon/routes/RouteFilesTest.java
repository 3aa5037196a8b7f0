package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {

    private static final String TICKS = """
            - from:
                uri: timer:tick?period=10
                steps:
                  - setBody:
                      constant: %s
                  - to: antiphon:intake?kind=note
            """;

    @TempDir
    Path folder;

    @TempDir
    Path deploy;

    private House house;
    private RouteFiles files;

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        files = new RouteFiles(house.kernel, house.supervisors);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private File write(String text) throws IOException {
        return Files.writeString(deploy.resolve("shop.camel.yaml"), text).toFile();
    }

    private void install(String text) throws IOException {
        files.install(write(text));
    }

    private Signal first() {
        house.until(
                () -> !house.heard().isEmpty(), () -> "a signal; " + house.get("shop") + house.deadLetters.of("shop"));
        assertEquals("shop", house.heard().get(0).connection());
        return house.heard().get(0).signal();
    }

    @Test
    void onlyRouteFilesAreTaken() {
        assertTrue(files.canHandle(new File("a.camel.yaml")));
        assertEquals(false, files.canHandle(new File("a.yaml")));
    }

    @Test
    void textOfAKindIsHeard() throws Exception {
        install(TICKS.formatted("hello"));

        assertEquals("hello", first().text());
        assertEquals("note", first().kind());
        assertEquals("camel", first().channel());
        Connection shop = house.await("shop", Status.RUNNING);
        assertEquals("camel-yaml", shop.connector());
        assertTrue(shop.heard() > 0);
    }

    @Test
    void jsonInTheRestFormIsHeard() throws Exception {
        install("""
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setBody:
                          constant: '{"kind":"review","externalId":"r1","text":"good","rating":4,
                             "identities":[{"scheme":"email","value":"ada@example.org"}],
                             "occurredAt":"2026-01-01T10:00:00+01:00","attributes":{"shop":7}}'
                      - to: antiphon:intake
                """);

        Signal signal = first();
        assertEquals("r1", signal.externalId());
        assertEquals(4.0, signal.rating());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
        assertEquals(7L, signal.attributes().get("shop"));
        assertEquals("2026-01-01T09:00:00Z", String.valueOf(signal.occurredAt()));
    }

    @Test
    void headersSayWhatTheBodyDoesNot() throws Exception {
        install("""
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setHeader:
                          name: antiphon.identity
                          constant: "email:ada@example.org,phone:+4930123"
                      - setHeader:
                          name: antiphon.externalId
                          constant: m-1
                      - setHeader:
                          name: antiphon.attributes.branch
                          constant: north
                      - setBody:
                          constant: hi
                      - to: antiphon:intake?kind=message&channel=store&unit=acme/north
                """);

        Signal signal = first();
        assertEquals("m-1", signal.externalId());
        assertEquals(2, signal.identities().size());
        assertEquals("north", signal.attributes().get("branch"));
        assertEquals("store", signal.channel());
        assertEquals("acme/north", signal.unit());
    }

    @Test
    void anotherConnectionMayBeSpokenFor() throws Exception {
        install("""
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setBody:
                          constant: hi
                      - to: antiphon:intake?kind=message&connection=till
                """);

        house.until(() -> !house.heard().isEmpty(), () -> "a signal");
        assertEquals("till", house.heard().get(0).connection());
    }

    @Test
    void whatCannotBeReadIsKeptAndHeardWhenOfferedAgain() throws Exception {
        install("""
                - from:
                    uri: timer:once?repeatCount=1
                    steps:
                      - setBody:
                          constant: '{"kind":"review","colour":"red"}'
                      - to: antiphon:intake
                """);

        house.until(() -> house.deadLetters.count("shop") == 1, () -> "a dead letter; " + house.get("shop"));
        var letter = house.deadLetters.of("shop").get(0);
        assertTrue(letter.reason().contains("colour"), letter::reason);
        assertThrows(AntiphonException.class, () -> house.connections.retry(letter.id(), "ada"));
        assertEquals(2, house.deadLetters.of("shop").get(0).attempts());
    }

    @Test
    void aFileFromAFolderIsMovedOnlyWhenItIsDurable(@TempDir Path inbox) throws Exception {
        house.entrance.busy = true;
        install("""
                - from:
                    uri: file:%s?initialDelay=0&delay=10
                    steps:
                      - to: antiphon:intake?kind=letter
                """.formatted(inbox));
        Files.writeString(inbox.resolve("a.txt"), "dear sirs");
        house.until(() -> house.entrance.turnedAway.get() > 1, () -> "offers; " + house.get("shop"));
        assertTrue(Files.exists(inbox.resolve("a.txt")));

        house.entrance.busy = false;

        house.until(() -> Files.exists(inbox.resolve(".camel/a.txt")), () -> "the file's move");
        assertEquals("dear sirs", first().text());
    }

    @Test
    void aBrokenFileNamesTheLine() throws Exception {
        install("""
                - from:
                    uri: timer:tick
                    steps:
                      - setBodi:
                          constant: hello
                """);

        house.until(() -> !house.get("shop").problems().isEmpty(), () -> "problems");
        Connection shop = house.get("shop");
        assertEquals(Status.FAILING, shop.status());
        assertEquals("shop.camel.yaml:4", shop.problems().get(0).where(), shop::toString);
        assertTrue(shop.problems().get(0).what().contains("setBodi"), shop::toString);
    }

    @Test
    void anUnknownComponentIsNamed() throws Exception {
        install("""
                - from:
                    uri: timer:tick
                    steps:
                      - to: telepathy:mum
                """);

        house.until(() -> !house.get("shop").problems().isEmpty(), () -> "problems");
        assertTrue(house.get("shop").problems().get(0).what().contains("telepathy"), house.get("shop")::toString);
        assertTrue(
                house.get("shop").problems().get(0).where().startsWith("shop.camel.yaml"), house.get("shop")::toString);
    }

    @Test
    void anUnknownOptionIsNamed() throws Exception {
        install(TICKS.formatted("x").replace("kind=note", "kind=note&colour=red"));

        house.until(() -> !house.get("shop").problems().isEmpty(), () -> "problems");
        assertTrue(house.get("shop").problems().get(0).what().contains("colour"), house.get("shop")::toString);
    }

    @Test
    void aBrokenReplacementLeavesTheFormerVersionRunning() throws Exception {
        install(TICKS.formatted("former"));
        first();
        house.await("shop", Status.RUNNING);

        files.update(write("- from:\n    uri: timer:x\n    steps:\n      - nonsense: 1\n"));

        house.until(() -> !house.get("shop").problems().isEmpty(), () -> "problems");
        assertEquals(Status.RUNNING, house.get("shop").status());
        assertEquals("shop.camel.yaml:4", house.get("shop").problems().get(0).where());
        int before = house.heard().size();
        house.until(() -> house.heard().size() > before + 2, () -> "more of the former");

        files.update(write(TICKS.formatted("later")));

        house.until(
                () -> house.heard().stream()
                        .anyMatch(heard -> heard.signal().text().equals("later")),
                () -> "the later");
        assertEquals(List.of(), house.await("shop", Status.RUNNING).problems());
    }

    @Test
    void aFileTakenAwayIsGone() throws Exception {
        install(TICKS.formatted("x"));
        first();

        files.uninstall(deploy.resolve("shop.camel.yaml").toFile());

        assertEquals(Optional.empty(), house.connections.get("shop"));
    }

    @Test
    void aRouteFileIsNotChangedOverRest() throws Exception {
        install(TICKS.formatted("x"));
        first();

        assertThrows(AntiphonException.class, () -> house.connections.pause("shop", "ada"));
        assertThrows(AntiphonException.class, () -> house.connections.delete("shop", "ada"));
    }
}
