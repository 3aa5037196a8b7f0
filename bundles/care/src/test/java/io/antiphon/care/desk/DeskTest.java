package io.antiphon.care.desk;

import static io.antiphon.care.cases.Play.mail;
import static io.antiphon.care.desk.Office.ADA;
import static io.antiphon.care.desk.Office.BOSS;
import static io.antiphon.care.desk.Office.OLGA;
import static io.antiphon.care.desk.Office.items;
import static io.antiphon.care.desk.Office.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskTest {

    private final Office office;

    DeskTest() throws SQLException {
        office = new Office();
    }

    private String opened(String thread, String text, Insight... insights) {
        Entry.Heard heard = office.play.heard("mail", mail(thread, text));
        office.play.understood(heard, "p" + thread, insights);
        return CaseId.of(heard.position().offset());
    }

    private List<Object> ids(String query) {
        return new ArrayList<>(items(office.get(OLGA, "/api/cases" + query), "items").stream()
                .map(one -> one.get("id"))
                .toList());
    }

    @Test
    void theListIsOrderedFilteredAndPaged() {
        String calm = opened("a", "A question");
        String urgent = opened(
                "b",
                "Help",
                Insight.of("intent", "complaint"),
                Insight.of("urgency", "high"),
                Insight.of("topic", "safety"));
        String other = opened("c", "Another parcel");
        assertEquals(List.of(urgent, calm, other), ids(""));
        List<Object> paged = new ArrayList<>();
        Object next = "";
        while (next != null) {
            Response page = office.get(OLGA, "/api/cases?limit=1&after=" + next);
            items(page, "items").forEach(one -> paged.add(one.get("id")));
            next = json(page).get("next");
        }
        assertEquals(List.of(urgent, calm, other), paged);
        assertEquals(List.of(other), ids("?text=PARCEL"));
        assertEquals(List.of(other, urgent, calm), ids("?order=latest"));
        office.post(OLGA, "/api/cases/" + calm + "/take", "{}");
        assertEquals(List.of(calm), ids("?assignee=me"));
        assertEquals(List.of(urgent, other), ids("?assignee=none"));
        assertEquals(List.of(), ids("?queue=none"));
        assertEquals(List.of(urgent), ids("?priority=1"));
        assertEquals(List.of(), ids("?state=closed"));
        assertEquals(
                List.of(),
                items(office.get(Office.STRANGER, "/api/cases?state=all"), "items"),
                "Another unit's people see nothing");
        assertThrows(IllegalArgumentException.class, () -> ids("?order=colour"));
        assertThrows(IllegalArgumentException.class, () -> ids("?after=drop"));
    }

    @Test
    void whatIsPersonalIsMaskedUnlessAskedFor() {
        String id = opened("a", "My number is 12345");
        assertEquals(
                "My number is •••••", json(office.get(OLGA, "/api/cases/" + id)).get("subject"));
        assertEquals(
                "My number is 12345",
                json(office.get(OLGA, "/api/cases/" + id + "?personal=shown")).get("subject"));
        assertTrue(office.play.journal().all(Entry.Commanded.class).stream()
                .anyMatch(order ->
                        order.command().equals("show-personal") && order.who().equals("olga")));
    }

    @Test
    void verbsDoWhatTheySay() {
        String id = opened("a", "Hello");
        String at = "/api/cases/" + id + "/";
        office.post(OLGA, at + "take", "");
        assertThrows(AntiphonException.class, () -> office.post(ADA, at + "take", ""), "It is Olga's");
        assertThrows(AntiphonException.class, () -> office.post(ADA, at + "assign", "{\"to\": \"\"}"));
        assertEquals(
                200,
                office.post(BOSS, at + "assign", "{\"to\": \"ada\", \"reason\": \"law\"}")
                        .status());
        office.post(ADA, at + "priority", "{\"priority\": 1}");
        office.post(ADA, at + "tag", "{\"add\": [\"x\", \"y\"]}");
        office.post(ADA, at + "tag", "{\"remove\": [\"x\"]}");
        office.post(ADA, at + "snooze", "{\"hours\": 2}");
        office.post(ADA, at + "acknowledge", "{}");
        office.post(ADA, at + "language", "{\"language\": \"en\"}");
        office.post(ADA, at + "queue", "{\"queue\": \"thanks\"}");
        Map<String, Object> one = json(office.get(ADA, "/api/cases/" + id));
        assertEquals(
                List.of("ada", 1, List.of("y"), "acknowledged", "en", "thanks"),
                List.of(
                        one.get("assignee"),
                        one.get("priority"),
                        one.get("tags"),
                        one.get("state"),
                        one.get("language"),
                        one.get("queue")));
        assertEquals(office.play.clock().instant().plus(Duration.ofHours(2)), one.get("snoozedUntil"));
        office.post(ADA, at + "close", "{\"reason\": \"spam\"}");
        assertEquals(false, json(office.get(ADA, "/api/cases/" + id)).get("open"));
        office.post(ADA, at + "reopen", "{\"reason\": \"no spam\"}");
        assertEquals("reopened", json(office.get(ADA, "/api/cases/" + id)).get("state"));
        assertThrows(IllegalArgumentException.class, () -> office.post(ADA, at + "queue", "{\"queue\": \"moon\"}"));
        assertThrows(IllegalArgumentException.class, () -> office.post(ADA, at + "close", "{}"));
    }

    @Test
    void mergedCasesAreOne() {
        String one = opened("a", "Hello");
        String other = opened("b", "Hello again");
        office.post(OLGA, "/api/cases/" + other + "/merge", "{\"into\": \"" + one + "\"}");
        Map<String, Object> merged = json(office.get(OLGA, "/api/cases/" + other));
        assertEquals(one, merged.get("id"));
        assertEquals(2, merged.get("signals"));
        assertEquals(List.of(one), ids(""));
    }

    @Test
    void aMacroDoesItsSteps() {
        String id = opened("a", "You are great", Insight.of("sentiment", "positive"));
        office.play.said("mail", mail("a", "Really").attribute("profile", Map.of("name", "Ada")));
        String profile = office.kernel
                .profiles()
                .page(new io.antiphon.spi.Profiles.ProfileQuery(null, null, 1))
                .get(0)
                .id();
        Entry.Heard last = office.play.heard("mail", mail("z", "Great").attribute("profile", Map.of("name", "Ada")));
        office.play.understood(last, profile, Insight.of("sentiment", "positive"));
        String other = CaseId.of(last.position().offset());
        Object seen = json(office.get(OLGA, "/api/cases/" + other)).get("seen");
        String body = "{\"name\": \"thank-and-close\", \"seen\": \"" + seen + "\"}";
        assertEquals(
                200, office.post(OLGA, "/api/cases/" + other + "/macro", body).status());
        assertEquals(1, office.replies());
        assertTrue(String.valueOf(office.decide().get(0).action().text()).startsWith("Dear Ada,"));
        assertEquals("thanked", json(office.get(OLGA, "/api/cases/" + other)).get("closedWhy"));
        assertEquals(true, json(office.get(OLGA, "/api/cases/" + id)).get("open"));
    }

    @Test
    void whoElseLooksIsShownForAWhile() {
        String id = opened("a", "Hello");
        office.post(ADA, "/api/cases/" + id + "/presence", "{\"writing\": true}");
        List<Map<String, Object>> present = items(office.post(OLGA, "/api/cases/" + id + "/presence", ""), "present");
        assertEquals("ada", present.get(0).get("name"));
        assertEquals(true, present.get(0).get("writing"));
        office.play.clock().advance(Duration.ofSeconds(31));
        assertEquals(List.of(), items(office.get(OLGA, "/api/cases/" + id), "present"));
    }

    @Test
    void changesAreTold() {
        String id = opened("a", "Hello");
        Object position = json(office.get(OLGA, "/api/care/changes")).get("position");
        assertEquals(
                List.of(),
                json(office.get(OLGA, "/api/care/changes?after=" + position)).get("cases"));
        office.post(OLGA, "/api/cases/" + id + "/note", "{\"text\": \"x\"}");
        assertEquals(
                List.of(id),
                json(office.get(OLGA, "/api/care/changes?after=" + position)).get("cases"));
        assertEquals(
                List.of(),
                json(office.get(Office.STRANGER, "/api/care/changes?after=" + position))
                        .get("cases"));
    }

    @Test
    void theLedgerBalancesAndIsRecounted() {
        String id = opened("a", "Hello");
        opened("b", "Hello");
        office.play.said("shop", Signal.of("order").unit("acme/shop").attribute("total", 1));
        office.post(OLGA, "/api/cases/" + id + "/close", "{\"reason\": \"spam\"}");
        Map<String, Object> ledger = json(office.get(BOSS, "/api/care/ledger?check=true&unit=acme"));
        assertEquals(
                List.of(3L, 2L, 1L, true, Map.of("operational", 1L, "spam", 1L)),
                List.of(
                        ledger.get("heard"),
                        ledger.get("closed"),
                        ledger.get("open"),
                        ledger.get("balanced"),
                        ledger.get("reasons")));
        assertEquals("Check[rows=3, notUnderstood=0, wrong=[]]", String.valueOf(ledger.get("check")));
        assertEquals(0L, json(office.get(Office.STRANGER, "/api/care/ledger")).get("heard"));
        assertThrows(AntiphonException.class, () -> office.get(OLGA, "/api/care/ledger?check=true"));
    }

    @Test
    void settingsAreJudgedThenHoldForWhatComes() {
        assertEquals(
                403,
                office.ask(OLGA, "PUT", "/api/care/settings", "{}", Map.of()).status());
        Response wrong = office.ask(BOSS, "PUT", "/api/care/settings", "{\"queues\": [{}], \"x\": 1}", Map.of());
        assertEquals(422, wrong.status());
        assertTrue(items(wrong, "problems").size() > 1);
        String right = "{\"settings\": {\"queues\": [{\"name\": \"mine\", \"units\": [\"acme/shop\"]}]}}";
        assertEquals(
                200,
                office.ask(BOSS, "PUT", "/api/care/settings", right, Map.of()).status());
        String id = opened("a", "Hello");
        assertNull(json(office.get(OLGA, "/api/cases/" + id)).get("queue"));
        assertEquals(
                1, items(office.get(OLGA, "/api/care/unwatched"), "problems").size());
        assertEquals("boss", json(office.get(OLGA, "/api/care/settings")).get("who"));
    }

    @Test
    void clocksSpeakOnceEach() {
        String id = opened("a", "Hello");
        Timekeeper timekeeper = new Timekeeper(office.kernel);
        assertEquals(0, timekeeper.round());
        office.play.clock().advance(Duration.ofHours(6).plusSeconds(1));
        assertEquals(1, timekeeper.round());
        assertEquals(0, timekeeper.round());
        office.play.clock().advance(Duration.ofHours(2));
        assertEquals(1, timekeeper.round());
        assertEquals(0, timekeeper.round());
        List<String> told = office.play.journal().all(Entry.Commanded.class).stream()
                .map(order -> order.command() + " " + order.arguments().get("clock"))
                .toList();
        assertEquals(List.of("sla-warning first-answer", "sla-breach first-answer"), told);
        assertEquals(2, json(office.get(OLGA, "/api/cases/" + id)).get("priority"), "What is overdue is more urgent");
        Map<String, Object> queue =
                items(office.get(BOSS, "/api/care/queues"), "queues").get(1);
        assertEquals(List.of("care", 1L, 1L), List.of(queue.get("name"), queue.get("open"), queue.get("breached")));
    }

    @Test
    void aCustomerWhoStaysSilentIsToldOfAndThenLetGo() {
        String id = opened("a", "Hello");
        Object seen = json(office.get(OLGA, "/api/cases/" + id)).get("seen");
        office.post(OLGA, "/api/cases/" + id + "/reply", "{\"text\": \"Yes?\", \"seen\": \"" + seen + "\"}");
        office.play.performed(office.decide().get(0), new Outcome.Done("m"));
        Timekeeper timekeeper = new Timekeeper(office.kernel);
        office.play.clock().advance(Duration.ofHours(73));
        assertEquals(1, timekeeper.round());
        assertEquals(0, timekeeper.round());
        office.play.clock().advance(Duration.ofDays(12));
        assertEquals(1, timekeeper.round());
        assertEquals("no-reply", json(office.get(OLGA, "/api/cases/" + id)).get("closedWhy"));
        assertEquals(0, timekeeper.round());
    }

    @Test
    void sleepEndsInTimeOrWhenTheCustomerWrites() {
        String id = opened("a", "Hello");
        office.post(OLGA, "/api/cases/" + id + "/snooze", "{\"hours\": 1}");
        office.play.clock().advance(Duration.ofMinutes(61));
        assertEquals(1, new Timekeeper(office.kernel).round());
        assertNull(json(office.get(OLGA, "/api/cases/" + id)).get("snoozedUntil"));
        office.post(OLGA, "/api/cases/" + id + "/snooze", "{\"hours\": 1}");
        office.play.said("mail", mail("a", "Hello?"));
        assertNull(json(office.get(OLGA, "/api/cases/" + id)).get("snoozedUntil"));
    }

    @Test
    void aQueueThatAssignsGivesEachCaseToWhoCanAnswerIt() {
        office.play.settings("{\"queues\": [{\"name\": \"care\", \"assign\": \"auto\"}]}");
        String russian = opened("a", "Где?", Insight.of("language", "ru"));
        String english = opened("b", "Where?", Insight.of("language", "en"));
        Dispatcher dispatcher = new Dispatcher(
                office.kernel, office.presence, () -> office.play.journal().end());
        assertEquals(2, dispatcher.round());
        assertEquals(0, dispatcher.round());
        Map<String, Object> one = json(office.get(OLGA, "/api/cases/" + russian));
        assertEquals("olga", one.get("assignee"));
        assertTrue(String.valueOf(one.get("assigneeWhy")).startsWith("speaks ru"));
        assertEquals("ada", json(office.get(OLGA, "/api/cases/" + english)).get("assignee"), "She has less to do");
    }

    @Test
    void noCaseIsGivenToAnybodyBeforeItsFirstSignalIsUnderstood() {
        office.play.settings("{\"queues\": [{\"name\": \"russian\", \"languages\": [\"ru\"], \"assign\": \"auto\"},"
                + " {\"name\": \"care\", \"assign\": \"auto\"}]}");
        Entry.Heard heard = office.play.heard("mail", mail("a", "Где?"));
        Position[] understood = {Position.START};
        Dispatcher dispatcher = new Dispatcher(office.kernel, office.presence, () -> understood[0]);
        assertEquals(0, dispatcher.round());
        office.play.understood(heard, "p", Insight.of("language", "ru"));
        understood[0] = heard.position();
        assertEquals(1, dispatcher.round());
        Map<String, Object> one =
                json(office.get(OLGA, "/api/cases/" + CaseId.of(heard.position().offset())));
        assertEquals("olga", one.get("assignee"));
        assertEquals("russian", one.get("queue"));
    }

    @Test
    void whatIsOrderedOfACaseStandsInTheTraceOfTheCustomersLatestWords() {
        office.play.settings("{\"queues\": [{\"name\": \"care\", \"assign\": \"auto\"}]}");
        Entry.Heard first = office.play.said("mail", mail("a", "Where?"));
        String id = CaseId.of(first.position().offset());
        new Dispatcher(office.kernel, office.presence, first::position).round();
        Object seen = json(office.get(OLGA, "/api/cases/" + id)).get("seen");
        office.post(OLGA, "/api/cases/" + id + "/reply", "{\"text\": \"Here\", \"seen\": \"" + seen + "\"}");
        Entry.Heard second = office.play.said("mail", mail("a", "Thanks"));
        office.post(OLGA, "/api/cases/" + id + "/close", "{\"reason\": \"solved\"}");
        assertEquals(List.of("assign", "reply"), orders(first));
        assertEquals(List.of("close"), orders(second));
    }

    private List<String> orders(Entry.Heard heard) {
        return office.play.journal().causedBy(heard.position()).stream()
                .filter(Entry.Commanded.class::isInstance)
                .map(entry -> ((Entry.Commanded) entry).command())
                .toList();
    }

    @Test
    void suggestionsSayWhoAndWhatAndWhy() {
        String id = opened("a", "Где?", Insight.of("language", "ru"));
        Response told = office.get(OLGA, "/api/cases/" + id + "/suggestions");
        assertEquals(
                List.of("olga"),
                items(told, "assignees").stream().map(one -> one.get("name")).toList());
        assertEquals(2, items(told, "templates").size());
        assertEquals(List.of("customer.name"), items(told, "templates").get(0).get("missing"));
    }
}
