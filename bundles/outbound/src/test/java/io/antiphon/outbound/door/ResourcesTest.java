package io.antiphon.outbound.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.outbound.SmallOutbox;
import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.outbound.approval.ApprovalGuard;
import io.antiphon.outbound.stop.StopGuard;
import io.antiphon.outbound.stop.StopSwitch;
import io.antiphon.spi.Action;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outbox;
import io.antiphon.spi.Person;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import io.antiphon.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do about what leaves, over REST. */
class ResourcesTest {

    private static final Person SUE = new Person("sue", "Sue", Role.SUPERVISOR, List.of(), List.of(), List.of());
    private static final Person AL = new Person("al", "Al", Role.AGENT, List.of("acme"), List.of(), List.of());
    private static final Person VIC = new Person("vic", "Vic", Role.VIEWER, List.of(), List.of(), List.of());

    private World world;
    private Standing standing;
    private SmallOutbox outbox;
    private List<Endpoint> endpoints;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme").with("sms", "sms", "other");
        standing = world.begun();
        outbox = new SmallOutbox(world.journal, new StopGuard(standing), new ApprovalGuard(standing));
        standing.setOutbox(outbox);
        endpoints = OutboundDoor.endpoints(
                standing,
                new StopSwitch(standing, world.state),
                new Handling(standing),
                world.state,
                world.connections,
                world.profiles);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private Response ask(Person person, String method, String template, Map<String, String> parameters, String body)
            throws Exception {
        int question = template.indexOf('?');
        String path = question < 0 ? template : template.substring(0, question);
        Map<String, String> query = question < 0 ? Map.of() : Request.readQuery(template.substring(question + 1));
        Endpoint endpoint = endpoints.stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        if (!person.role().includes(endpoint.role())) {
            throw new AntiphonException(AntiphonException.Code.FORBIDDEN, "role");
        }
        return endpoint.handle(
                new Request(method, path, parameters, query, Map.of(), body.getBytes(StandardCharsets.UTF_8), person));
    }

    private Map<?, ?> told(Person person, String method, String path, String body) throws Exception {
        return assertInstanceOf(
                Map.class, ask(person, method, path, Map.of(), body).body());
    }

    private Entry.Decided decide(Action action) {
        Entry.Decided decided = world.decide(action);
        outbox.add(decided);
        return decided;
    }

    @Test
    void anAgentStopsEverythingAndASupervisorResumesIt() throws Exception {
        assertEquals("running", told(VIC, "GET", "/api/stops", "").get("state"));
        outbox.hindrance = "a guard is not there";
        Map<?, ?> hindered = told(VIC, "GET", "/api/stops", "");
        assertEquals("held, for a guard is not there", hindered.get("state") + ", for " + hindered.get("reason"));
        outbox.hindrance = "";
        assertThrows(AntiphonException.class, () -> told(VIC, "POST", "/api/stops", "{}"));
        Map<?, ?> pressed = told(AL, "POST", "/api/stops", "{\"reason\":\"wrong price\"}");
        assertEquals(true, pressed.get("settled"));
        Map<?, ?> state = told(VIC, "GET", "/api/stops", "");
        assertEquals("stopped", state.get("state"));
        String one = decide(World.service("mail")).action().id();
        String other = decide(World.service("mail")).action().id();
        assertEquals(0, outbox.run(World.ada()));
        Map<String, String> id = Map.of("id", String.valueOf(pressed.get("id")));
        String approve = "{\"approve\":[\"" + one + "\",\"0-9.nosuch.0\"]}";
        assertThrows(AntiphonException.class, () -> ask(AL, "POST", "/api/stops/{id}/resume", id, approve));
        Map<?, ?> resumed = (Map<?, ?>)
                ask(SUE, "POST", "/api/stops/{id}/resume", id, approve).body();
        assertEquals(List.of("0-9.nosuch.0"), resumed.get("unknown"));
        assertEquals(1, outbox.run(World.ada()));
        assertEquals(List.of(one), outbox.left);
        assertEquals("running", told(VIC, "GET", "/api/stops", "").get("state"));
        ask(SUE, "POST", "/api/outbox/{id}/approve", Map.of("id", other), "{}");
        assertEquals(1, outbox.run(World.ada()));
        assertThrows(AntiphonException.class, () -> ask(SUE, "POST", "/api/stops/{id}/resume", id, approve));
    }

    @Test
    void aMisspeltScopeStopsNothing() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> told(SUE, "POST", "/api/stops", "{\"chanel\":\"email\"}"));
        assertThrows(IllegalArgumentException.class, () -> told(SUE, "POST", "/api/stops", "{\"unit\":7}"));
        assertThrows(IllegalArgumentException.class, () -> told(SUE, "POST", "/api/stops", "[]"));
        assertThrows(
                IllegalArgumentException.class,
                () -> ask(SUE, "POST", "/api/stops/{id}/resume", Map.of("id", "x"), "{}"));
        assertEquals(0, world.journal.all(Entry.Commanded.class).size());
    }

    @Test
    void everybodySeesOnlyWhatBelongsToTheirUnits() throws Exception {
        decide(World.service("mail"));
        String theirs = decide(World.service("sms")).action().id();
        assertEquals(2, ((List<?>) told(SUE, "GET", "/api/outbox", "").get("items")).size());
        Map<?, ?> mine = told(AL, "GET", "/api/outbox", "");
        assertEquals(1, ((List<?>) mine.get("items")).size());
        assertEquals(1, ((List<?>) mine.get("counts")).size());
        assertThrows(AntiphonException.class, () -> ask(AL, "GET", "/api/outbox/{id}", Map.of("id", theirs), ""));
        Map<?, ?> seen =
                (Map<?, ?>) ((List<?>) told(VIC, "GET", "/api/outbox", "").get("items")).get(0);
        assertFalse(seen.containsKey("text"), "A viewer does not read it");
        assertFalse(seen.containsKey("to"));
    }

    @Test
    void anAuthorDoesNotApproveTheirOwnWhereFourEyesAreAsked() throws Exception {
        put("{\"approval\":[{\"unit\":\"acme\"}]}");
        Action mine = World.service("mail").details(Map.of("by", "sue"));
        String id = decide(mine).action().id();
        outbox.run(World.ada());
        assertThrows(AntiphonException.class, () -> ask(SUE, "POST", "/api/outbox/{id}/approve", Map.of("id", id), ""));
        Person tom = new Person("tom", "Tom", Role.SUPERVISOR, List.of("acme"), List.of(), List.of());
        assertEquals(0, outbox.run(World.ada()));
        ask(tom, "POST", "/api/outbox/{id}/approve", Map.of("id", id), "{}");
        assertEquals(1, outbox.run(World.ada()));
    }

    @Test
    void manyAreApprovedOrDiscardedByFilterOrList() throws Exception {
        told(SUE, "POST", "/api/stops", "{}");
        for (int i = 0; i < 7; i++) {
            decide(World.service(i < 5 ? "mail" : "sms"));
        }
        outbox.run(World.ada());
        Map<?, ?> done =
                told(SUE, "POST", "/api/outbox/discard", "{\"filter\":{\"connection\":\"sms\"},\"reason\":\"old\"}");
        assertEquals(2, done.get("done"));
        assertEquals(
                5,
                told(SUE, "POST", "/api/outbox/approve", "{\"filter\":{\"stage\":\"held\"}}")
                        .get("done"));
        assertThrows(IllegalArgumentException.class, () -> told(SUE, "POST", "/api/outbox/discard", "{}"));
        assertEquals(
                0,
                told(SUE, "POST", "/api/outbox/approve", "{\"ids\":[\"nosuch\"]}")
                        .get("done"));
    }

    @Test
    void anUnsureOneIsResolvedByAPerson() throws Exception {
        Entry.Decided decided = decide(World.service("mail"));
        outbox.put(new Outbox.Item(decided, Outbox.Stage.UNSURE, Instant.EPOCH, null, 1, "", "crashed"));
        String id = decided.action().id();
        assertThrows(
                IllegalArgumentException.class,
                () -> ask(AL, "POST", "/api/outbox/{id}/resolve", Map.of("id", id), "{}"));
        ask(
                AL,
                "POST",
                "/api/outbox/{id}/resolve",
                Map.of("id", id),
                "{\"happened\":true,\"reason\":\"they answered\"}");
        assertTrue(outbox.find(id).isEmpty());
    }

    private Response put(String document) throws Exception {
        return ask(SUE, "PUT", "/api/outbound/settings", Map.of(), document);
    }

    @Test
    void settingsAreCheckedWholeAndNothingIsChangedIfSomethingIsWrong() throws Exception {
        Response refused = put("{\"zone\":\"Mars\",\"budget\":{\"allowances\":[{\"most\":-1}]},\"colour\":1,"
                + "\"calendars\":[{\"name\":\"a\",\"text\":\"x\"}],\"quiet\":{\"from\":\"25:00\"}}");
        assertEquals(400, refused.status());
        assertEquals(
                5,
                ((List<?>) ((Map<?, ?>) refused.body()).get("errors")).size(),
                refused.body().toString());
        assertEquals(0, world.journal.all(Entry.Commanded.class).size());
        String usual = String.valueOf(
                ask(VIC, "GET", "/api/outbound/settings", Map.of(), "").body());
        assertEquals(200, put(usual).status(), "What it shows can be put");
        assertEquals(200, put("{\"zone\":\"Europe/Berlin\"}").status());
        assertThrows(
                AntiphonException.class,
                () -> ask(
                        new Person("eve", "", Role.SUPERVISOR, List.of("acme"), List.of(), List.of()),
                        "PUT",
                        "/api/outbound/settings",
                        Map.of(),
                        "{}"));
    }

    @Test
    void aPersonsConsentIsRecordedAndShown() throws Exception {
        world.journal.append(List.of(Entry.Heard.of(
                "mail",
                Signal.of("message")
                        .text("Hi")
                        .identity("email", "ada@example.org")
                        .build())));
        String profile = world.profiles
                .page(new io.antiphon.spi.Profiles.ProfileQuery(null, null, 1))
                .get(0)
                .id();
        Map<String, String> id = Map.of("profile", profile);
        Thread folding = new Thread(() -> {
            try {
                World.await(() -> world.journal.all(Entry.Commanded.class).size() == 1);
                world.fold();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        folding.start();
        Response recorded =
                ask(AL, "POST", "/api/consents/{profile}", id, "{\"purpose\":\"promotion\",\"given\":true}");
        folding.join();
        assertEquals(201, recorded.status());
        Map<?, ?> shown =
                (Map<?, ?>) ask(AL, "GET", "/api/consents/{profile}", id, "").body();
        assertEquals(1, ((List<?>) shown.get("items")).size());
        assertThrows(
                AntiphonException.class, () -> ask(AL, "GET", "/api/consents/{profile}", Map.of("profile", "p-x"), ""));
    }
}
