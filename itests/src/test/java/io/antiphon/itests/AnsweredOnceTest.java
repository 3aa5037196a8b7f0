package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/**
 * Two people at one case, one of them offline in the middle of a reply, and a mail server that takes the other's answer and dies, alone
 * or together with Antiphon: the customer gets one answer, and where nobody knows whether they have it, a person says so.
 */
@OneByOne
class AnsweredOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONNECTION = "once-mail";
    private static final String PASSWORD = "correct horse battery";
    private static final String HALF = "We are looking";
    private static final String ANNS = "We are looking for your parcel.";
    private static final String BOBS = "Your parcel is in Leeds.";

    @RegisterExtension
    private final Console console = new Console();

    private final Distribution antiphon = console.antiphon();
    private final FrailMailServer mail = new FrailMailServer();
    private final Browser ann = console.browser();
    private final Browser bob = new Browser();

    @BeforeEach
    void twoPeopleAndAMailConnection() throws Exception {
        for (String expected : List.of("ERR_", "status of 409", "status of 503", "/api/stops - ")) {
            console.provokes(expected);
        }
        Map<String, String> connection = new HashMap<>(mail.settings());
        connection.put("unit", "acme/emea");
        must(antiphon.put("/api/connections/" + CONNECTION, new ObjectMapper().writeValueAsString(connection)));
        for (String name : List.of("Ann", "Bob")) {
            must(antiphon.post(
                    "/api/people",
                    "{\"name\":\"" + name.toLowerCase() + "\",\"title\":\"" + name
                            + "\",\"role\":\"agent\",\"units\":[\"acme/emea\"],\"password\":\"" + PASSWORD + "\"}"));
        }
        console.signInAs("ann", PASSWORD);
        ann.find(".who-name", "Ann");
        bob.open(antiphon.uri("/overview"));
        bob.find(".signin-go");
        if (bob.all("#password").isEmpty()) {
            bob.click(".signin-other", "password");
        }
        bob.fill("#name", "bob");
        bob.fill("#password", PASSWORD);
        bob.click(".signin-go");
        bob.find(".who-name", "Bob");
    }

    @AfterEach
    void nobodyIsLeft() throws Exception {
        bob.close();
        ann.offline(false);
        console.signOut();
        antiphon.delete("/api/connections/" + CONNECTION);
        antiphon.delete("/api/people/ann");
        antiphon.delete("/api/people/bob");
        mail.close();
    }

    private static void must(HttpResponse<String> response) {
        assertEquals(2, response.statusCode() / 100, () -> response.request().uri() + " answered " + response.body());
    }

    @Test
    void ofTwoAnswersOneLeavesAndThoughItsServerDiesItIsNotSentAgain() {
        String id = somebodyWrites("first");
        bothLookAtIt(id);
        eachSeesTheOther();
        write(ann, HALF);
        bob.find(".present-writing", "Ann is writing an answer here");
        ann.offline(true);
        ann.press(ANNS.substring(HALF.length()));
        send(ann);
        ann.find("[data-outgoing=waiting] .stage-sign", "Not sent yet");
        console.picture("once-offline");

        mail.dieOfTheNext(true, () -> {});
        bob.click(".take");
        write(bob, BOBS);
        send(bob);
        bob.find("[data-stage=unsure] .said-text", BOBS);
        picture(bob, "once-unsure");

        ann.offline(false);
        ann.find("[data-outgoing=conflict] .conflict", "Your answer was not sent. Bob has answered already");
        ann.find("[data-outgoing=conflict] .said-text", ANNS);
        ann.find("[data-stage=unsure] .said-text", BOBS);
        console.picture("once-conflict");
        ann.click(".conflict-edit");
        ann.await(
                "her text is hers again",
                browser -> ANNS.equals(browser.find("#composer-text").getDomProperty("value")));
        ann.gone("[data-outgoing]");

        nothingLeavesAgainByItself("first");
        isUnsure(id, "had the whole mail and was gone");
        ann.click("[data-stage=unsure] .resolve");
        ann.fill("dialog input[type=text]", "She has called: it is there");
        picture(ann, "once-resolve");
        ann.click(".confirm", "It arrived");
        ann.find("[data-stage=sent] .said-text", BOBS);
        ann.find(".said-event", "You said that the answer arrived: She has called: it is there");
        console.picture("once-resolved");
        isAnsweredOnce(id, "first");
        assertEquals(1, mail.offered(BOBS).size(), "handed over");
        assertEquals(1, mail.kept(BOBS).size(), "in the mailbox");
        assertEquals(0, mail.offered(ANNS).size(), "the second answer");
    }

    @Test
    void whatIsInTheAirWhenAntiphonIsKilledIsSentAgainOnceWhenAPersonSaysSo() {
        String id = somebodyWrites("second");
        bothLookAtIt(id);
        write(ann, HALF);
        ann.offline(true);
        ann.press(ANNS.substring(HALF.length()));

        mail.dieOfTheNext(false, antiphon::kill);
        write(bob, BOBS);
        send(bob);
        antiphon.await("both have died", PATIENCE, mail::isDead);
        antiphon.start();
        bob.find("[data-stage=unsure] .said-text", BOBS);

        ann.offline(false);
        ann.find(".meanwhile", "Bob wrote while you were writing");
        assertEquals(ANNS, ann.find("#composer-text").getDomProperty("value"));
        console.picture("once-meanwhile");
        send(ann);
        ann.find("[data-outgoing=conflict] .conflict", "Your answer was not sent. Bob has answered already");
        ann.click(".conflict [aria-label='Throw it away']");
        ann.gone("[data-outgoing]");

        nothingLeavesAgainByItself("second");
        isUnsure(id, "Antiphon ended in the middle");
        assertEquals(0, mail.kept(BOBS).size(), "the dying server lost it");
        bob.open(antiphon.uri("/outbox?stage=unsure"));
        bob.find(".outbox-ask", "Did it arrive?");
        picture(bob, "once-outbox");
        bob.click(".outbox-ask .again");
        bob.fill("dialog input[type=text]", "She has nothing");
        bob.click(".confirm", "Send it again");
        ann.find("[data-stage=sent] .said-text", BOBS);
        ann.find(".said-event", "Bob said that the answer did not arrive, so it is sent again: She has nothing");
        console.picture("once-again");
        isAnsweredOnce(id, "second");
        List<String> offered = mail.offered(BOBS);
        assertEquals(2, offered.size(), "handed over");
        assertEquals(1, mail.kept(BOBS).size(), "in the mailbox");
        assertEquals(messageId(offered.get(0)), messageId(offered.get(1)));
        assertEquals(0, mail.offered(ANNS).size(), "the second answer");
    }

    // ---- people -----------------------------------------------------------------------------------------------------

    /** Somebody writes to a unit of that name; gives the id of their case. */
    private String somebodyWrites(String unit) {
        must(antiphon.post(
                "/api/signals?connection=" + CONNECTION,
                ("{'kind':'message','channel':'email','unit':'acme/emea/" + unit + "','externalId':'<" + unit
                                + "@home.example>','conversation':'<" + unit
                                + "@home.example>','text':'Where is my parcel?',"
                                + "'identities':[{'scheme':'email','value':'" + unit + "@home.example'}],"
                                + "'attributes':{'subject':'My parcel'}}")
                        .replace('\'', '"')));
        antiphon.await(
                "a case", PATIENCE, () -> !one(unit).path("profile").asText().isEmpty());
        return one(unit).path("id").asText();
    }

    private JsonNode one(String unit) {
        return Heard.get(antiphon, "/api/cases?state=all&unit=acme/emea/" + unit)
                .path("items")
                .path(0);
    }

    private void bothLookAtIt(String id) {
        for (Browser browser : List.of(ann, bob)) {
            browser.open(antiphon.uri("/inbox/" + id + "?view=open"));
            browser.find(".conversation-names p", id);
            browser.find("#composer-text");
        }
    }

    private void eachSeesTheOther() {
        bob.find(".present", "Ann is looking too");
        ann.find(".present", "Bob is looking too");
    }

    private static void write(Browser browser, String text) {
        browser.press("r");
        browser.find("#composer-text:focus");
        browser.press(text);
    }

    private static void send(Browser browser) {
        browser.find("#composer-text").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
    }

    private static void picture(Browser browser, String name) {
        browser.shoot(Path.of("target/images").resolve(name + ".png"));
    }

    // ---- what must be so --------------------------------------------------------------------------------------------

    /** The server is back; what is answered to somebody else leaves, over the same connection, and nothing besides. */
    private void nothingLeavesAgainByItself(String unit) {
        mail.rise();
        String other = unit + "-other";
        String id = somebodyWrites(other);
        String seen = Heard.get(antiphon, "/api/cases/" + id).path("seen").asText();
        must(antiphon.post(
                "/api/cases/" + id + "/reply", "{\"text\":\"To " + other + ".\",\"seen\":\"" + seen + "\"}"));
        antiphon.await(
                "another's answer lies in the mailbox",
                PATIENCE,
                () -> mail.kept("To " + other).size() == 1);
        assertEquals(1, mail.offered(BOBS).size(), "handed over");
        isAnsweredOnce(id, other);
    }

    private void isUnsure(String id, String why) {
        JsonNode unsure = Heard.get(antiphon, "/api/outbox?stage=unsure&connection=" + CONNECTION)
                .path("items");
        assertEquals(1, unsure.size(), unsure::toString);
        assertEquals(id, unsure.path(0).path("case").asText());
        assertTrue(unsure.path(0).path("reason").asText().contains(why), unsure::toString);
        JsonNode one = Heard.get(antiphon, "/api/cases/" + id);
        assertTrue(one.path("trouble").asText().startsWith("Nobody knows whether the answer arrived"), one::toString);
        assertEquals("us", one.path("waiting").asText(), one::toString);
    }

    private void isAnsweredOnce(String id, String unit) {
        antiphon.await("the case is answered", PATIENCE, () -> Heard.get(antiphon, "/api/cases/" + id)
                .path("state")
                .asText()
                .equals("answered"));
        JsonNode one = Heard.get(antiphon, "/api/cases/" + id);
        assertEquals("", one.path("trouble").asText(), one::toString);
        assertEquals(0, one.path("pending").asInt(), one::toString);
        JsonNode ledger = Heard.get(antiphon, "/api/care/ledger?check=true&unit=acme/emea/" + unit);
        assertEquals(1, ledger.path("heard").asInt(), ledger::toString);
        assertEquals(1, ledger.path("answered").asInt(), ledger::toString);
        assertTrue(ledger.path("balanced").asBoolean(), ledger::toString);
        assertEquals(0, ledger.path("check").path("wrong").size(), ledger::toString);
    }

    private static String messageId(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }
}
