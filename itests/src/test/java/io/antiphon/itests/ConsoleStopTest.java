package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody presses stop above the page they are on; later they resume and let some of what waited leave. */
@OneByOne
class ConsoleStopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONNECTION = "stop-out";

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();
    private final Distribution antiphon = console.antiphon();
    private FarEnds farEnds;

    @BeforeEach
    void aConnectionThatSpeaks() throws Exception {
        farEnds = new FarEnds();
        farEnds.connect(antiphon, CONNECTION);
        antiphon.await("the connection speaks", PATIENCE, () -> antiphon.get("/api/connections/" + CONNECTION)
                .body()
                .contains("\"status\":\"running\""));
    }

    @AfterEach
    void nothingIsStopped() {
        for (JsonNode stop : Heard.get(antiphon, "/api/stops").path("stops")) {
            if (stop.path("on").asBoolean()) {
                antiphon.post("/api/stops/" + stop.path("id").asText() + "/resume", "{\"approve\":\"none\"}");
            }
        }
        antiphon.post(
                "/api/outbox/discard", "{\"filter\":{\"connection\":\"" + CONNECTION + "\"},\"reason\":\"over\"}");
        antiphon.delete("/api/connections/" + CONNECTION);
        farEnds.close();
    }

    @Test
    void stopIsSeenOnEveryPageAndWhatIsChosenLeavesWhenItIsResumed() {
        console.goAndLoad("overview");
        browser.find(".stop-bar[data-state=running]", "Answers leave");
        browser.click(".stop-button");
        browser.fill(".stop-reason", "A wrong price");
        console.picture("stop-press");
        browser.click(".stop-confirm", "Stop everything");
        List<String> pages = new ArrayList<>(Console.PAGES);
        pages.add("outbox");
        for (String page : pages) {
            console.goAndLoad(page);
            browser.find(".stop-bar[data-state=stopped]", "Everything is stopped");
            browser.find(".stop-bar[data-state=stopped]", "A wrong price");
        }

        List<String> names = List.of("one", "two", "three", "four");
        names.forEach(this::answer);
        names.forEach(name -> browser.find(".outbox-item", "To " + name));
        assertEquals(List.of(), left());
        choose("two");
        choose("four");
        console.picture("stop-chosen");
        browser.click(".stop-line .resume");
        browser.find("dialog .stop-choice", "Let the 2 chosen leave");
        console.picture("stop-resume");
        browser.click(".confirm", "Resume");
        browser.find(".stop-bar[data-state=running]", "Answers leave");
        waitFor("To two", "To four");
        answer("five");
        waitFor("To two", "To four", "To five");
        browser.find(".stop-line", "Holds back what was not approved");
        browser.await("two wait", page -> page.all(".outbox-item").size() == 2);
        console.picture("stop-resumed");

        choose("one");
        browser.click(".approve-many", "Approve 1 action");
        browser.fill("dialog input[type=text]", "Its price was right");
        browser.click(".confirm", "Approve");
        waitFor("To two", "To four", "To five", "To one");
        answer("six");
        waitFor("To two", "To four", "To five", "To one", "To six");
        browser.await("one waits", page -> page.all(".outbox-item").size() == 1);
        browser.find(".outbox-item", "To three");
    }

    private void choose(String name) {
        browser.click(".outbox-item input[aria-label='Choose To " + name + "']");
    }

    /** Somebody writes and is answered. */
    private void answer(String name) {
        antiphon.post(
                "/api/signals?connection=" + CONNECTION,
                ("{'kind':'message','channel':'webhook','unit':'acme/emea/stop/" + name + "','text':'How much is it?',"
                                + "'conversation':'stop-" + name + "','identities':[{'scheme':'email','value':'" + name
                                + "@stop.example'}]}")
                        .replace('\'', '"'));
        JsonNode[] one = {Heard.parse("{}")};
        antiphon.await("a case of " + name, PATIENCE, () -> {
            one[0] = Heard.get(antiphon, "/api/cases?state=all&unit=acme/emea/stop/" + name)
                    .path("items")
                    .path(0);
            return !one[0].path("id").asText().isEmpty();
        });
        String at = "/api/cases/" + one[0].path("id").asText();
        String seen = Heard.get(antiphon, at).path("seen").asText();
        int status = antiphon.post(at + "/reply", "{\"text\":\"To " + name + "\",\"seen\":\"" + seen + "\"}")
                .statusCode();
        assertEquals(200, status);
    }

    private List<String> left() {
        return farEnds.arrivals().stream().map(FarEnds.Arrival::text).sorted().toList();
    }

    private void waitFor(String... texts) {
        List<String> expected = List.of(texts).stream().sorted().toList();
        antiphon.await("those have left and no others: " + expected, PATIENCE, () -> left().equals(expected));
    }
}
