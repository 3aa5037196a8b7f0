package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.http.people.Sessions;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signing in and out. */
final class SessionTest {

    @AutoClose
    private final Server server = new Server();

    private Answer signIn(String name, String password) {
        return server.send(server.anonymous("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
    }

    private String session(String name) {
        return (String) signIn(name, Server.PASSWORD).is(201).at("token");
    }

    private Answer who(String token) {
        return server.send(server.as(token, "/api/session").GET());
    }

    @Test
    void whoSignsInIsThatPersonUntilTheySignOut() {
        server.hire("anna", "agent", "acme/emea");
        Answer in = signIn("Anna", Server.PASSWORD).is(201);
        assertEquals("anna", in.at("name"));
        assertEquals("agent", in.at("role"));
        assertEquals("no-store", in.header("cache-control"));
        String token = (String) in.at("token");
        Answer me = who(token).is(200);
        assertEquals("anna", me.at("name"));
        assertEquals(List.of("acme/emea"), me.at("units"));
        assertEquals("session", me.at("by"));
        assertFalse(me.body().contains(token));

        server.send(server.as(token, "/api/session").DELETE()).is(204);
        who(token).is(401);
    }

    @Test
    void theAdministratorsTokenIsAdminAndNoSession() {
        Answer me = server.get("/api/session").is(200);
        assertEquals("admin", me.at("name"));
        assertEquals("administrator", me.at("role"));
        assertEquals("admin", me.at("by"));
        server.delete("/api/session").is(409);
        server.get("/api/session").is(200);
    }

    @Test
    void wrongPasswordsUnknownNamesAndTheDisabledGetTheSameAnswer() {
        server.hire("anna", "agent");
        server.hire("bob", "agent");
        server.put("/api/people/bob", "{\"role\":\"agent\",\"disabled\":true}").is(200);
        String wrong = signIn("anna", "wrong horse battery").is(401).body();
        assertEquals(wrong, signIn("nobody-here", Server.PASSWORD).is(401).body());
        assertEquals(wrong, signIn("bob", Server.PASSWORD).is(401).body());
        assertEquals(wrong, signIn("", "").is(401).body());
        assertEquals(wrong, signIn("anna", "x".repeat(5000)).is(401).body());
        server.post("/api/session", "{\"name\":\"anna\"}").is(400);
        server.post("/api/session", "{\"name\":\"anna\",\"password\":\"x\",\"more\":1}")
                .is(400);
    }

    @Test
    void tooManyWrongPasswordsFromAnAddressAreRefusedAlsoIfTheNextIsRight() {
        server.hire("anna", "agent");
        String token = session("anna");
        int wrong = 0;
        Answer answer = signIn("w0", "wrong");
        while (answer.status() == 401 && wrong < 100) {
            answer = signIn("w" + ++wrong, "wrong");
        }
        assertTrue(answer.is(429).body().contains("from this address"), answer.body());
        assertFalse(answer.header("retry-after").isEmpty());
        signIn("anna", Server.PASSWORD).is(429);
        who(token).is(200);
    }

    @Test
    void tooManyWrongPasswordsForANameAreRefusedFromEveryAddress() {
        server.hire("anna", "agent");
        Gate gate = server.room().door().gate();
        int wrong = 0;
        int status = 401;
        while (status == 401 && wrong < 100) {
            status = status(gate, "anna", "wrong", "10.0.0." + ++wrong);
        }
        assertEquals(429, status);
        assertEquals(429, status(gate, "anna", Server.PASSWORD, "10.0.1.1"));
        assertEquals(401, status(gate, "other", Server.PASSWORD, "10.0.1.1"));
    }

    @Test
    void rightPasswordsAreNotCounted() {
        server.hire("anna", "agent");
        for (int i = 0; i < 30; i++) {
            signIn("anna", Server.PASSWORD).is(201);
        }
    }

    private static int status(Gate gate, String name, String password, String address) {
        try {
            gate.signIn(name, password, address);
            return 201;
        } catch (Refusal e) {
            return e.status();
        }
    }

    @Test
    void aSessionEndsWhenItIsLeftAloneAndWhenItIsOld() {
        server.hire("anna", "agent");
        String idle = session("anna");
        server.clock().advance(Sessions.IDLE.minusMinutes(1));
        who(idle).is(200);
        server.clock().advance(Sessions.IDLE.minusMinutes(1));
        who(idle).is(200);
        server.clock().advance(Sessions.IDLE);
        who(idle).is(401);

        String busy = session("anna");
        Duration step = Duration.ofHours(11);
        for (Duration age = step; age.compareTo(Sessions.OLD) < 0; age = age.plus(step)) {
            server.clock().advance(step);
            who(busy).is(200);
        }
        server.clock().advance(step);
        who(busy).is(401);
    }

    @Test
    void aRestartSignsNobodyOutAndNoTokenIsOnDisk() throws IOException {
        server.hire("anna", "agent");
        String token = session("anna");
        String gone = session("anna");
        server.send(server.as(gone, "/api/session").DELETE()).is(204);
        var file = server.folder().resolve("sessions.json");
        String kept = Files.readString(file);
        assertFalse(kept.contains(token));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Sessions again = new Sessions(file, server.clock());
        assertTrue(again.find(io.antiphon.http.people.Secret.hash(token)).isPresent());
        assertTrue(again.find(io.antiphon.http.people.Secret.hash(gone)).isEmpty());
        Files.writeString(file, "{\"sessions\": [");
        assertTrue(new Sessions(file, server.clock())
                .find(io.antiphon.http.people.Secret.hash(token))
                .isEmpty());
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        server.hire("anna", "agent");
        String mine = session("anna");
        String other = session("anna");
        Answer refused = server.send(server.as(mine, "/api/people/anna/password")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"old\":\"no\",\"password\":\"staple staple tree\"}")))
                .is(403);
        assertTrue(refused.body().contains("old password"));
        server.send(server.as(mine, "/api/people/anna/password")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(
                                "{\"old\":\"" + Server.PASSWORD + "\",\"password\":\"staple staple tree\"}")))
                .is(204);
        who(mine).is(200);
        who(other).is(401);
        signIn("anna", Server.PASSWORD).is(401);
        signIn("anna", "staple staple tree").is(201);
        server.put("/api/people/anna/password", "{\"password\":\"given by an admin\"}")
                .is(204);
        who(mine).is(401);
    }

    @Test
    void sessionsEndWithTheirPerson() {
        server.hire("anna", "agent");
        String token = session("anna");
        server.put("/api/people/anna", "{\"role\":\"agent\",\"disabled\":true}").is(200);
        who(token).is(401);
        server.put("/api/people/anna", "{\"role\":\"viewer\"}").is(200);
        assertEquals("viewer", who(token).is(200).at("role"));
        server.delete("/api/people/anna").is(204);
        who(token).is(401);
        server.hire("anna", "administrator");
        who(token).is(401);
    }

    @Test
    void nobodyHasMoreThanTenSessions() {
        server.hire("anna", "agent");
        String first = session("anna");
        String last = first;
        for (int i = 0; i < 10; i++) {
            server.clock().advance(Duration.ofSeconds(1));
            last = session("anna");
        }
        assertNotEquals(first, last);
        who(first).is(401);
        who(last).is(200);
    }
}
