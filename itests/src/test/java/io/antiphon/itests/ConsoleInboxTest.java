package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The inbox, as an agent uses it, and the queues, as a supervisor sees them. */
@OneByOne
class ConsoleInboxTest {

    /** Delivers what it is given, unless the text asks it to fail. */
    private static final String LETTERBOX = """
            @Component(service = Connector.class)
            public class Letterbox implements Connector {
                public ConnectorSpec spec() {
                    return new ConnectorSpec("letterbox", "Letterbox", "For tests.", "letter", List.of());
                }
                public Optional<Sink> sink(Settings settings) {
                    return Optional.of(action -> {
                        String text = String.valueOf(action.text());
                        if (text.contains("never")) {
                            return new Outcome.Refused("the address is gone");
                        }
                        return text.contains("perhaps") ? new Outcome.Unsure("the line broke") : new Outcome.Done("1");
                    });
                }
            }
            """;

    private static boolean ready;

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @BeforeEach
    void aConnectionThatSpeaks(@TempDir Path temp) throws Exception {
        if (!ready) {
            console.antiphon().deploy(PluginJar.of(temp, "Letterbox", "1.0.0", LETTERBOX));
            console.antiphon().await("the letterbox is there", Duration.ofSeconds(30), () -> Heard.get(
                            console.antiphon(), "/api/connectors")
                    .toString()
                    .contains("letterbox"));
            console.world().connect("letters", "{'connector':'letterbox','unit':'acme/emea/care'}");
            ready = true;
        }
    }

    /** Somebody complains; the id of their case. */
    private String complains(String who, String text) {
        console.world()
                .say(
                        "letters",
                        ("{'kind':'complaint','channel':'letter','unit':'acme/emea/care','conversation':'" + who
                                        + "','text':'" + text + "','identities':[{'scheme':'email','value':'" + who
                                        + "@example.org'}]}")
                                .replace('\'', '"'));
        String[] id = {""};
        console.antiphon().await("a case of " + who, Duration.ofSeconds(30), () -> {
            for (JsonNode one : Heard.get(console.antiphon(), "/api/cases?limit=200&order=latest")
                    .path("items")) {
                if (one.path("conversation").asText().equals(who)) {
                    id[0] = one.path("id").asText();
                }
            }
            return !id[0].isEmpty();
        });
        return id[0];
    }

    private void open(String id) {
        console.go("/inbox/" + id + "?view=open");
        browser.find(".conversation-names p", id);
        browser.find("#composer-text");
    }

    /** Begins to answer, or goes on with it. */
    private void write(String text) {
        browser.press("r");
        browser.find("#composer-text:focus");
        browser.press(text);
    }

    private void send() {
        browser.find("#composer-text").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
    }

    private List<String> answers() {
        return browser.texts(".said-out .said-text");
    }

    @Test
    void aCaseIsAnsweredWithoutAMouse() {
        String id = complains("keys", "My parcel is late and nobody answers.");
        console.goAndLoad("overview");
        console.go("/inbox?view=open&order=latest");
        browser.find("[data-case='" + id + "']");
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.find("[data-case='" + id + "'] [aria-current=true]");
        browser.find(".sla[data-clock=first-answer]", "left");
        write("We are looking for it.");
        console.picture("inbox-keys");
        send();
        browser.find("[data-stage=sent] .said-text", "We are looking for it.");
        browser.press(Keys.ESCAPE);
        browser.press("e");
        browser.find("dialog .choices strong", "Solved");
        browser.press("1");
        browser.find(".toast", "Closed");
        assertEquals(
                "closed",
                Heard.get(console.antiphon(), "/api/cases/" + id).path("state").asText());
    }

    @Test
    void aDraftOutlivesThePageAndAnAnswerThatCouldNotBeHandedOverIsSentOnce() {
        String id = complains("offline", "Where is it?");
        open(id);
        write("Half a sentence");
        browser.open(browser.address());
        browser.await("the draft is there", b -> "Half a sentence"
                .equals(b.find("#composer-text").getDomProperty("value")));
        browser.script("window.online = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'))");
        write("");
        send();
        browser.find("[data-outgoing=waiting] .said-text", "Half a sentence");
        browser.script("window.fetch = window.online");
        browser.find("[data-stage=sent] .said-text", "Half a sentence");
        browser.gone("[data-outgoing]");
        assertEquals(1, answers().size(), answers().toString());
    }

    @Test
    void whatAColleagueAnsweredMeanwhileIsReadBeforeAnythingIsSent() {
        console.provokes("status of 409");
        String id = complains("two", "Please help.");
        open(id);
        write("Mine");
        String seen =
                Heard.get(console.antiphon(), "/api/cases/" + id).path("seen").asText();
        int status = console.antiphon()
                .post("/api/cases/" + id + "/reply", "{\"text\":\"Theirs\",\"seen\":\"" + seen + "\"}")
                .statusCode();
        assertEquals(200, status);
        browser.find("[data-stage=sent] .said-text", "Theirs");
        send();
        browser.find("[data-outgoing=conflict] .conflict", "not sent");
        assertEquals(List.of("Theirs", "Mine"), answers());
        browser.click(".conflict-send");
        browser.await("both are sent", b -> b.all("[data-stage=sent]").size() == 2);
    }

    @Test
    void whatWasRefusedOrIsUnsureIsSaidAndAPersonSettlesIt() {
        String id = complains("unsure", "Refund me.");
        open(id);
        write("This perhaps leaves.");
        send();
        browser.find("[data-stage=unsure]", "Nobody knows");
        browser.click(".resolve");
        browser.fill("dialog input[type=text]", "It lies in the tray");
        browser.click(".confirm");
        browser.find("[data-stage=sent]");
        write("It never leaves.");
        send();
        browser.find("[data-stage=refused]", "the address is gone");
    }

    @Test
    void noScriptRunsWhateverACustomerWrites() {
        String id = complains("hostile", "<img src=x onerror=document.title=1><script>document.title=2</script>");
        open(id);
        browser.find(".said-in .said-text", "<img src=x");
        assertTrue(String.valueOf(browser.script("return document.title")).contains("Antiphon"));
    }

    @Test
    void theSupervisorSeesQueuesAndABalancedLedger() {
        complains("queue", "Nobody answers.");
        console.goAndLoad("queues");
        browser.find("tr[data-queue]");
        browser.find(".equation .pill", "In balance");
        browser.click(".card .actions button", "Recount");
        browser.find(".toast", "all is accounted for");
        console.picture("queues");
    }

    @Test
    void thePureModulesHold() throws IOException {
        assertEquals(List.of(), PureModules.failures(browser, "bundles/care"));
    }
}
