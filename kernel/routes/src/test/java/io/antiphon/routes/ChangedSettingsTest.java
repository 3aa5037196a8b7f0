package io.antiphon.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Difference;
import io.antiphon.spi.Connections.Preview;
import io.antiphon.spi.Connections.Status;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedSettingsTest {

    private static final Map<String, String> PLAIN = Map.of("connector", "scripted", "token", "t0ps3cret", "size", "1");
    private static final String FILE = "etc/io.antiphon.connection-c.cfg";

    @TempDir
    Path folder;

    private House house;
    private final Scripted scripted = new Scripted("it");

    @BeforeEach
    void open() {
        house = new House(folder, House.PATIENT);
        house.plug(scripted);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> settings = new TreeMap<>(PLAIN);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private List<Problem> put(String... namesAndValues) {
        return house.connections.put("c", with(namesAndValues), "ada");
    }

    private void run() {
        assertEquals(List.of(), put());
        house.await("c", Status.RUNNING);
    }

    /** As File Install tells of a file that was edited. */
    private void edit(String... namesAndValues) {
        house.supervisors.configure("c", new Terms(with(namesAndValues)));
    }

    private Connection awaitProblem() {
        house.until(() -> !house.get("c").problems().isEmpty(), () -> "a problem");
        return house.get("c");
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("io.antiphon.connection-c.cfg"));
    }

    private void refuseSize(String size) {
        scripted.check = settings -> settings.text("size").equals(size)
                ? List.of(
                        Problem.error("size", "The far end with " + settings.text("token") + " is smaller.", "Shrink."),
                        Problem.warning("place", "No place is free.", ""))
                : List.of();
    }

    @Test
    void settingsThatTheConnectorRefusesAreNotStoredAndTheFormerRunOn() throws Exception {
        run();
        String before = file();
        refuseSize("2");

        List<Problem> problems = put("size", "2");

        assertEquals(
                List.of("size", "place"), problems.stream().map(Problem::where).toList());
        assertEquals(
                "The far end with " + Connections.MASK + " is smaller.",
                problems.get(0).what());
        assertEquals(before, file());
        assertEquals("1", house.get("c").settings().get("size"));
        assertEquals(Status.RUNNING, house.get("c").status());
        assertEquals(List.of("it starts"), scripted.life);
        assertEquals(1, house.entries(Entry.Commanded.class).size());
    }

    @Test
    void settingsThatTheConnectorRefusesAreStoredWhileItIsPaused() {
        run();
        refuseSize("2");

        assertEquals(List.of(), put("size", "2", "paused", "true"));

        assertEquals("2", house.await("c", Status.PAUSED).settings().get("size"));
    }

    @Test
    void theConnectorIsAskedOnceAboutNewSettingsAndNotAboutAnotherUnit() {
        run();
        assertEquals(1, scripted.checks.get());

        assertEquals(List.of(), put("unit", "acme"));
        house.until(() -> scripted.life.size() == 3, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
        assertEquals(1, scripted.checks.get());

        assertEquals(List.of(), put("size", "2"));
        house.until(() -> scripted.life.size() == 5, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);
        assertEquals(2, scripted.checks.get());
    }

    @Test
    void otherConnectionsAreGivenOrdersWhileOneIsTriedAndItsOwnStayInOrder() throws Exception {
        run();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        scripted.check = settings -> {
            if (settings.text("size").equals("2")) {
                asked.countDown();
                answer.await();
            }
            return List.of();
        };

        CompletableFuture<List<Problem>> first = CompletableFuture.supplyAsync(() -> put("size", "2"));
        asked.await();
        CompletableFuture<List<Problem>> second = CompletableFuture.supplyAsync(() -> put("size", "3"));
        assertEquals(List.of(), house.connections.put("d", PLAIN, "ada"));
        house.connections.pause("d", "ada");
        assertFalse(second.isDone());
        answer.countDown();

        assertEquals(List.of(), first.get());
        assertEquals(List.of(), second.get());
        assertEquals("3", house.get("c").settings().get("size"));
    }

    @Test
    void aPauseWhileSettingsAreTriedIsNotOverheard() throws Exception {
        run();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        scripted.check = settings -> {
            asked.countDown();
            answer.await();
            return List.of(Problem.error("size", "No.", ""));
        };
        CompletableFuture<List<Problem>> put = CompletableFuture.supplyAsync(() -> put("size", "2", "paused", "false"));
        asked.await();

        house.connections.pause("c", "ada");
        answer.countDown();

        assertEquals(List.of("size"), put.get().stream().map(Problem::where).toList());
        house.await("c", Status.PAUSED);
    }

    @Test
    void onlyTheConnectionWhoseSettingsChangeIsSwapped() {
        house.connections.put("other", PLAIN, "ada");
        house.await("other", Status.RUNNING);
        Hearing before = house.supervisors.get("other").hearing();
        run();

        put("size", "7");
        house.until(() -> scripted.life.size() == 4, () -> scripted.life.toString());
        edit("size", "8");
        house.until(() -> scripted.life.size() == 6, () -> scripted.life.toString());
        house.await("c", Status.RUNNING);

        assertTrue(before == house.supervisors.get("other").hearing());
        assertEquals(
                List.of("it starts", "it starts", "it closes", "it starts", "it closes", "it starts"), scripted.life);
    }

    @Test
    void aPreviewShowsEachDifferenceAndAllThatIsWrongAndChangesNothing() throws Exception {
        run();
        String before = file();
        refuseSize("2");

        Preview refused = house.connections.preview("c", with("size", "2", "token", "other", "unit", "acme"));
        Preview wrong = house.connections.preview(
                "c", Map.of("connector", "scripted", "token", Connections.MASK, "size", "big", "colour", "red"));

        assertEquals(
                List.of(
                        new Difference("size", "1", "2"),
                        new Difference("token", Connections.MASK, Connections.MASK),
                        new Difference("unit", "", "acme")),
                refused.differences());
        assertEquals(
                "The far end with " + Connections.MASK + " is smaller.",
                refused.problems().get(0).what());
        assertEquals(
                List.of("colour", "size"),
                wrong.problems().stream().map(Problem::where).toList());
        assertEquals(
                List.of(new Difference("colour", "", Connections.MASK), new Difference("size", "1", "big")),
                wrong.differences());
        assertEquals(before, file());
        assertEquals(List.of("it starts"), scripted.life);
    }

    @Test
    void aPreviewOfWhatIsNotThereYetIsAllDifferences() {
        Preview preview = house.connections.preview("new", Map.of("connector", "scripted", "size", "2"));

        assertEquals(
                List.of(new Difference("connector", "", "scripted"), new Difference("size", "", "2")),
                preview.differences());
        assertEquals(List.of(), preview.problems());
        assertEquals(List.of(), house.connections.list());
    }

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
        assertEquals("1", house.supervisors.get("c").hearing().settings().get("size"));
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
