package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Vitals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What those see who are limited to units. */
final class UnitsTest {

    @AutoClose
    private final Server server = new Server();

    private final String anna = server.hire("anna", "agent", "acme/emea");

    private Answer get(String path) {
        return server.send(server.as(anna, path).GET());
    }

    private String hear(String unit, String text, String email) {
        return (String) server.post("/api/signals", """
                {"kind":"complaint","text":"%s","unit":"%s","identities":[{"scheme":"email","value":"%s"}]}""".formatted(text, unit, email))
                .is(202)
                .at("positions.0");
    }

    @Test
    void signalsAndTracesOfOtherUnitsAreNotThere() {
        String theirs = hear("acme/emea/care", "mine", "ada@example.org");
        String others = hear("acme/emeax", "hidden", "bob@example.org");
        String nobodys = hear("", "hidden", "eve@example.org");
        Answer page = get("/api/signals").is(200);
        assertEquals(1, page.size("items"));
        assertEquals("mine", page.at("items.0.text"));
        assertFalse(page.body().contains("hidden"));
        get("/api/signals/" + theirs).is(200);
        String missing = (String) get("/api/signals/" + others).is(404).at("detail");
        assertEquals("There is no signal at " + others + ", or no longer.", missing);
        get("/api/signals/" + nobodys).is(404);
        assertEquals(3, server.get("/api/signals").size("items"));
    }

    @Test
    void pagesGoOnAlsoWhenMostOfThemIsHidden() {
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 1_000; i++) {
            many.append("{\"kind\":\"a\",\"text\":\"%d\",\"unit\":\"%s\"}\n"
                    .formatted(i, i % 250 == 0 ? "acme/emea" : "x"));
        }
        server.post("/api/signals", "application/jsonl", many.toString()).is(202);
        Answer first = get("/api/signals?limit=3").is(200);
        assertEquals(
                List.of("1000", "750", "500"),
                IntStream.range(0, 3)
                        .mapToObj(i -> first.at("items." + i + ".text"))
                        .toList());
        Answer second = get("/api/signals?limit=3&before=" + first.at("next")).is(200);
        assertEquals(1, second.size("items"));
        assertEquals("250", second.at("items.0.text"));
        assertEquals("250", get("/api/signals?limit=1&order=oldest").at("items.0.text"));
    }

    @Test
    void aProfileIsSeenByWhoSeesOneOfItsSignals() {
        hear("acme/emea", "mine", "ada@example.org");
        hear("acme/apac", "hidden", "ada@example.org");
        hear("acme/apac", "hidden", "bob@example.org");
        Answer page = get("/api/profiles").is(200);
        assertEquals(1, page.size("items"));
        assertFalse(page.body().contains("bob@"));
        assertEquals(0, get("/api/profiles?identity=email:bob@example.org").size("items"));
        Object ada = page.at("items.0.id");
        Object bob = server.get("/api/profiles?identity=email:bob@example.org").at("items.0.id");
        get("/api/profiles/" + ada).is(200);
        Answer timeline = get("/api/profiles/" + ada + "/timeline").is(200);
        assertEquals(1, timeline.size("items"));
        assertEquals("mine", timeline.at("items.0.text"));
        assertEquals(1, get("/api/signals?profile=" + ada).is(200).size("items"));
        get("/api/profiles/" + bob).is(404);
        get("/api/profiles/" + bob + "/timeline").is(404);
        get("/api/signals?profile=" + bob).is(404);

        String lead = server.hire("lead", "supervisor", "acme/emea");
        server.send(server.as(lead, "/api/profiles/link")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                                {"one":"email:ada@example.org","other":"email:bob@example.org"}""")))
                .is(404);
    }

    @Test
    void connectionsAndProblemsOfOtherUnitsAreNotTold() {
        server.put("/api/connections/mine", "{\"connector\":\"webhook\",\"unit\":\"acme/emea\",\"url\":\"https://x\"}")
                .is(201);
        server.put(
                        "/api/connections/theirs",
                        "{\"connector\":\"webhook\",\"unit\":\"acme/apac\",\"url\":\"https://x\"}")
                .is(201);
        server.kernel().put(Vitals.class, new Vitals() {
            @Override
            public List<io.antiphon.spi.Metric> metrics() {
                return List.of();
            }

            @Override
            public List<Problem> problems() {
                return List.of(
                        Problem.error("mine", "Mine is down.", ""),
                        Problem.error("theirs", "Theirs is down.", ""),
                        Problem.error("disk", "It is full.", ""));
            }
        });
        Answer list = get("/api/connections").is(200);
        assertEquals(1, list.size("items"));
        assertEquals("mine", list.at("items.0.id"));
        assertEquals(java.util.Map.of(), list.at("items.0.settings"));
        assertEquals(java.util.Map.of(), get("/api/connections/mine").is(200).at("settings"));
        get("/api/connections/theirs").is(404);
        assertEquals(
                "webhook",
                ((java.util.Map<?, ?>) server.get("/api/connections/mine").at("settings")).get("connector"));
        Answer status = get("/api/status").is(200);
        assertTrue(status.body().contains("Mine is down"));
        assertFalse(status.body().contains("Theirs is down"));
        assertFalse(status.body().contains("It is full"));
        assertEquals(null, status.at("profiles"));
        assertTrue(server.get("/api/status").body().contains("It is full"));
    }

    @Test
    void eventsOfOtherUnitsAreNotTold() throws Exception {
        server.put(
                        "/api/connections/theirs",
                        "{\"connector\":\"webhook\",\"unit\":\"acme/apac\",\"url\":\"https://x\"}")
                .is(201);
        var stream = server.client().send(server.as(anna, "/api/events").GET().build(), BodyHandlers.ofInputStream());
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            until(in, "event: status");
            hear("acme/apac", "hidden", "bob@example.org");
            hear("acme/emea", "mine", "ada@example.org");
            String told = until(in, "\"mine\"");
            assertFalse(told.contains("hidden"), told);
            assertFalse(told.contains("theirs"), told);
        }
    }

    @Test
    void aListenerWhoMayNoLongerIsLetGo() throws Exception {
        var stream = server.client().send(server.as(anna, "/api/events").GET().build(), BodyHandlers.ofInputStream());
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            until(in, "event: status");
            server.put("/api/people/anna", "{\"role\":\"agent\",\"units\":[\"acme/apac\"]}")
                    .is(200);
            while (in.readLine() != null) {
                // until its end
            }
        }
        assertEquals(List.of("acme/apac"), get("/api/session").at("units"));
    }

    private static String until(BufferedReader in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            read.append(line).append('\n');
            if (line.contains(end)) {
                return read.toString();
            }
        }
        throw new AssertionError("ended before " + end + ": " + read);
    }

    @Test
    void whatIsPersonalIsShownToSupervisors() {
        server.kernel().put(PersonalData.class, text -> text.replace("4711", "••••"));
        String id = hear("acme/emea", "call 4711", "ada@example.org");
        for (String path : List.of("/api/signals", "/api/signals/" + id)) {
            Answer refused = get(path + "?personal=shown").is(403);
            assertTrue(refused.body().contains("supervisor"));
        }
        String lead = server.hire("lead", "supervisor", "acme/emea");
        assertEquals(
                "call 4711",
                server.send(server.as(lead, "/api/signals/" + id + "?personal=shown")
                                .GET())
                        .is(200)
                        .at("text"));
    }
}
