package io.antiphon.care.desk;

import static io.antiphon.care.cases.Play.mail;
import static io.antiphon.care.desk.Office.ADA;
import static io.antiphon.care.desk.Office.OLGA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Person;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private final Office office;
    private final Entry.Heard heard;
    private final String id;

    RepliesTest() throws SQLException {
        office = new Office();
        heard = office.play.said("mail", mail("t", "Where is it?").attribute("subject", "Late"));
        id = CaseId.of(heard.position().offset());
    }

    private String seen() {
        return String.valueOf(Office.json(office.get(OLGA, "/api/cases/" + id)).get("seen"));
    }

    private Response reply(Person who, String seen, String key) {
        String body = "{\"text\": \"We are sorry\", \"seen\": \"" + seen + "\"}";
        return office.ask(
                who,
                "POST",
                "/api/cases/" + id + "/reply",
                body,
                key.isEmpty() ? Map.of() : Map.of("idempotency-key", key));
    }

    @Test
    void aReplyGoesWhereTheCustomerWrote() {
        assertEquals(200, reply(OLGA, seen(), "").status());
        Entry.Decided decided = office.decide().get(0);
        assertEquals("mail", decided.action().connection());
        assertEquals("t", decided.action().conversation());
        assertEquals(heard.signal().externalId(), decided.action().inReplyTo());
        assertEquals("email:ada@example.org", String.valueOf(decided.action().to()));
        assertEquals("Re: Late", decided.action().attributes().get("subject"));
        assertEquals("olga", decided.action().attributes().get("by"));
        office.play.performed(decided, new Outcome.Done("m"));
        Map<String, Object> one = Office.json(office.get(OLGA, "/api/cases/" + id));
        assertEquals("answered", one.get("state"));
        List<Map<String, Object>> items = Office.items(office.get(OLGA, "/api/cases/" + id), "items");
        assertEquals(
                List.of("signal", "answer"),
                items.stream().map(item -> item.get("type")).toList());
        assertEquals("sent", items.get(1).get("stage"));
    }

    @Test
    void aConversationTellsWhatAPersonSaidAboutAnUnsureAnswer() {
        reply(OLGA, seen(), "");
        Entry.Decided decided = office.decide().get(0);
        office.play.performed(decided, new Outcome.Unsure("the line broke"));
        Map<String, Object> answer = items().get(1);
        assertEquals(List.of("unsure", "the line broke"), List.of(answer.get("stage"), answer.get("reason")));
        assertEquals(2, items().size(), "The answer itself says it");
        String action = "action " + decided.action().id();
        Map<String, Object> told = Map.of("happened", true, "reason", "she called");
        office.play.append(Entry.Commanded.class, Entry.Commanded.of("ada", "resolve", action, told));
        office.play.append(Entry.Performed.class, Entry.Performed.of(decided, new Outcome.Done("as ada says"), 1));
        assertEquals("sent", items().get(1).get("stage"));
        assertEquals(
                List.of(
                        "could not tell whether the answer arrived: the line broke",
                        "said that the answer arrived: she called"),
                items().stream().skip(2).map(item -> item.get("words")).toList());
    }

    private List<Map<String, Object>> items() {
        return Office.items(office.get(OLGA, "/api/cases/" + id), "items");
    }

    @Test
    void whatBelongsToNoConversationIsAnsweredWhereItWasHeard() {
        Entry.Heard review = office.play.said(
                "reviews",
                Signal.of("review")
                        .channel("store")
                        .unit("acme/care")
                        .externalId("r-7")
                        .rating(2.0));
        String at = "/api/cases/" + CaseId.of(review.position().offset());
        Object seen = Office.json(office.get(OLGA, at)).get("seen");
        String body = "{\"text\": \"We are sorry\", \"seen\": \"" + seen + "\", \"conversation\": \"\", \"to\": \"\"}";
        assertEquals(200, office.post(OLGA, at + "/reply", body).status());
        Entry.Decided decided = office.decide().get(0);
        assertEquals("reviews", decided.action().connection());
        assertEquals("r-7", decided.action().inReplyTo());
        assertNull(decided.action().conversation());
        assertNull(decided.action().to());
        office.play.performed(decided, new Outcome.Done("a-1"));
        assertEquals("answered", Office.json(office.get(OLGA, at)).get("state"));
    }

    @Test
    void whoHasNotSeenAnAnswerIsToldWhoAnswered() {
        String seen = seen();
        reply(OLGA, seen, "");
        Response refused = reply(ADA, seen, "");
        assertEquals(409, refused.status());
        assertEquals("olga", Office.json(refused).get("who"));
        assertTrue(String.valueOf(Office.json(refused).get("detail")).startsWith("Olga has answered already"));
        assertEquals(200, reply(ADA, seen(), "").status(), "Having seen it, one may");
        assertEquals(2, office.replies());
    }

    @Test
    void whoHasNotSeenTheCustomersLatestWordsIsToldSo() {
        String seen = seen();
        office.play.said("mail", mail("t", "It has come!"));
        Response refused = reply(OLGA, seen, "");
        assertEquals(409, refused.status());
        assertEquals("signal", Office.json(refused).get("what"));
        assertEquals(0, office.replies());
    }

    @Test
    void notesAndTagsOfOthersDoNotStandInTheWay() {
        String seen = seen();
        office.post(ADA, "/api/cases/" + id + "/note", "{\"text\": \"I know her\"}");
        office.post(ADA, "/api/cases/" + id + "/tag", "{\"add\": [\"vip\"]}");
        assertEquals(200, reply(OLGA, seen, "").status());
    }

    @Test
    void theSameKeyAnswersOnce() {
        String seen = seen();
        Response first = reply(OLGA, seen, "k1");
        Response second = reply(OLGA, seen, "k1");
        assertEquals(200, second.status());
        assertEquals(Office.json(first).get("position"), Office.json(second).get("position"));
        assertEquals(true, Office.json(second).get("repeated"));
        assertEquals(1, office.replies());
        assertEquals(409, reply(ADA, seen, "k1").status(), "Another's key is another key");
    }

    @RepeatedTest(10)
    void ofManyWhoAnswerAtOnceExactlyOneDoes() throws Exception {
        int many = 8;
        String seen = seen();
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier start = new CyclicBarrier(many);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Person who = new Person("a" + i, "A" + i, Role.AGENT, List.of(), List.of(), List.of());
                answers.add(threads.submit(() -> {
                    start.await();
                    return reply(who, seen, "").status();
                }));
            }
            int won = 0;
            for (Future<Integer> answer : answers) {
                won += answer.get() == 200 ? 1 : 0;
            }
            assertEquals(1, won);
            assertEquals(1, office.replies());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherUnitsCaseIsNotThere() {
        AntiphonException refused = assertThrows(AntiphonException.class, () -> reply(Office.STRANGER, "0-1", ""));
        assertEquals(AntiphonException.Code.NOT_FOUND, refused.code());
    }

    @Test
    void whatIsMissingIsNamed() {
        String address = "/api/cases/" + id + "/reply";
        for (String body : List.of("{}", "{\"text\": \" \"}", "[]", "{\"text\": \"x\", \"seen\": \"now\"}")) {
            assertThrows(IllegalArgumentException.class, () -> office.post(OLGA, address, body), body);
        }
    }
}
