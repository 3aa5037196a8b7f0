package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.PersonalData;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signals as they are shown. */
final class ShownSignalsTest {

    @AutoClose
    private final Server server = new Server();

    @Test
    void pagesGoOnFromWhereTheyEnded() {
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 250; i++) {
            many.append("{\"kind\":\"a\",\"text\":\"").append(i).append("\"}\n");
        }
        server.post("/api/signals", "application/jsonl", many.toString()).is(202);
        server.post("/api/signals?connection=other", "{\"kind\":\"a\",\"text\":\"251\"}")
                .is(202);

        Answer newest = server.get("/api/signals?limit=2").is(200);
        assertEquals("0-251", newest.at("items.0.id"));
        assertEquals("0-250", newest.at("next"));
        assertEquals("0-249", server.get("/api/signals?limit=2&before=0-250").at("items.0.id"));

        Answer twoHundred = server.get("/api/signals?limit=200").is(200);
        assertEquals(200, twoHundred.size("items"));
        assertEquals("0-52", twoHundred.at("items.199.id"));

        Answer oldest = server.get("/api/signals?limit=200&after=0-0").is(200);
        assertEquals("0-1", oldest.at("items.0.id"));
        assertEquals("0-200", oldest.at("next"));
        Answer rest =
                server.get("/api/signals?limit=200&after=0-200&connection=api").is(200);
        assertEquals(50, rest.size("items"));
        assertNull(rest.at("next"));
        assertEquals("0-1", server.get("/api/signals?order=oldest&limit=1").at("items.0.id"));
        assertEquals(1, server.get("/api/signals?connection=other").size("items"));
        assertEquals(2, server.get("/api/signals?after=0-3&before=0-6").size("items"));
        for (String bad : List.of("limit=0", "limit=1001", "limit=x", "after=x", "order=up", "offset=3")) {
            server.get("/api/signals?" + bad).is(400);
        }
    }

    @Test
    void aPageOfLongTextsEndsEarlyAndGoesOn() {
        String signal = "{\"kind\":\"a\",\"text\":\"" + "x".repeat(999_000) + "\"}\n";
        for (int i = 0; i < 3; i++) {
            server.post("/api/signals", "application/jsonl", signal.repeat(8)).is(202);
        }
        int seen = 0;
        Object after = "0-0";
        while (after != null) {
            Answer page = server.get("/api/signals?limit=1000&after=" + after).is(200);
            seen += page.size("items");
            after = page.at("next");
        }
        assertEquals(24, seen);
    }

    @Test
    void whatIsPersonalIsMaskedUnlessSomebodyAsksForItWhichIsRecorded() {
        server.kernel().put(PersonalData.class, text -> text.replace("4711", "••••"));
        server.post("/api/signals", """
                {"kind":"complaint","text":"call 4711","identities":[{"scheme":"email","value":"ada@example.org"}]}""").is(202);
        var journal = server.kernel().memory().journal();
        assertEquals("call ••••", server.get("/api/signals").at("items.0.text"));
        Answer masked = server.get("/api/signals/0-1").is(200);
        assertEquals("call ••••", masked.at("text"));
        assertEquals("call ••••", masked.at("trace.0.signal.text"));
        assertEquals(List.of(), journal.all(Entry.Commanded.class));

        assertEquals("call 4711", server.get("/api/signals/0-1?personal=shown").at("text"));
        Entry.Commanded order = journal.all(Entry.Commanded.class).get(0);
        assertEquals("show-personal", order.command());
        assertEquals("/api/signals/0-1", order.subject());
        assertEquals("admin", order.who());
        assertEquals(Map.of(), order.arguments());
        server.get("/api/signals/0-1?personal=all").is(400);
        server.get("/api/signals?personal=shown&limit=7").is(200);
        assertEquals(
                Map.of("limit", "7"), journal.all(Entry.Commanded.class).get(1).arguments());
    }

    @Test
    void whatWasFoundToBePersonalIsMaskedInAllThatCameOfASignal() {
        server.kernel().put(PersonalData.class, text -> text.replace("4711", "••••"));
        server.post("/api/signals", """
                {"kind":"complaint","text":"Maria 4711 is rude, Ada","identities":[{"scheme":"email","value":"ada@example.org"}]}""").is(202);
        var journal = server.kernel().memory().journal();
        Entry.Heard heard = (Entry.Heard) journal.get(Position.of(1)).orElseThrow();
        Insight felt = Insight.of("sentiment", "negative").about("Maria 4711").at(0, 10);
        Insight name = Insight.of("pii", "name").at(20, 23);
        Action answer = Action.reply("mail", heard.signal(), "about 4711");
        journal.append(List.of(Entry.Understood.of(heard, "p-1", List.of(felt, name))));
        journal.append(List.of(Entry.Decided.of(heard.position(), "p-1", "polite", "1", 0, answer)));
        Map<String, Object> told = Map.of("cause", "0-1", "reason", "4711 is her number", "text", "you are 4711");
        journal.append(List.of(Entry.Commanded.of("olga", "reply", "case C0-1", told)));
        Answer masked = server.get("/api/signals/0-1").is(200);
        assertEquals("Maria •••• is rude, •••", masked.at("text"));
        assertEquals("Maria •••• is rude, •••", masked.at("trace.0.signal.text"));
        assertEquals("Maria ••••", masked.at("trace.1.insights.0.about"));
        assertEquals("about ••••", masked.at("trace.2.action.text"));
        assertEquals("olga", masked.at("trace.3.who"));
        assertEquals("0-1", masked.at("trace.3.cause"));
        assertEquals("you are ••••", masked.at("trace.3.arguments.text"));
        assertEquals("•••• is her number", masked.at("trace.3.arguments.reason"));
        Answer shown = server.get("/api/signals/0-1?personal=shown").is(200);
        assertEquals("you are 4711", shown.at("trace.3.arguments.text"));
        assertEquals("Maria 4711", shown.at("trace.1.insights.0.about"));
        assertEquals("about 4711", shown.at("trace.2.action.text"));
    }

    @Test
    void aSignalIsShownWithAllThatCameOfIt() {
        server.post("/api/signals", """
                {"kind":"complaint","text":"late","identities":[{"scheme":"email","value":"ada@example.org"}]}""").is(202);
        var journal = server.kernel().memory().journal();
        Entry.Heard heard = (Entry.Heard) journal.get(Position.of(1)).orElseThrow();
        journal.append(List.of(Entry.Understood.of(
                heard,
                "p-1",
                List.of(io.antiphon.spi.Insight.of("topic", "late", 0.75).at(0, 4)))));
        Entry.Decided decided = Entry.Decided.of(
                Position.of(2), "p-1", "answer", "1", 0, io.antiphon.spi.Action.reply("mail", heard.signal(), "sorry"));
        journal.append(List.of(decided));
        Entry.Decided stored = (Entry.Decided) journal.get(Position.of(3)).orElseThrow();
        journal.append(List.of(Entry.Performed.of(stored, new io.antiphon.spi.Outcome.Done("m-7"), 0)));

        Answer answer = server.get("/api/signals/0-1").is(200);
        assertEquals("complaint", answer.at("kind"));
        assertEquals("email", answer.at("identities.0.scheme"));
        assertEquals("heard", answer.at("trace.0.kind"));
        assertEquals("late", answer.at("trace.0.signal.text"));
        assertEquals("understood", answer.at("trace.1.kind"));
        assertEquals("0-1", answer.at("trace.1.cause"));
        assertEquals(0.75, answer.at("trace.1.insights.0.confidence"));
        assertEquals(4L, answer.at("trace.1.insights.0.span.to"));
        assertEquals("decided", answer.at("trace.2.kind"));
        assertEquals("sorry", answer.at("trace.2.action.text"));
        assertEquals("performed", answer.at("trace.3.kind"));
        assertEquals("m-7", answer.at("trace.3.outcome.reference"));
        assertEquals(false, answer.at("truncated"));
        server.get("/api/signals/0-99").is(404);
        server.get("/api/signals/nonsense").is(404);
        assertTrue(server.get("/api/signals/0-2").is(404).body().contains("0-1"));
    }

    @Test
    void whatIsStoredWithHalfASurrogatePairIsShownAllTheSame() {
        server.kernel()
                .memory()
                .journal()
                .append(List.of(Entry.Heard.of(
                        "old",
                        Signal.of("a")
                                .text("x\ud800y")
                                .attribute("\udc00", "\ud800")
                                .build())));
        assertEquals("x\ufffdy", server.get("/api/signals").is(200).at("items.0.text"));
    }
}
