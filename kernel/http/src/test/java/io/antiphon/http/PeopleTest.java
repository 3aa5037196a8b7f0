package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Recorder;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The resources of people. */
final class PeopleTest {

    @AutoClose
    private final Server server = new Server();

    private List<Entry.Commanded> orders() {
        return server.kernel().memory().journal().all(Entry.Commanded.class);
    }

    private Path file() {
        return server.folder().resolve("people.json");
    }

    @Test
    void somebodyIsLetInChangedAndTakenAwayAndAllIsInTheJournal() throws IOException {
        Answer made = server.post("/api/people", """
                {"name":"anna","title":"Anna Ivanova","role":"agent","units":["acme/emea"],"languages":["ru","de"],
                 "skills":["refunds"],"password":"correct horse battery"}""").is(201);
        assertEquals("Anna Ivanova", made.at("title"));
        assertEquals(true, made.at("hasPassword"));
        assertFalse(made.body().contains("$2a$"));
        server.post("/api/people", "{\"name\":\"anna\",\"role\":\"agent\"}").is(409);

        Answer changed = server.put("/api/people/anna", "{\"title\":\"Anna\",\"role\":\"supervisor\"}")
                .is(200);
        assertEquals("supervisor", changed.at("role"));
        assertEquals(List.of(), changed.at("units"));
        assertEquals(true, changed.at("hasPassword"));
        assertEquals("Anna", server.get("/api/people").is(200).at("items.0.title"));

        server.put("/api/people/anna/password", "{\"password\":\"another long one\"}")
                .is(204);
        server.delete("/api/people/anna").is(204);
        server.get("/api/people/anna").is(404);
        server.delete("/api/people/anna").is(404);
        server.put("/api/people/anna", "{\"role\":\"agent\"}").is(404);
        server.put("/api/people/anna/password", "{\"password\":\"another long one\"}")
                .is(404);
        assertEquals(
                List.of("person-created", "person-changed", "password-changed", "person-removed"),
                orders().stream().map(Entry.Commanded::command).toList());
        for (Entry.Commanded order : orders()) {
            assertEquals("admin", order.who());
            assertEquals("person anna", order.subject());
            assertFalse(order.toString().contains("horse"));
            assertFalse(order.toString().contains("$2a$"));
        }
        assertEquals("supervisor", orders().get(1).arguments().get("role"));
        assertFalse(Files.readString(file()).contains("anna"));
    }

    @Test
    void aTokenIsShownOnceAndCountsUntilItIsTakenAway() throws IOException {
        server.post("/api/people", "{\"name\":\"bot\",\"role\":\"administrator\"}")
                .is(201);
        Answer made = server.post("/api/people/bot/tokens", "{\"label\":\"nightly import\"}")
                .is(201);
        String token = (String) made.at("token");
        assertEquals(43, token.length());
        assertEquals("no-store", made.header("cache-control"));
        server.send(server.as(token, "/api/signals")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"kind\":\"a\",\"text\":\"t\"}")))
                .is(202);
        assertEquals(
                "token", server.send(server.as(token, "/api/session").GET()).at("by"));
        Answer seen = server.get("/api/people/bot").is(200);
        assertEquals("nightly import", seen.at("tokens.0.label"));
        assertNull(seen.at("tokens.0.hash"));
        assertFalse(seen.body().contains(token));
        assertFalse(Files.readString(file()).contains(token));
        server.delete("/api/people/bot/tokens/" + made.at("id")).is(204);
        server.delete("/api/people/bot/tokens/" + made.at("id")).is(404);
        server.send(server.as(token, "/api/session").GET()).is(401);
        for (Entry.Commanded order : orders()) {
            assertFalse(order.toString().contains(token));
        }
        assertEquals("token-removed", orders().get(orders().size() - 1).command());
        for (String label : List.of("", "x".repeat(101))) {
            server.post("/api/people/bot/tokens", "{\"label\":\"" + label + "\"}")
                    .is(400);
        }
        server.post("/api/people/nobody-here/tokens", "{\"label\":\"x\"}").is(404);
    }

    @Test
    void whatIsWrongIsToldByField() {
        for (String[] bad : new String[][] {
            {"/name", "{\"name\":\"Anna\",\"role\":\"agent\"}"},
            {"/name", "{\"name\":\"admin\",\"role\":\"agent\"}"},
            {"/name", "{\"role\":\"agent\"}"},
            {"/role", "{\"name\":\"anna\",\"role\":\"boss\"}"},
            {"/role", "{\"name\":\"anna\"}"},
            {"/units", "{\"name\":\"anna\",\"role\":\"agent\",\"units\":[\"/acme\"]}"},
            {"/units", "{\"name\":\"anna\",\"role\":\"agent\",\"units\":[\"a\",\"a\"]}"},
            {"/units", "{\"name\":\"anna\",\"role\":\"agent\",\"units\":\"a\"}"},
            {"/units", "{\"name\":\"anna\",\"role\":\"administrator\",\"units\":[\"a\"]}"},
            {"/languages", "{\"name\":\"anna\",\"role\":\"agent\",\"languages\":[\"german!\"]}"},
            {"/password", "{\"name\":\"anna\",\"role\":\"agent\",\"password\":\"short\"}"},
            {"/password", "{\"name\":\"anna\",\"role\":\"agent\",\"password\":\"aaaaaaaaaaaaaaaa\"}"},
            {"/password", "{\"name\":\"anna\",\"role\":\"agent\",\"password\":\"anna anna is it\"}"},
            {"/password", "{\"name\":\"anna\",\"role\":\"agent\",\"password\":\"" + "long ".repeat(20) + "\"}"},
            {"/disabled", "{\"name\":\"anna\",\"role\":\"agent\",\"disabled\":1}"},
            {"/admin", "{\"name\":\"anna\",\"role\":\"agent\",\"admin\":true}"}
        }) {
            assertEquals(bad[0], server.post("/api/people", bad[1]).is(400).at("errors.0.pointer"), bad[1]);
        }
        assertEquals(List.of(), orders());
        assertFalse(Files.exists(file()));
    }

    @Test
    void nobodyLocksThemselvesOut() {
        String token = server.hire("root", "administrator");
        for (String body : List.of("{\"role\":\"viewer\"}", "{\"role\":\"administrator\",\"disabled\":true}")) {
            server.send(server.as(token, "/api/people/root")
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(body)))
                    .is(409);
        }
        server.send(server.as(token, "/api/people/root").DELETE()).is(409);
        server.delete("/api/people/root").is(204);
        server.get("/api/people").is(200);
    }

    @Test
    void anothersPasswordIsForAdministratorsOnly() {
        server.hire("anna", "agent");
        String bob = server.hire("bob", "supervisor");
        Answer refused = server.send(server.as(bob, "/api/people/anna/password")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"password\":\"another long one\"}")))
                .is(403);
        assertTrue(refused.body().contains("administrator"));
        server.send(server.as(bob, "/api/people/bob/password")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"password\":\"another long one\"}")))
                .is(400);
    }

    @Test
    void colleaguesSeeWhoWorksButNotHowTheyComeIn() {
        String anna = server.hire("anna", "agent");
        server.hire("bob", "agent");
        server.put("/api/people/bob", "{\"role\":\"agent\",\"disabled\":true}").is(200);
        Answer seen = server.send(server.as(anna, "/api/people").GET()).is(200);
        assertEquals(1, seen.size("items"));
        assertNull(seen.at("items.0.tokens"));
        assertNull(seen.at("items.0.hasPassword"));
        server.send(server.as(anna, "/api/people/bob").GET()).is(404);
    }

    @Test
    void withoutTheJournalNothingIsChanged() {
        server.hire("anna", "agent");
        server.kernel().remove(Recorder.class);
        server.put("/api/people/anna", "{\"role\":\"viewer\"}").is(503);
        server.delete("/api/people/anna").is(503);
        assertEquals("agent", server.get("/api/people/anna").at("role"));
    }

    @Test
    void aBrokenFileIsNotOverwritten() throws IOException {
        server.hire("anna", "agent");
        Files.writeString(file(), "{ my half-finished edit");
        server.put("/api/people/anna", "{\"role\":\"viewer\"}").is(409);
        assertEquals("{ my half-finished edit", Files.readString(file()));
    }
}
