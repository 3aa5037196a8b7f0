package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** What is heard, as the console shows it. */
@OneByOne
class ConsoleSignalsTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @Test
    void signalsArriveWhileOneLooksOn() {
        console.go("/signals");
        browser.find(".live-good");
        browser.find(".row-item");
        console.world().chat("Priya Shah", "priya@example.org", "Is anybody there right now?");
        browser.await("the newest on top", b -> b.texts(".row-text").get(0).equals("Is anybody there right now?"));
    }

    @Test
    void aPausedFeedCountsWhatArrivesAndShowsItLater() {
        console.go("/signals");
        browser.find(".row-item");
        browser.click(".pause", "Pause");
        console.world().chat("Carlos Ruiz", "carlos.ruiz@example.es", "¿Hola? Esto llega en pausa");
        browser.find(".feed-waiting", "1 new signal");
        assertFalse(browser.texts(".row-text").contains("¿Hola? Esto llega en pausa"));
        browser.click(".feed-waiting");
        browser.find(".row-text", "¿Hola? Esto llega en pausa");
        browser.find(".pause", "Pause");
    }

    @Test
    void theFilterNarrowsTheFeedAndSurvivesReloading() {
        console.go("/signals");
        browser.find(".row-item");
        browser.press("/");
        browser.press("упаковка");
        browser.await("one row", b -> b.all(".row-item").size() == 1);
        browser.open(browser.address());
        browser.await("one row", b -> b.all(".row-item").size() == 1);
        browser.find(".row-who", "Мария Соколова");
        browser.click(".filters button", "Clear");
        browser.await("all rows", b -> b.all(".row-item").size() > 5);
        choose("Kind", "complaint");
        browser.await(
                "complaints only",
                b -> b.texts(".row-kind").stream().allMatch("complaint"::equals)
                        && !b.texts(".row-kind").isEmpty());
    }

    @Test
    void aSignalOpensWithWhatCameOfIt() {
        console.go("/signals?q=in+transit");
        browser.click(".row-button", "My parcel was due on Monday");
        browser.find(".detail blockquote", "in transit");
        browser.find(".trace-heard");
        browser.find(".trace-understood", "this profile");
        browser.find(".detail .identity", "ada.lindqvist@example.org");
        browser.click(".raw summary");
        browser.find(".json pre", "\"kind\": \"heard\"");
        browser.press(Keys.ESCAPE);
        browser.gone(".detail");
    }

    @Test
    void keysMoveThroughTheFeed() {
        console.go("/signals");
        browser.await("all rows", b -> b.all(".row-item").size() > 5);
        browser.click(".pause", "Pause");
        browser.script("document.activeElement.blur()");
        browser.press("j", "j", "k", "j", Keys.ENTER);
        String second = browser.all(".row-item").get(1).getDomAttribute("data-position");
        browser.await("the second is open", b -> b.address().contains("/signals/" + second));
        browser.press("g", "p");
        browser.find("h1", "Profiles");
        browser.press("?");
        browser.find("dialog h2", "Keyboard shortcuts");
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
    }

    @Test
    void whatForeignersWriteStaysText() {
        String markup = "return document.querySelectorAll('main img, main script, main b').length";
        console.world()
                .chat(
                        "<b>Bold</b>",
                        "mallory@example.org",
                        "<img src=x onerror=alert(1)><script>alert(2)</script> ${7*7}");
        console.go("/signals?q=mallory");
        browser.click(".row-button", "<img src=x onerror=alert(1)>");
        browser.find(".detail blockquote", "<script>alert(2)</script> ${7*7}");
        assertEquals(0L, browser.script(markup));
        browser.click(".profile-link");
        browser.find("h1", "<b>Bold</b>");
        assertEquals(0L, browser.script(markup));
    }

    @Test
    void theOverviewCountsWhatIsHeard() {
        console.go("/overview");
        browser.find(".figure-value");
        browser.await(
                "profiles",
                b -> !b.find("a[href='/profiles'] .figure-value").getText().startsWith("–"));
        browser.find(".problem-error");
        browser.await("what is heard", b -> !b.texts(".latest-text").isEmpty());
    }

    @Test
    void theFeedLooksAsInThePicture() {
        console.world().talk();
        console.goAndLoad("signals");
        browser.click(".row-button", "nadie me da una fecha");
        browser.find(".trace-understood", "this profile");
        List<String> who = browser.texts(".row-who");
        for (String name : List.of("Emily Carter", "Мария Соколова", "王小明", "فاطمة الزهراء")) {
            assertTrue(who.contains(name), name + " in " + who);
        }
        console.picture("feed");
    }

    private void choose(String label, String option) {
        new Select(browser.find("select[aria-label='" + label + "']")).selectByVisibleText(option);
    }
}
