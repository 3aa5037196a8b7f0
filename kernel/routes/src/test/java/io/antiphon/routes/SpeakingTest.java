package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Sinks.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How connections speak, and what is told of what their sinks say. */
class SpeakingTest extends SpeakingHouse {

    @Test
    void aConnectionWithOnlyASinkRunsAndSpeaks() throws Exception {
        run(House.PATIENT);

        assertEquals(new Outcome.Done("ref-a"), perform("a"));

        Connection c = house.get("c");
        assertEquals(List.of(), c.problems());
        assertEquals(List.of(false, true, 1L, 0L), List.of(c.hears(), c.speaks(), c.performed(), c.refused()));
        assertEquals(house.clock.instant(), c.lastPerformed());
        assertEquals(Optional.of(new Voice(true, false, "")), house.sinks.find("c"));
    }

    @Test
    void aConnectionWithBothHalvesHearsAndSpeaks() throws Exception {
        spoke.idempotent = true;
        run(House.PATIENT, "hear", "true");
        spoke.intake.accept(List.of(Signal.of("note").text("hi").build()));

        assertEquals(new Outcome.Done("ref-a"), perform("a"));

        Connection c = house.get("c");
        assertEquals(List.of(true, true, 1L, 1L), List.of(c.hears(), c.speaks(), c.heard(), c.performed()));
        assertEquals(Optional.of(new Voice(true, true, "")), house.sinks.find("c"));
    }

    @Test
    void aConnectionThatOnlyHearsCannotBeAskedToSpeak() {
        spoke.mute = true;
        run(House.PATIENT, "hear", "true");

        assertTrue(unavailable().getMessage().contains("only hears"));
        assertFalse(house.get("c").speaks());
    }

    @Test
    void aConnectionWithNeitherHalfFails() {
        spoke.mute = true;
        open(House.PATIENT);

        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        assertTrue(house.get("c").problems().get(0).what().contains("neither hears nor speaks"));
        assertTrue(unavailable().getMessage().contains("neither"));
    }

    @Test
    void nothingIsPushedAtOneThatOnlySpeaks() {
        run(House.PATIENT);

        AntiphonException none =
                assertThrows(AntiphonException.class, () -> house.connections.deliver("c", House.post("{}")));
        assertEquals(Code.NOT_FOUND, none.code());
    }

    @Test
    void nobodyIsThereOfAnUnknownName() {
        run(House.PATIENT);
        assertEquals(Optional.empty(), house.sinks.find("nobody"));
        assertThrows(AntiphonException.class, () -> house.sinks.perform("nobody", action("a")));
    }

    @Test
    void whatTheSinkSaysAndThrowsComesThroughAndIsCounted() throws Exception {
        run(House.PATIENT);

        spoke.says = action -> new Outcome.Refused("no such person");
        assertEquals(new Outcome.Refused("no such person"), perform("a"));
        spoke.says = action -> new Outcome.Later(Duration.ofMinutes(3));
        assertEquals(new Outcome.Later(Duration.ofMinutes(3)), perform("b"));
        spoke.says = action -> {
            throw new java.io.IOException("no route to host");
        };
        assertEquals(
                "no route to host",
                assertThrows(java.io.IOException.class, () -> perform("c")).getMessage());

        Connection c = house.get("c");
        assertEquals(List.of(0L, 1L, 1L), List.of(c.performed(), c.refused(), c.errors()));
    }

    @Test
    void aSinkThatFailsIsAProblemUntilItPerformsAgain() throws Exception {
        run(House.PATIENT);
        spoke.says = action -> {
            throw new java.io.IOException("t0ps3cret is no longer valid");
        };
        Exception failure = assertThrows(Exception.class, () -> perform("a"));
        assertFalse(failure.toString().contains("t0ps3cret"), failure::toString);

        Connection failing = house.get("c");
        assertEquals(Status.RUNNING, failing.status());
        assertTrue(failing.problems().get(0).what().contains("is no longer valid"), failing::toString);
        assertFalse(failing.toString().contains("t0ps3cret"), failing::toString);

        house.clock.advance(Duration.ofSeconds(31));
        assertEquals(Status.FAILING, house.get("c").status(), "what lasts is no passing moment");
        assertEquals(house.clock.instant().minusSeconds(31), house.get("c").since());

        spoke.says = action -> new Outcome.Done("");
        perform("a");
        assertEquals(List.of(), house.get("c").problems());
        assertEquals(Status.RUNNING, house.get("c").status());
    }

    @Test
    void ofWhatASinkLeavesUnsaidNobodyKnows() throws Exception {
        run(House.PATIENT);
        spoke.says = action -> null;
        assertInstanceOf(Outcome.Unsure.class, perform("a"));
        spoke.says = action -> new Outcome.Later(null);
        assertEquals(new Outcome.Later(Duration.ZERO), perform("b"));
        spoke.says = action -> new Outcome.Refused("because of t0ps3cret " + "x".repeat(9_000));
        String reason = ((Outcome.Refused) perform("c")).reason();
        assertTrue(reason.length() <= 2_000 && !reason.contains("t0ps3cret"), reason);
    }
}
