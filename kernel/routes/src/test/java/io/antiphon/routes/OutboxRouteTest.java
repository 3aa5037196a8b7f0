package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Sinks.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxRouteTest {

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

    private void install(String text) throws Exception {
        files.install(Files.writeString(deploy.resolve("shop.camel.yaml"), text).toFile());
        house.until(
                () -> house.get("shop").status() == Status.RUNNING
                        || !house.get("shop").problems().isEmpty(),
                () -> "it to run");
    }

    private Outcome perform(String text) throws Exception {
        return house.sinks.perform(
                "shop",
                Action.of("reply", "shop")
                        .withId("0-7.p.0")
                        .to(Identity.parse("email:ada@example.org"))
                        .saying(text)
                        .details(Map.of("subject", "Your parcel", "priority", 2)));
    }

    @Test
    void anActionGoesThroughTheRouteWithAllThatIsKnownOfIt() throws Exception {
        install("""
                - from:
                    uri: antiphon:outbox?idempotent=true
                    steps:
                      - setBody:
                          simple: >-
                            ${header.antiphonAction.type} ${header.antiphonAction.to}: ${body}
                            (${header.antiphonAction.attributes.subject}, ${header.antiphonAction.attributes.priority})
                      - setHeader:
                          name: CamelFileName
                          simple: "${header.antiphonAction.id}.txt"
                      - to: file:%s
                      - setHeader:
                          name: antiphon.reference
                          simple: "file ${header.CamelFileName}"
                """.formatted(deploy));

        assertEquals(Optional.of(new Voice(true, true, "")), house.sinks.find("shop"));
        assertEquals(new Outcome.Done("file 0-7.p.0.txt"), perform("It is on its way"));
        assertEquals(
                "reply ada@example.org: It is on its way (Your parcel, 2)",
                Files.readString(deploy.resolve("0-7.p.0.txt")));
        assertTrue(house.get("shop").speaks());
        assertFalse(house.get("shop").hears());
        assertEquals(List.of(), house.get("shop").problems());
    }

    @Test
    void aRouteMayRefusePutOffOrFail() throws Exception {
        install("""
                - from:
                    uri: antiphon:outbox
                    steps:
                      - setHeader:
                          name: antiphon.outcome
                          simple: ${body}
                      - setHeader:
                          name: antiphon.reason
                          constant: no such address
                      - setHeader:
                          name: antiphon.delay
                          constant: 5m
                      - filter:
                          simple: ${body} == 'fail'
                          steps:
                            - throwException:
                                exceptionType: java.io.IOException
                                message: the line is dead
                """);

        assertEquals(new Outcome.Refused("no such address"), perform("refused"));
        assertEquals(new Outcome.Later(Duration.ofMinutes(5)), perform("later"));
        assertEquals(new Outcome.Done(""), perform("done"));
        assertInstanceOf(Outcome.Unsure.class, perform("perhaps"));
        Exception failure = assertThrows(Exception.class, () -> perform("fail"));
        assertTrue(Failures.reason(failure).contains("the line is dead"), failure::toString);
    }

    @Test
    void aFileMayHearAndSpeak() throws Exception {
        install("""
                - from:
                    uri: antiphon:outbox
                    steps:
                      - to: direct:back
                - from:
                    uri: direct:back
                    steps:
                      - to: antiphon:intake?kind=note
                """);

        assertEquals(new Outcome.Done(""), perform("hello"));

        assertEquals("hello", house.heard().get(0).signal().text());
        assertTrue(house.get("shop").hears() && house.get("shop").speaks());
    }

    @Test
    void twoRoutesFromTheOutboxAreOneTooMany() throws Exception {
        String one = "- from:\n    uri: antiphon:outbox%s\n    steps:\n      - to: log:out\n";
        install(one.formatted("") + one.formatted("?idempotent=true"));
        assertTrue(
                house.get("shop").problems().get(0).what().contains("More than one route"),
                house.get("shop")::toString);
    }

    @Test
    void nothingIsSentToTheOutbox() throws Exception {
        install("- from:\n    uri: timer:t\n    steps:\n      - to: antiphon:outbox\n");
        assertTrue(house.get("shop").problems().get(0).what().contains("refused"), house.get("shop")::toString);
    }
}
