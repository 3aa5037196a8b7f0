package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards throw, hang and go away while signals are answered: nothing leaves until they are well, and then all of it once. */
@OneByOne
class GuardsTest {

    private static final int ANSWERS = Integer.getInteger("antiphon.guards.answers", 20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SHIPPED = "stop,approval,consent,quiet-hours,text,contact-budget";
    private static final String GONE = "warden: the guard 'warden' is not there, and nothing leaves without";
    private static Distribution antiphon;

    @TempDir
    Path folder;

    private FarEnds farEnds;
    private OutboxCounts outbox;
    private int asked;
    private int left;

    @BeforeAll
    static void start() throws Exception {
        antiphon = Distribution.fresh().start();
        Answering.begin(antiphon);
    }

    @AfterAll
    static void stop() {
        antiphon.close();
    }

    @BeforeEach
    void begin() throws Exception {
        farEnds = new FarEnds();
    }

    @AfterEach
    void end() throws Exception {
        antiphon.delete("/api/bundles/probe.Warden"); // should a test have left it there
        configure(SHIPPED);
        antiphon.post("/api/plugins/guard/warden/release", "");
        farEnds.close();
    }

    @Test
    void nothingLeavesWhileAGuardThrowsHangsOrIsMissingAndAllOfItOnceItIsWell() throws Exception {
        connect("desk");
        Warden warden = new Warden(antiphon, folder);
        warden.tryUnfit("0.9.0");
        ask(ANSWERS);
        awaitAllLeftOnce();

        warden.install("1.0.0", "throw new IllegalStateException(\"the list is gone\");");
        assertNothingLeaves("warden: it failed: java.lang.IllegalStateException: the list is gone");
        warden.tryUnfit("1.0.1");
        assertEquals(left, farEnds.count(), "what left while an edition was tried and not taken");
        Files.createFile(warden.late());
        antiphon.kill().start();
        assertNothingLeaves("warden: it failed: java.lang.IllegalStateException: the list is gone");
        Files.delete(warden.late());
        warden.install("1.1.0", "return Verdict.ALLOW;");
        awaitAllLeftOnce();

        Path locked = Files.createFile(folder.resolve("locked"));
        warden.install("1.2.0", """
                while (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                    try { Thread.sleep(10); } catch (InterruptedException e) { }
                }
                return Verdict.ALLOW;""".formatted(locked));
        assertNothingLeaves(
                "warden: it did not answer in time", "warden: it is quarantined, and nothing leaves without it");
        assertEquals("quarantined", warden.status().get("state").asText());
        assertProblem("guard warden");
        Files.delete(locked);
        warden.release();
        awaitAllLeftOnce();

        warden.uninstall();
        assertNothingLeaves(GONE);
        assertProblem("guard warden");
        warden.release();
        awaitAllLeftOnce();

        warden.install("1.2.1", "return Verdict.ALLOW;");
        configure(SHIPPED + ",warden");
        antiphon.await(
                "that is taken over",
                PATIENCE,
                () -> warden.status().path("calls").asInt(-1) == 0);
        warden.uninstall();
        assertNothingLeaves(GONE);
        assertProblem("guard warden");
        warden.install("1.3.0", "return Verdict.ALLOW;");
        awaitAllLeftOnce();
    }

    @Test
    void withoutTheShippedGuardsNothingLeavesAndTheStopSwitchStandsWhenTheyAreBack() throws Exception {
        connect("counter");
        String stop = Heard.parse(
                        antiphon.post("/api/stops", "{\"connection\":\"counter\",\"reason\":\"a wrong price\"}")
                                .body())
                .get("id")
                .asText();
        ask(ANSWERS);
        antiphon.await("they wait", PATIENCE, () -> outbox.rests(ANSWERS));

        antiphon.shell("bundle:uninstall io.antiphon.outbound");
        antiphon.await("the outbox has no address", PATIENCE, () -> outbox.pending() < 0);
        ask(ANSWERS);
        antiphon.await("all are held", PATIENCE, () -> metric("held") == asked && metric("waiting") == 0);
        for (String guard : SHIPPED.split(",")) {
            assertProblem("guard " + guard);
        }
        assertEquals(0, farEnds.count(), "answers that left unguarded");

        antiphon.shell("bundle:install -s mvn:io.antiphon/outbound/" + shipped("outbound"));
        antiphon.await(
                "all are stopped again",
                PATIENCE,
                () -> outbox.rests(asked)
                        && outbox.reasons().stream().allMatch(reason -> reason.startsWith("stop: stopped by admin")));
        assertEquals(0, farEnds.count(), "answers that left though they were stopped");
        antiphon.post("/api/stops/" + stop + "/resume", "{\"approve\":\"all\"}");
        awaitAllLeftOnce();
    }

    private static double metric(String stage) {
        return antiphon.metrics()
                .getOrDefault("antiphon_outbox_actions{connection=\"counter\",stage=\"" + stage + "\"}", -1.0);
    }

    private static String shipped(String room) throws IOException {
        try (var versions = Files.list(
                Distribution.launcher().resolveSibling("assembly/target/assembly/system/io/antiphon/" + room))) {
            return versions.map(version -> version.getFileName().toString())
                    .filter(version -> Character.isDigit(version.charAt(0)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void connect(String connection) {
        farEnds.connect(antiphon, connection);
        outbox = new OutboxCounts(antiphon, connection);
    }

    /** Asks questions that are answered by a service message each, of different people. */
    private void ask(int questions) {
        String via = outbox.connections();
        List<String> signals = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            String id = via + asked++;
            signals.add(Answering.signal(
                    id, "{\"scheme\":\"email\",\"value\":\"%s@example.org\"}".formatted(id), via, "service"));
        }
        Answering.post(antiphon, "[" + String.join(",", signals) + "]");
    }

    private void awaitAllLeftOnce() {
        antiphon.await("all leave", PATIENCE, () -> farEnds.actions().size() == asked && outbox.rests(0));
        left = farEnds.count();
        assertEquals(asked, left, "deliveries, each once");
    }

    /** Also what people try in vain does not make it leave: to approve it, and to ask again. */
    private void assertNothingLeaves(String... reasons) {
        ask(ANSWERS);
        antiphon.await("what was asked is held", PATIENCE, () -> outbox.rests(asked - left));
        antiphon.post("/api/outbox/approve", "{\"filter\":{\"by\":\"warden\"},\"reason\":\"it is urgent\"}");
        ask(1);
        antiphon.await("it is still held", PATIENCE, () -> outbox.rests(asked - left));
        assertEquals(left, farEnds.count(), "what left");
        Set<String> told = outbox.reasons();
        System.out.println("guards: " + (asked - left) + " held by " + told);
        assertTrue(Set.of(reasons).containsAll(told), () -> "reasons: " + told);
    }

    private static void assertProblem(String where) {
        String status = Heard.get(antiphon, "/api/status").get("problems").toString();
        assertTrue(status.contains("\"" + where + "\""), status);
    }

    private static void configure(String guards) throws IOException {
        Path etc = Files.createDirectories(antiphon.home().resolve("etc"));
        Files.writeString(etc.resolve("io.antiphon.outbox.cfg"), "guards = " + guards + "\n");
    }
}
