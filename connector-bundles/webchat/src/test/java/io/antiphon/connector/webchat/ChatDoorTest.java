package io.antiphon.connector.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryEventStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatDoorTest {

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private List<Signal> heard() {
        return site.connection().signals();
    }

    @Test
    void whatAVisitorWritesIsHeardWithWhoWhereAndInWhichLanguage() throws Exception {
        String token = site.visit();
        Response response = site.ask(
                "POST",
                "messages",
                token,
                "{\"id\":\"message-1\",\"text\":\" Wo ist\\r\\nmein\\u0000 Paket? \",\"language\":\"de-DE\","
                        + "\"page\":\"https://www.example.org/orders/17?token=secret#top\"}");
        assertEquals(202, response.status());
        Signal signal = heard().get(0);
        assertEquals("message", signal.kind());
        assertEquals("webchat", signal.channel());
        assertEquals("Wo ist\nmein Paket?", signal.text());
        assertEquals("de-DE", signal.language());
        assertEquals(Site.id(token), signal.conversation());
        assertEquals(Site.id(token) + "/message-1", signal.externalId());
        assertEquals(List.of(new Identity("webchat", Site.id(token))), signal.identities());
        assertEquals(Map.of("page", "https://www.example.org/orders/17"), signal.attributes());
    }

    @Test
    void aMessageSentAgainIsHeardOnceAndShownOnce() throws Exception {
        String token = site.visit();
        assertEquals("1", Json.text(Site.json(site.write(token, "message-1", "one")), "n"));
        assertEquals("1", Json.text(Site.json(site.write(token, "message-1", "one")), "n"));
        assertEquals("2", Json.text(Site.json(site.write(token, "message-2", "two")), "n"));
        assertEquals(2, heard().size());
        assertEquals(List.of("1 visitor: one", "2 visitor: two"), Site.messages(site.listen(token, "")));
    }

    @Test
    void whatCouldNotBeTakenIsNotShownAndTheBrowserIsToldWhenToComeBack() throws Exception {
        String token = site.visit();
        site.connection().busy(1);
        Response refusal = site.write(token, "message-1", "one");
        assertEquals(429, refusal.status());
        assertTrue(Integer.parseInt(refusal.headers().get("retry-after")) >= 1);
        assertEquals(Site.ORIGIN, refusal.headers().get("access-control-allow-origin"));
        assertEquals(List.of(), Site.messages(site.listen(token, "")));
        assertEquals(202, site.write(token, "message-1", "one").status());
        assertEquals(1, heard().size());
    }

    @Test
    void anAnswerIsSeenAtOnceByAllWindowsOfItsVisitorAndByNobodyElse() throws Exception {
        String ada = site.visit();
        String ben = site.visit();
        site.write(ada, "message-1", "I am Ada");
        site.write(ben, "message-1", "I am Ben");
        MemoryEventStream first = site.listen(ada, "");
        MemoryEventStream second = site.listen(ada, "");
        MemoryEventStream other = site.listen(ben, "");
        Outcome outcome = site.connection().perform(Site.reply(Site.id(ada), "0-7.care.0", "Hello Ada"));
        assertEquals(new Outcome.Done(Site.id(ada) + "/2"), outcome);
        List<String> all = List.of("1 visitor: I am Ada", "2 agent: Hello Ada");
        assertEquals(all, Site.messages(first));
        assertEquals(all, Site.messages(second));
        assertEquals(List.of("1 visitor: I am Ben"), Site.messages(other));
    }

    @Test
    void aListenerThatComesBackIsToldWhatItMissedAlsoAfterARestart() throws Exception {
        String token = site.visit();
        site.write(token, "message-1", "one");
        MemoryEventStream before = site.listen(token, "");
        before.close();
        site.connection().perform(Site.reply(Site.id(token), "0-7.care.0", "two"));
        site.restart(folder);
        assertEquals(List.of("2 agent: two"), Site.messages(site.listen(token, "1")));
        assertEquals(List.of(), Site.messages(site.listen(token, "2")));
        MemoryEventStream confused = site.listen(token, "17");
        assertEquals("reset//{}", confused.sent().get(0));
        assertEquals(List.of("1 visitor: one", "2 agent: two"), Site.messages(confused));
    }

    @Test
    void aWindowThatTakesNoMoreComesBackForTheRest() throws Exception {
        String token = site.visit();
        for (int i = 1; i <= 5; i++) {
            site.write(token, "message-" + i, "n" + i);
        }
        MemoryEventStream slow = new MemoryEventStream(2);
        Response response = site.ask("GET", "events", token, "");
        ((io.antiphon.spi.EventStream.Opening) response.body()).open(slow);
        assertEquals(List.of("1 visitor: n1", "2 visitor: n2"), Site.messages(slow));
        assertFalse(slow.isOpen());
        assertEquals(
                List.of("3 visitor: n3", "4 visitor: n4", "5 visitor: n5"), Site.messages(site.listen(token, "2")));
    }

    @Test
    void thereAreOnlySoManyWindowsOfAVisitorAndOneThatClosesMakesRoom() throws Exception {
        String token = site.visit();
        MemoryEventStream first = site.listen(token, "");
        for (int i = 1; i < Chat.MOST_STREAMS; i++) {
            site.listen(token, "");
        }
        assertEquals(429, site.ask("GET", "events", token, "").status());
        first.close();
        assertTrue(site.listen(token, "").isOpen());
    }

    @Test
    void nobodyReadsOrWritesWithoutATokenOrWithOneThatIsNotOurs() throws Exception {
        String token = site.visit();
        String other = site.visit();
        site.write(token, "message-1", "private");
        String forged = Site.id(token) + other.substring(other.indexOf('.'));
        for (String wrong :
                List.of("", "x", Site.id(token), forged, token + "x", token.toUpperCase(java.util.Locale.ROOT))) {
            for (String path : List.of("events", "transcript")) {
                assertEquals(401, site.ask("GET", path, wrong, "").status(), path + " with " + wrong);
            }
            assertEquals(401, site.write(wrong, "message-2", "x").status());
        }
        assertEquals(1, heard().size());
    }

    @Test
    void aSessionGoesOnWithItsTokenAndAnotherBeginsWithoutOne() throws Exception {
        String token = site.visit();
        assertEquals(token, Json.text(Site.json(site.ask("POST", "session", token, "{}")), "token"));
        assertNotEquals(token, site.visit());
        site.restart(folder);
        assertEquals(token, Json.text(Site.json(site.ask("POST", "session", token, "{}")), "token"));
    }

    @Test
    void onlyAllowedSitesAreAnsweredAndBrowsersAreToldSo() throws Exception {
        Response preflight = site.connection()
                .ask("OPTIONS", "messages", Map.of("origin", Site.ORIGIN, "access-control-request-method", "POST"), "");
        assertEquals(204, preflight.status());
        assertEquals(Site.ORIGIN, preflight.headers().get("access-control-allow-origin"));
        assertTrue(preflight.headers().get("access-control-allow-headers").contains("Authorization"));
        for (String origin : List.of(
                "https://evil.example",
                "http://www.example.org",
                Site.ORIGIN + ".evil.example",
                "null",
                "https://example.org")) {
            Response response = site.connection().ask("POST", "session", Map.of("origin", origin), "{}");
            assertEquals(403, response.status(), origin);
            assertNull(response.headers().get("access-control-allow-origin"), origin);
            Response refused = site.connection().ask("OPTIONS", "session", Map.of("origin", origin), "");
            assertNull(refused.headers().get("access-control-allow-origin"), origin);
        }
        assertEquals(
                403, site.connection().ask("POST", "session", Map.of(), "{}").status());
        assertEquals(200, site.connection().ask("GET", "config", Map.of(), "").status());
    }

    @Test
    void everySiteIsAnsweredIfThatIsSaidExplicitly() throws Exception {
        try (Site open = new Site(folder.resolve("open"), Map.of("origins", "*"))) {
            Response response =
                    open.connection().ask("GET", "config", Map.of("origin", "https://anywhere.example"), "");
            assertEquals("https://anywhere.example", response.headers().get("access-control-allow-origin"));
        }
    }

    @Test
    void theScriptIsForEverySiteAndKnownByItsTag() throws Exception {
        Response script = site.connection().ask("GET", "widget.js", Map.of(), "");
        assertEquals("cross-origin", script.headers().get("cross-origin-resource-policy"));
        assertTrue(script.headers().get("content-type").startsWith("text/javascript"));
        String tag = script.headers().get("etag");
        assertEquals(
                304,
                site.connection()
                        .ask("GET", "widget.js", Map.of("if-none-match", tag), "")
                        .status());
    }

    @Test
    void theScriptSetsTextAndNeverMarkup() throws Exception {
        String script = new String(
                (byte[]) site.connection().ask("GET", "widget.js", Map.of(), "").body(),
                java.nio.charset.StandardCharsets.UTF_8);
        for (String word : List.of(
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "Function(",
                "DOMParser",
                "document.cookie")) {
            assertFalse(script.contains(word), word);
        }
    }

    @Test
    void whatIsWrongIsRefusedWithWords() throws Exception {
        String token = site.visit();
        assertEquals(400, site.write(token, "short", "x").status());
        assertEquals(400, site.write(token, "message/1", "x").status());
        assertEquals(400, site.write(token, "message-1", " \n ").status());
        assertEquals(400, site.write(token, "message-1", "x".repeat(4_001)).status());
        assertEquals(400, site.ask("POST", "messages", token, "[]").status());
        assertEquals(400, site.ask("POST", "messages", token, "{\"id\":").status());
        assertEquals(
                400, site.ask("POST", "messages", token, "[".repeat(10_000)).status());
        assertEquals(413, site.write(token, "message-1", "x".repeat(17_000)).status());
        assertEquals(404, site.ask("GET", "nothing", token, "").status());
        assertEquals(404, site.ask("GET", "../key", token, "").status());
        Response refusal = site.write(token, "short", "x");
        assertTrue(Json.text(Site.json(refusal), "detail").startsWith("id: "));
        assertEquals(List.of(), heard());
    }

    @Test
    void aFloodOfMessagesIsSlowedDownAndNothingOfItIsLost() throws Exception {
        String token = site.visit();
        int sent = 0;
        while (site.write(token, "message-" + sent, "n").status() == 202) {
            sent++;
        }
        assertEquals(10, sent);
        String other = site.visit();
        assertEquals(202, site.write(other, "message-1", "x").status());
        site.kernel.clock().advance(Duration.ofSeconds(2));
        assertEquals(202, site.write(token, "message-" + sent, "n").status());
        assertEquals(429, site.write(token, "message-" + (sent + 1), "n").status());
    }

    @Test
    void aFloodOfSessionsIsSlowedDownAndKeepsNoFiles() throws Exception {
        int begun = 0;
        while (site.ask("POST", "session", "", "{}").status() == 200) {
            begun++;
        }
        assertEquals(100, begun);
        try (var files = java.nio.file.Files.walk(folder)) {
            assertEquals(
                    0, files.filter(file -> file.toString().endsWith(".jsonl")).count());
        }
    }

    @Test
    void aVisitorDownloadsTheConversationAsText() throws Exception {
        String token = site.visit();
        site.write(token, "message-1", "<b>one</b>\ntwo");
        site.connection().perform(Site.reply(Site.id(token), "0-7.care.0", "three"));
        Response file = site.ask("GET", "transcript", token, "");
        assertEquals("attachment; filename=\"chat.txt\"", file.headers().get("content-disposition"));
        assertEquals("text/plain;charset=utf-8", file.headers().get("content-type"));
        assertEquals(
                "2026-01-31 12:00:00 UTC  ← <b>one</b>\n    two\n2026-01-31 12:00:00 UTC  → Chat: three\n",
                file.body());
    }

    @Test
    void anActionWithoutTextOrWithTooMuchIsRefused() throws Exception {
        String token = site.visit();
        site.write(token, "message-1", "one");
        for (String text : List.of(" ", "x".repeat(20_001))) {
            Outcome outcome = site.connection().perform(Site.reply(Site.id(token), "0-7.care.0", text));
            assertTrue(outcome instanceof Outcome.Refused, outcome::toString);
        }
        Outcome other = site.connection().perform(Site.reply("../../etc/passwd", "0-7.care.0", "x"));
        assertTrue(other instanceof Outcome.Refused, other::toString);
    }
}
