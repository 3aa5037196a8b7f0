package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Plugins.Plugin;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaugesTest {

    @TempDir
    Path folder;

    private House house;
    private Gauges gauges;
    private final Scripted scripted = new Scripted("it");

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        gauges = new Gauges(house.supervisors, house.connectors, EtcFolder.problems("false"));
        house.plug(scripted);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private double reading(String name) {
        return gauges.metrics().stream()
                .filter(metric ->
                        metric.name().equals(name) && "c".equals(metric.labels().get("connection")))
                .mapToDouble(Metric::value)
                .sum();
    }

    @Test
    void whatAConnectionHearsIsCounted() {
        house.connections.put("c", Map.of("connector", "scripted"), "ada");
        house.await("c", Status.RUNNING);

        Signal signal = Signal.of("note").externalId("1").text("x").build();
        scripted.intake.accept(signal);
        scripted.intake.accept(signal);

        assertEquals(2, reading("connection_heard"));
        assertEquals(1, reading("connection_repeated"));
        assertEquals(1, reading("connection_running"));
        assertEquals(List.of(), gauges.problems());
    }

    @Test
    void aFileInstallThatWritesFilesTooIsAProblem() {
        Gauges others = new Gauges(house.supervisors, house.connectors, EtcFolder.problems("true"));

        assertEquals(
                "felix.fileinstall.enableConfigSave", others.problems().get(0).where());
    }

    @Test
    void aFailingConnectionIsAProblem() {
        scripted.start = intake -> {
            throw new IllegalStateException("no route to host");
        };
        house.connections.put("c", Map.of("connector", "scripted"), "ada");
        house.until(() -> !gauges.problems().isEmpty(), () -> "a problem");

        Problem problem = gauges.problems().get(0);
        assertEquals("connection c", problem.where());
        assertTrue(problem.what().contains("no route to host"), problem::toString);
        assertEquals(0, reading("connection_running"));
        assertTrue(reading("connection_errors") > 0);
    }

    @Test
    void aSecondConnectorOfANameIsHiddenAndComesForthWhenTheFirstGoes() {
        house.plug(new Scripted("other"));
        assertEquals(1, house.connections.specs().size());
        assertEquals(List.of("", "Hidden by another connector of this name."), reasons());

        house.unplug(1);

        assertEquals(List.of(""), reasons());
    }

    @Test
    void aConnectorThatCannotTellItsSpecIsQuarantinedUntilItCan() {
        boolean[] broken = {true};
        house.plug(() -> {
            if (broken[0]) {
                throw new IllegalStateException("no spec today");
            }
            return io.antiphon.spi.ConnectorSpec.of("moody", "Moody", "Has moods.", "x");
        });
        Plugin moody = gauges.list().get(1);
        assertEquals("quarantined", moody.state());
        assertTrue(moody.reason().contains("no spec today"), moody::toString);

        broken[0] = false;

        assertTrue(gauges.release("connector", moody.name()));
        assertEquals("active", gauges.list().get(1).state());
        assertEquals("moody", gauges.list().get(1).name());
    }

    @Test
    void aConnectorsCallsAreCountedAndTimed() {
        Plug plug = java.util.Objects.requireNonNull(house.connectors.find("scripted"));
        long fiveMillisAgo = System.nanoTime() - 5_000_000;

        plug.called(fiveMillisAgo, true);
        plug.called(fiveMillisAgo, false);

        Plugin told = gauges.list().get(0);
        assertEquals(2, told.calls());
        assertEquals(1, told.errors());
        assertTrue(told.p99Micros() >= 5_000, told::toString);
    }

    private List<String> reasons() {
        return gauges.list().stream().map(Plugin::reason).toList();
    }
}
