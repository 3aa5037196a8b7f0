package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connections;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Received;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ResourcesTest {

    @AutoClose
    private final Server server = new Server();

    private void say(String text, String... identities) {
        StringBuilder names = new StringBuilder();
        for (String identity : identities) {
            String[] parts = identity.split(":", 2);
            names.append(names.length() == 0 ? "" : ",")
                    .append("{\"scheme\":\"" + parts[0] + "\",\"value\":\"" + parts[1] + "\"}");
        }
        server.post("/api/signals", "{\"kind\":\"message\",\"text\":\"" + text + "\",\"identities\":[" + names + "]}")
                .is(202);
    }

    @Test
    void aProfileIsFoundByEachOfItsIdentitiesAndHasATimeline() {
        say("one", "email:ada@example.org", "phone:+491");
        say("two", "phone:+491");
        say("three", "email:bob@example.org");
        Answer found = server.get("/api/profiles?identity=phone:%2B491").is(200);
        String id = found.at("items.0.id").toString();
        assertEquals(1, found.size("items"));
        assertEquals(2L, server.get("/api/profiles/" + id).is(200).at("signals"));
        assertEquals(0, server.get("/api/profiles?identity=phone:0").is(200).size("items"));
        server.get("/api/profiles?identity=nonsense").is(400);
        server.get("/api/profiles/nobody").is(404);

        Answer timeline =
                server.get("/api/profiles/" + id + "/timeline?limit=1").is(200);
        assertEquals("two", timeline.at("items.0.text"));
        assertEquals(List.of(), timeline.at("items.0.insights"));
        assertEquals(id, timeline.at("items.0.profile"));
        Answer earlier = server.get("/api/profiles/" + id + "/timeline?before=" + timeline.at("next"))
                .is(200);
        assertEquals("one", earlier.at("items.0.text"));
        assertNull(earlier.at("next"));
        server.get("/api/profiles/nobody/timeline").is(404);

        assertEquals(2, server.get("/api/signals?profile=" + id).is(200).size("items"));
        assertEquals(
                1, server.get("/api/signals?after=0-1&profile=" + id).is(200).size("items"));
        server.get("/api/signals?profile=nobody").is(404);
        assertEquals(id, server.get("/api/signals/0-1").is(200).at("profile"));
    }

    @Test
    void profilesCanBeSearchedPageByPage() {
        say("one", "email:ada@example.org");
        say("two", "email:bob@example.org");
        say("three", "email:adam@example.org");
        assertEquals(2, server.get("/api/profiles?q=ada").is(200).size("items"));
        Answer first = server.get("/api/profiles?limit=2").is(200);
        Answer second =
                server.get("/api/profiles?limit=2&after=" + first.at("next")).is(200);
        assertEquals(1, second.size("items"));
        assertNull(second.at("next"));
    }

    @Test
    void aLinkIsShownUndoneAndMadeAgain() {
        say("one", "email:ada@example.org", "phone:+491");
        String id = server.get("/api/profiles?identity=email:ada@example.org")
                .at("items.0.id")
                .toString();
        assertEquals(
                "same-signal",
                server.get("/api/profiles/" + id + "/links").is(200).at("items.0.rule"));
        Answer undone = server.post("/api/profiles/unlink", """
                {"one":"email:ada@example.org","other":{"scheme":"phone","value":"+491"},"reason":"a shared phone"}""").is(200);
        assertFalse(undone.at("one.id").equals(undone.at("other.id")), undone.body());
        Entry.Commanded order =
                server.kernel().memory().journal().all(Entry.Commanded.class).get(0);
        assertEquals("admin", order.who());
        Answer joined = server.post("/api/profiles/link", """
                {"one":"email:ada@example.org","other":"phone:+491","reason":"after all"}""").is(200);
        assertEquals(joined.at("one.id"), joined.at("other.id"));
        server.post("/api/profiles/link", "{\"one\":\"email:ada@example.org\"}").is(400);
        server.post("/api/profiles/link", "{\"one\":\"nonsense\",\"other\":\"a:b\"}")
                .is(400);
        server.post("/api/profiles/link", "{\"one\":\"a:b\",\"other\":\"a:b\",\"why\":\"x\"}")
                .is(400);
        server.post("/api/profiles/unlink", "{\"one\":\"email:x@y\",\"other\":\"phone:+491\"}")
                .is(404);
    }

    @Test
    void aConnectionIsMadeChangedPausedCheckedAndTakenAway() {
        Answer made = server.put("/api/connections/shop", """
                {"connector":"webhook","url":"https://example.org","secret":"s3cret","rate":5,"paused":false}""");
        assertEquals(422, made.status());
        server.put("/api/connections/shop", """
                {"connector":"webhook","url":"https://example.org","secret":"s3cret"}""").is(201);
        Answer changed = server.put("/api/connections/shop", """
                {"connector":"webhook","url":"https://example.org/2","secret":"••••••"}""").is(200);
        assertEquals("https://example.org/2", changed.at("settings.url"));
        assertEquals(Connections.MASK, changed.at("settings.secret"));
        Answer list = server.get("/api/connections").is(200);
        assertEquals("shop", list.at("items.0.id"));
        assertEquals("running", list.at("items.0.status"));
        assertEquals("webhook", list.at("specs.0.name"));
        assertEquals("uri", list.at("specs.0.fields.0.type"));
        assertEquals("webhook", server.get("/api/connectors").is(200).at("items.0.name"));
        assertEquals(
                "paused",
                server.post("/api/connections/shop/pause", "{}").is(200).at("status"));
        assertEquals(
                "running",
                server.post("/api/connections/shop/resume", "").is(200).at("status"));
        assertEquals(
                "url", server.post("/api/connections/shop/check", "").is(200).at("problems.0.where"));
        assertEquals(204, server.delete("/api/connections/shop").status());
        server.get("/api/connections/shop").is(404);
        server.delete("/api/connections/shop").is(404);
        assertEquals(
                List.of(
                        "put shop by admin",
                        "put shop by admin",
                        "pause shop by admin",
                        "resume shop by admin",
                        "delete shop by admin"),
                server.kernel().connections().orders());
    }

    @Test
    void allThatIsWrongWithSettingsIsToldByField() {
        Answer answer = server.put("/api/connections/shop", """
                {"connector":"webhook","url":"not an address","x/y":"1"}""").is(422);
        assertEquals(2, answer.size("errors"));
        List<?> pointers = ((List<?>) answer.at("errors"))
                .stream().map(e -> ((Map<?, ?>) e).get("pointer")).sorted().toList();
        assertEquals(List.of("/url", "/x~1y"), pointers);
        server.put("/api/connections/shop", "{\"connector\":{\"name\":\"webhook\"}}")
                .is(400);
        server.put("/api/connections/shop", "[]").is(400);
        server.put("/api/connections/shop", "{\"a\":").is(400);
    }

    @Test
    void whatIsPushedReachesItsConnectionWithoutAToken() {
        AtomicReference<Request> seen = new AtomicReference<>();
        server.kernel().connections().hook(request -> {
            seen.set(request);
            return Response.of(202, Map.of("heard", 2));
        });
        Answer answer = server.send(server.anonymous("/hooks/shop?topic=a&topic=b&empty")
                        .header("X-Signature", "abc")
                        .header("X-Signature", "def")
                        .header("Authorization", "Basic own")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"ä\":1}")))
                .is(202);
        assertEquals(2L, answer.at("heard"));
        assertEquals("POST", seen.get().method());
        assertEquals("/hooks/shop", seen.get().path());
        assertEquals("shop", seen.get().parameter("connection"));
        assertEquals("abc, def", seen.get().header("x-signature").orElse(""));
        assertEquals("Basic own", seen.get().header("authorization").orElse(""));
        assertEquals("b", seen.get().query("topic").orElse(""));
        assertEquals("{\"ä\":1}", seen.get().text());
        assertEquals("", seen.get().user());
    }

    @Test
    void aPushIsRefusedAsItsConnectionSays() {
        server.send(server.anonymous("/hooks/nobody").POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                .is(404);
        server.kernel().connections().hook(request -> {
            throw new AntiphonException(
                    AntiphonException.Code.UNAVAILABLE, "It is being replaced", Duration.ofSeconds(3), null);
        });
        Answer away = server.send(
                        server.anonymous("/hooks/shop").POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                .is(503);
        assertEquals("3", away.header("retry-after"));
        server.kernel().remove(Connections.class);
        server.send(server.anonymous("/hooks/shop").POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                .is(503);
        server.get("/hooks/shop").is(405);
    }

    @Test
    void deadLettersAreShownReadAgainAndDropped() {
        var letters = server.kernel().memory().deadLetters();
        long good = letters.keep(
                "shop",
                new Received(
                        "a good one".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Map.of("X-Api-Key", "hidden", "X-Topic", "t"),
                        "survey.csv:17"),
                "too few columns");
        long bad = letters.keep("other", Received.of("bad one", "x:1"), "no JSON");
        long binary = letters.keep("shop", new Received(new byte[] {0, 1, (byte) 0xff}, Map.of(), "y"), "no text");

        Answer page = server.get("/api/deadletters?limit=2").is(200);
        assertEquals(3L, page.at("total"));
        assertEquals(binary, page.at("items.0.id"));
        assertEquals("AAH/", page.at("items.0.base64"));
        assertEquals(bad, page.at("next"));
        Answer rest =
                server.get("/api/deadletters?connection=shop&before=" + bad).is(200);
        assertEquals("a good one", rest.at("items.0.text"));
        assertEquals("survey.csv:17", rest.at("items.0.origin"));
        assertEquals("too few columns", rest.at("items.0.reason"));
        assertEquals(Connections.MASK, rest.at("items.0.headers.x-api-key"));
        assertEquals("t", rest.at("items.0.headers.x-topic"));

        assertEquals(
                List.of("0-1"),
                server.post("/api/deadletters/" + good + "/retry", "").is(200).at("positions"));
        server.post("/api/deadletters/" + good + "/retry", "").is(404);
        assertTrue(server.post("/api/deadletters/" + bad + "/retry", "")
                .is(409)
                .body()
                .contains("still no JSON"));
        assertEquals(204, server.delete("/api/deadletters/" + binary).status());
        server.delete("/api/deadletters/" + binary).is(404);
        server.get("/api/deadletters/nonsense").is(404);
        server.get("/api/deadletters?before=x").is(400);
        Entry.Commanded order =
                server.kernel().memory().journal().all(Entry.Commanded.class).get(0);
        assertEquals("drop-dead-letter", order.command());
        assertEquals("shop", order.arguments().get("connection"));
    }

    @Test
    void aLargeDeadLetterIsCutBetweenCharacters() {
        server.kernel().memory().deadLetters().keep("shop", Received.of("x" + "€".repeat(10_000), "y"), "long");
        Answer answer = server.get("/api/deadletters").is(200);
        assertEquals(true, answer.at("items.0.truncated"));
        assertEquals(30_001L, answer.at("items.0.size"));
        assertTrue(answer.at("items.0.text").toString().endsWith("€"));
        assertEquals(
                10_001,
                server.get("/api/deadletters/" + answer.at("items.0.id"))
                        .at("text")
                        .toString()
                        .length());
    }

    @Test
    void theStatusTellsWhatIsThereAndWhatIsWrong() {
        say("one", "email:ada@example.org");
        server.kernel().put(Vitals.class, new Vitals() {
            @Override
            public List<io.antiphon.spi.Metric> metrics() {
                return List.of();
            }

            @Override
            public List<Problem> problems() {
                return List.of(Problem.warning("journal", "The disk is nearly full.", "Make room."));
            }
        });
        Answer answer = server.get("/api/status").is(200);
        assertEquals("1.2.3", answer.at("version"));
        assertEquals("0-1", answer.at("road.position"));
        assertEquals("0-1", answer.at("journal.end"));
        assertEquals(1L, answer.at("profiles"));
        assertEquals(0L, answer.at("deadLetters"));
        assertEquals("The disk is nearly full.", answer.at("problems.0.what"));
        assertEquals(List.of(), answer.at("missing"));

        server.kernel().remove(io.antiphon.spi.Road.class);
        server.kernel().remove(io.antiphon.spi.Journal.class);
        server.kernel().remove(io.antiphon.spi.Profiles.class);
        Answer poor = server.get("/api/status").is(200);
        assertNull(poor.at("road"));
        assertEquals(List.of("journal", "road", "profiles"), poor.at("missing"));
        for (String path : List.of("/api/signals", "/api/profiles", "/api/signals/0-1")) {
            assertFalse(server.get(path).is(503).header("retry-after").isEmpty());
        }
    }

    @Test
    void aQuarantinedPluginIsReleasedAndTheOrderIsKept() {
        server.kernel().put(Plugins.class, new Plugins() {
            @Override
            public List<Plugin> list() {
                return List.of(
                        new Plugin("enricher", "slow", "1", "x 1", "quarantined", 5, 4, 9, "too slow", Instant.EPOCH));
            }

            @Override
            public boolean release(String kind, String name) {
                return kind.equals("enricher") && name.equals("slow");
            }
        });
        assertEquals("too slow", server.get("/api/plugins").is(200).at("items.0.reason"));
        assertEquals(204, server.post("/api/plugins/enricher/slow/release", "").status());
        server.post("/api/plugins/enricher/quick/release", "").is(404);
        assertEquals(
                "enricher:slow",
                server.kernel()
                        .memory()
                        .journal()
                        .all(Entry.Commanded.class)
                        .get(0)
                        .subject());
    }
}
