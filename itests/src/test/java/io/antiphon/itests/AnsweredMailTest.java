package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A complaint by mail, from its arrival to the end of its case: real mail servers, a real browser, and nobody looks away. */
@OneByOne
class AnsweredMailTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONNECTION = "parcel-mail";
    private static final String UNIT = "acme/emea/parcels";
    private static final String PASSWORD = "correct horse battery";
    private static final String COMPLAINT =
            "Здравствуйте! Моя посылка опаздывает уже на две недели. Это ужасно, я очень недовольна. Где мой заказ?";
    private static final String ANSWER = "Здравствуйте! Посылка уже у курьера, он приедет сегодня вечером.";
    private static final String CARE = """
            {"levels": [{"name": "quick", "calendar": "always", "firstAnswer": "4h", "resolution": "48h"}],
             "queues": [
              {"name": "russian", "title": "Russian", "languages": ["ru"], "units": ["acme/emea/parcels"], "level": "quick",
               "assign": "auto"},
              {"name": "parcels", "title": "Parcels", "units": ["acme/emea/parcels"], "level": "quick", "assign": "auto"},
              {"name": "care", "title": "Care"}]}
            """;

    private static final String LATE = """
            {"unit": "acme/emea", "queries": [
              {"name": "late", "topic": "late-delivery", "query": "(late OR опазд* OR задерж*) NEAR/5 (parcel OR посылка)"}]}
            """;

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();
    private final Distribution antiphon = console.antiphon();
    private MailServers servers;
    private String settings = "";

    @BeforeEach
    void people() throws Exception {
        String missing = MailServers.missing();
        if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
        servers = new MailServers();
        settings = Heard.get(antiphon, "/api/care/settings").get("settings").toString();
        must(antiphon.put("/api/care/settings", CARE));
        must(antiphon.put("/api/queries/sets/parcels", LATE));
        // in the order of the alphabet Bob would come first
        employ("bob", "Bob", "en");
        employ("olga", "Ольга Смирнова", "ru\",\"en");
        Map<String, String> connection = servers.settings();
        connection.put("unit", UNIT);
        must(antiphon.put("/api/connections/" + CONNECTION, new ObjectMapper().writeValueAsString(connection)));
        antiphon.await("the mailbox is heard", PATIENCE, () -> "running"
                .equals(Heard.get(antiphon, "/api/connections/" + CONNECTION)
                        .path("status")
                        .asText()));
    }

    @AfterEach
    void nobodyIsLeft() throws Exception {
        if (servers == null) {
            return;
        }
        console.signOut();
        antiphon.delete("/api/connections/" + CONNECTION);
        must(antiphon.put("/api/care/settings", settings));
        antiphon.delete("/api/queries/sets/parcels");
        for (String name : List.of("bob", "olga")) {
            antiphon.delete("/api/people/" + name);
        }
        servers.close();
    }

    private void employ(String name, String title, String languages) {
        must(antiphon.post(
                "/api/people",
                "{\"name\":\"" + name + "\",\"title\":\"" + title + "\",\"role\":\"agent\",\"units\":[\"acme/emea\"],"
                        + "\"languages\":[\"" + languages + "\"],\"password\":\"" + PASSWORD + "\"}"));
    }

    private static void must(HttpResponse<String> response) {
        assertEquals(2, response.statusCode() / 100, () -> response.request().uri() + " answered " + response.body());
    }

    @Test
    void aComplaintIsUnderstoodRoutedAnsweredTakenUpAgainAndClosed() throws Exception {
        servers.deliver(mail("late", "", COMPLAINT));
        String id = aCaseIsOlgas();
        olgaAnswers(id);
        String answer = theAnswerLiesInTheMailbox();
        servers.deliver(mail(
                "thanks",
                "In-Reply-To: " + header(answer, "Message-ID") + "\r\nReferences: " + header(answer, "References") + " "
                        + header(answer, "Message-ID") + "\r\n",
                "Курьер приехал, но коробка повреждена!"));
        theSameCaseGoesOn(id);
        olgaCloses(id);
        theLedgerBalances();
        theTraceTellsAll(id, header(answer, "Message-ID"));
    }

    // ---- in ---------------------------------------------------------------------------------------------------------

    private String aCaseIsOlgas() {
        JsonNode[] found = {Heard.parse("{}")};
        antiphon.await("a case is somebody's\n" + servers.log(), PATIENCE, () -> {
            found[0] = cases().path(0);
            return !found[0].path("assignee").asText().isEmpty();
        });
        JsonNode one = found[0];
        assertEquals("olga", one.path("assignee").asText(), one::toString);
        assertTrue(one.path("assigneeWhy").asText().contains("speaks ru"), one::toString);
        assertEquals("russian", one.path("queue").asText(), one::toString);
        assertEquals("ru", one.path("language").asText(), one::toString);
        assertEquals("negative", one.path("sentiment").asText(), one::toString);
        assertTrue(one.path("topics").toString().contains("late-delivery"), one::toString);
        assertFalse(one.path("profile").asText().isEmpty(), one::toString);
        assertEquals("received", one.path("state").asText(), one::toString);
        assertEquals("us", one.path("waiting").asText(), one::toString);
        JsonNode clock = one.path("clocks").path(0);
        assertEquals("first-answer", clock.path("name").asText(), one::toString);
        assertFalse(clock.path("due").asText().isEmpty(), one::toString);
        return one.path("id").asText();
    }

    private JsonNode cases() {
        return Heard.get(antiphon, "/api/cases?state=all&unit=" + UNIT).path("items");
    }

    // ---- out --------------------------------------------------------------------------------------------------------

    private void olgaAnswers(String id) {
        console.signInAs("olga", PASSWORD);
        browser.find(".who-name", "Ольга Смирнова");
        browser.click(".nav-item[data-nav=inbox]");
        browser.find("[data-case='" + id + "'] .case-subject", "Где посылка?");
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.find("[data-case='" + id + "'] [aria-current=true]");
        browser.find(".said-in .said-text", "опаздывает");
        browser.find(".sla[data-clock=first-answer]", "left");
        browser.find("#composer-text");
        browser.press("r");
        browser.find("#composer-text:focus");
        browser.press(ANSWER);
        console.picture("case");
        browser.find("#composer-text:focus").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.find("[data-stage=sent] .said-text", ANSWER);
        browser.press(Keys.ESCAPE);
    }

    private String theAnswerLiesInTheMailbox() throws Exception {
        antiphon.await(
                "the answer lies in the mailbox\n" + servers.log(), PATIENCE, () -> !servers.mails(MailServers.CUSTOMER)
                        .isEmpty());
        assertEquals(1, servers.mails(MailServers.CUSTOMER).size());
        String answer = new String(
                        servers.mails(MailServers.CUSTOMER).values().iterator().next(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
        assertEquals("<late@home.example>", header(answer, "In-Reply-To"), answer);
        assertTrue(header(answer, "References").contains("<late@home.example>"), answer);
        assertTrue(header(answer, "Message-ID").matches("<[^<>@ ]+@shop\\.example>"), answer);
        assertTrue(header(answer, "From").contains(MailServers.USER), answer);
        assertEquals("", header(answer, "Auto-Submitted"), answer);
        return answer;
    }

    /** A header of a mail, unfolded; empty if it has none. */
    private static String header(String mail, String name) {
        String head = mail.substring(0, mail.indexOf("\n\n")).replaceAll("\n[ \t]+", " ");
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    // ---- again ------------------------------------------------------------------------------------------------------

    private void theSameCaseGoesOn(String id) throws Exception {
        try {
            antiphon.await(
                    "the case goes on",
                    PATIENCE,
                    () -> cases().size() > 1 || cases().path(0).path("signals").asInt() > 1);
        } catch (AssertionError e) {
            List<JsonNode> signals = new ArrayList<>();
            Heard.each(antiphon, CONNECTION, signals::add);
            throw new AssertionError(
                    "heard " + signals + "\ncases " + cases() + "\nmailbox "
                            + servers.mails(MailServers.USER).keySet() + "\nconnection "
                            + antiphon.get("/api/connections/" + CONNECTION).body() + "\n" + servers.log(),
                    e);
        }
        assertEquals(1, cases().size(), () -> cases().toString());
        JsonNode one = cases().path(0);
        assertEquals(id, one.path("id").asText());
        assertEquals("reopened", one.path("state").asText(), one::toString);
        assertEquals("us", one.path("waiting").asText(), one::toString);
        assertEquals("olga", one.path("assignee").asText(), one::toString);
    }

    private void olgaCloses(String id) {
        browser.find(".said-in .said-text", "повреждена");
        browser.find(".customer-head", "2 signals");
        console.picture("answered");
        browser.press("e");
        browser.find("dialog .choices strong", "Solved");
        browser.press("1");
        browser.find(".toast", "Closed");
        JsonNode one = cases().path(0);
        assertEquals("closed", one.path("state").asText(), one::toString);
        assertEquals("solved", one.path("closedWhy").asText(), one::toString);
        assertEquals("olga", lastEvent(id), () -> cases().toString());
    }

    private String lastEvent(String id) {
        JsonNode items = Heard.get(antiphon, "/api/cases/" + id).path("items");
        return items.path(items.size() - 1).path("by").asText();
    }

    private void theLedgerBalances() {
        JsonNode ledger = Heard.get(antiphon, "/api/care/ledger?check=true&unit=" + UNIT);
        System.out.println("answered mail: ledger " + ledger);
        assertEquals(2, ledger.path("heard").asInt(), ledger::toString);
        assertEquals(1, ledger.path("answered").asInt(), ledger::toString);
        assertEquals(1, ledger.path("solved").asInt(), ledger::toString);
        assertEquals(0, ledger.path("open").asInt(), ledger::toString);
        assertTrue(ledger.path("balanced").asBoolean(), ledger::toString);
        assertEquals(0, ledger.path("check").path("wrong").size(), ledger::toString);
    }

    // ---- why --------------------------------------------------------------------------------------------------------

    private void theTraceTellsAll(String id, String messageId) {
        List<JsonNode> signals = new ArrayList<>();
        Heard.each(antiphon, CONNECTION, signals::add);
        JsonNode trace = trace(signals.get(0));
        System.out.println("answered mail: trace " + trace.toPrettyString());
        assertEquals(
                List.of("heard", "understood", "commanded assign", "commanded reply", "decided care", "performed done"),
                steps(trace),
                trace::toString);
        TreeSet<String> understood = new TreeSet<>();
        trace.path(1)
                .path("insights")
                .forEach(insight -> understood.add(insight.path("type").asText() + " "
                        + insight.path("value").asText()));
        assertTrue(understood.contains("language ru"), understood::toString);
        assertTrue(understood.contains("sentiment negative"), understood::toString);
        JsonNode assigned = trace.path(2);
        assertEquals("antiphon", assigned.path("who").asText());
        assertEquals("case " + id, assigned.path("subject").asText());
        assertTrue(assigned.path("arguments").path("reason").asText().contains("speaks ru"), assigned::toString);
        assertEquals("russian", assigned.path("arguments").path("queue").asText(), assigned::toString);
        assertEquals("olga", trace.path(3).path("who").asText());
        assertEquals(
                trace.path(3).path("position").asText(),
                trace.path(4).path("cause").asText());
        assertEquals(
                "olga",
                trace.path(4).path("action").path("attributes").path("by").asText());
        assertEquals(messageId, trace.path(5).path("outcome").path("reference").asText());
        assertEquals(List.of("heard", "understood", "commanded close"), steps(trace(signals.get(1))));
        console.go("/signals/" + signals.get(0).path("id").asText());
        browser.find(".trace-performed", messageId);
        browser.find(".trace-commanded", "olga");
        browser.script("document.querySelector('.trace-commanded').scrollIntoView()");
        console.picture("trace");
    }

    private JsonNode trace(JsonNode signal) {
        return Heard.get(antiphon, "/api/signals/" + signal.path("id").asText()).path("trace");
    }

    private static List<String> steps(JsonNode trace) {
        return StreamSupport.stream(trace.spliterator(), false)
                .map(entry -> (entry.path("kind").asText() + " "
                                + entry.path("command")
                                        .asText(entry.path("policy")
                                                .asText(entry.path("outcome")
                                                        .path("kind")
                                                        .asText())))
                        .strip())
                .toList();
    }

    // ---- the customer -----------------------------------------------------------------------------------------------

    private static byte[] mail(String id, String more, String text) {
        return ("From: =?utf-8?B?0JDQvdC90LAg0J/QtdGC0YDQvtCy0LA=?= <" + MailServers.CUSTOMER + ">\r\nTo: "
                        + MailServers.USER + "\r\nSubject: =?utf-8?B?"
                        + java.util.Base64.getEncoder().encodeToString("Где посылка?".getBytes(StandardCharsets.UTF_8))
                        + "?=\r\nMessage-ID: <" + id + "@home.example>\r\n" + more
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
