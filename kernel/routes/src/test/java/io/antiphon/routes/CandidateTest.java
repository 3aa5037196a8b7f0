package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Another version of the connector is asked about the settings there are. */
class CandidateTest extends ScriptedConnection {

    @Test
    void aCandidateIsAskedAboutThePresentSettingsAndTheSecretIsHidden() {
        run();
        Scripted candidate = new Scripted("candidate");
        candidate.check = settings -> List.of(Problem.error("token", settings.text("token") + " is revoked.", ""));
        Scripted throwing = new Scripted("throwing");
        throwing.check = settings -> {
            throw new IllegalStateException("no luck with " + settings.text("token"));
        };

        assertEquals(
                Connections.MASK + " is revoked.",
                house.connections.check("c", candidate).get(0).what());
        assertEquals(
                "IllegalStateException: no luck with " + Connections.MASK,
                house.connections.check("c", throwing).get(0).what());
        assertEquals(List.of(), house.connections.check("c", new Scripted("fine")));
        assertEquals(
                List.of("size", "token"),
                house
                        .connections
                        .check("c", () -> io.antiphon.spi.ConnectorSpec.of("scripted", "Bare", "Knows nothing.", "x"))
                        .stream()
                        .map(Problem::where)
                        .toList());
        AntiphonException none =
                assertThrows(AntiphonException.class, () -> house.connections.check("nobody", candidate));
        assertEquals(Code.NOT_FOUND, none.code());
        assertEquals(List.of("it starts"), scripted.life);
    }

    @Test
    void aCandidateThatHangsIsGivenUp() {
        run();
        Limits patient = House.PATIENT;
        Limits hasty = new Limits(
                patient.start(),
                patient.close(),
                Duration.ofMillis(50),
                patient.read(),
                patient.perform(),
                patient.grace(),
                patient.firstWait(),
                patient.longestWait());
        Kernel kernel =
                new Kernel(house.entrance, house.deadLetters, house.workers, new Contexts(null), hasty, house.clock);
        Scripted hanging = new Scripted("hanging");
        hanging.check = settings -> {
            new CountDownLatch(1).await();
            return List.of();
        };

        List<Problem> problems = new Trial(kernel)
                .of(house.supervisors.get("c"), house.supervisors.get("c").terms(), hanging);

        assertTrue(problems.get(0).what().contains("did not end within"), problems::toString);
    }
}
