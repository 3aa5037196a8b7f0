package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A connection of a scripted connector, whose settings change. */
abstract class ScriptedConnection {

    static final Map<String, String> PLAIN = Map.of("connector", "scripted", "token", "t0ps3cret", "size", "1");
    static final String FILE = "etc/io.antiphon.connection-c.cfg";

    @TempDir
    Path folder;

    House house;
    final Scripted scripted = new Scripted("it");

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        house.plug(scripted);
    }

    @AfterEach
    void close() {
        house.close();
    }

    static Map<String, String> with(String... namesAndValues) {
        Map<String, String> settings = new TreeMap<>(PLAIN);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    List<Problem> put(String... namesAndValues) {
        return house.connections.put("c", with(namesAndValues), "ada");
    }

    final void run() {
        assertEquals(List.of(), put());
        house.await("c", Status.RUNNING);
    }

    /** As File Install tells of a file that was edited. */
    void edit(String... namesAndValues) {
        house.supervisors.configure("c", new Terms(with(namesAndValues)));
    }

    Connection awaitProblem() {
        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        return house.get("c");
    }

    String file() throws IOException {
        return Files.readString(folder.resolve("io.antiphon.connection-c.cfg"));
    }

    void refuseSize(String size) {
        scripted.check = settings -> settings.text("size").equals(size)
                ? List.of(
                        Problem.error("size", "The far end with " + settings.text("token") + " is smaller.", "Shrink."),
                        Problem.warning("place", "No place is free.", ""))
                : List.of();
    }
}
