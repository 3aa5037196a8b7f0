package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings edited in a file. */
class ChangedFileTest extends ScriptedConnection {

    @Test
    void aFileWithInvalidSettingsIsToldAllOfAndTheFormerRunOn() {
        run();

        edit("size", "big", "colour", "red");

        Connection c = awaitProblem();
        assertEquals(Status.RUNNING, c.status());
        assertEquals(
                List.of(FILE + ", colour", FILE + ", size"),
                c.problems().stream().map(Problem::where).toList());
        assertTrue(
                c.problems().get(0).remedy().endsWith("The settings before go on until the file is mended."),
                c::toString);
        assertEquals("1", c.settings().get("size"));
        assertEquals(List.of("it starts"), scripted.life);

        edit("size", "5");

        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        assertEquals(List.of(), house.await("c", Status.RUNNING).problems());
        assertEquals("5", house.get("c").settings().get("size"));
    }

    @Test
    void aFileWhoseSettingsTheConnectorRefusesIsToldOfAndTheFormerRunOnEvenAfterAFailure() {
        run();
        refuseSize("2");

        edit("size", "2");

        Connection c = awaitProblem();
        assertEquals(FILE + ", size", c.problems().get(0).where());
        assertEquals(
                "The far end with " + Connections.MASK + " is smaller.",
                c.problems().get(0).what());
        scripted.intake.failed(new IllegalStateException("reset by peer"));
        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
        assertEquals("1", house.supervisors.get("c").running().settings().get("size"));
        assertFalse(house.get("c").problems().isEmpty());

        edit();

        house.until(() -> house.get("c").problems().isEmpty(), () -> "no problems");
        assertEquals(3, scripted.life.size());
    }

    @Test
    void aFileThatNamesAnUnknownConnectorIsTakenWhenThatConnectorComes() {
        run();

        edit("connector", "later");

        assertTrue(awaitProblem().problems().get(0).what().contains("'later' is not installed"));
        assertEquals("scripted", house.get("c").connector());
        house.plug(renamed(new Scripted("later", scripted.life)));
        house.until(() -> house.get("c").connector().equals("later"), () -> "the later");
        house.until(() -> scripted.life.contains("later starts"), () -> scripted.life.toString());
        assertEquals(List.of("it starts", "it closes", "later starts"), scripted.life);
        assertEquals(List.of(), house.await("c", Status.RUNNING).problems());
    }

    @Test
    void whatWasRefusedIsTriedAgainWithTheNextVersionOfTheConnector() {
        run();
        refuseSize("2");
        edit("size", "2");
        awaitProblem();

        Scripted next = new Scripted("next", scripted.life);
        house.plug(next);
        house.unplug(1);

        house.until(
                () -> house.get("c").settings().get("size").equals("2")
                        && house.get("c").problems().isEmpty(),
                () -> house.get("c").toString());
        house.await("c", Status.RUNNING);
    }

    @Test
    void aRefusedFileKeepsItsLinesWhenTheConnectionIsPaused() throws Exception {
        run();
        Files.writeString(folder.resolve("io.antiphon.connection-c.cfg"), "connector=scripted\nsize=big\n");
        house.supervisors.configure("c", new Terms(Map.of("connector", "scripted", "size", "big")));
        awaitProblem();

        house.connections.pause("c", "ada");

        house.await("c", Status.PAUSED);
        assertEquals("connector = scripted\npaused = true\nsize = big\n", file());
    }

    private static io.antiphon.spi.Connector renamed(Scripted scripted) {
        return new io.antiphon.spi.Connector() {
            @Override
            public io.antiphon.spi.ConnectorSpec spec() {
                var spec = scripted.spec();
                return new io.antiphon.spi.ConnectorSpec(
                        "later", spec.title(), spec.summary(), spec.channel(), spec.fields());
            }

            @Override
            public java.util.Optional<io.antiphon.spi.Source> source(io.antiphon.spi.Settings settings) {
                return scripted.source(settings);
            }
        };
    }
}
