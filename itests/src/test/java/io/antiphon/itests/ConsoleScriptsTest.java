package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Scripts are written, refused, tried and mended on the console's page of scripts. */
@OneByOne
class ConsoleScriptsTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();
    private final ScriptsPage scripts = new ScriptsPage(console);

    @AfterEach
    void nothingTypedIsLeft() {
        scripts.forget();
    }

    @Test
    void whatANewFileBeginsAsIsLiveOnceItIsSaved() {
        for (String kind : List.of("policy", "enricher", "connector")) {
            scripts.begin(kind, "begun");
            scripts.saveAndGoLive();
        }
        for (String kind : List.of("library", "table", "test")) {
            scripts.begin(kind, "begun");
            scripts.save();
            browser.find(".told-line[data-told=saved]", "Saved");
        }
        browser.click(".act-run");
        browser.find(".test-sum", "2 passed");
        console.go("/connections/new");
        browser.find("[data-connector=begun]", "Shop events");
    }

    @Test
    void aBrokenTextIsRefusedWithItsLineAndTheVersionBeforeServesUntilItIsMended() {
        console.provokes("status of 422");
        scripts.begin("policy", "greeter");
        browser.find(".told-line", "not saved yet");
        scripts.write(ScriptsPage.greeter("Hello"));
        String first = scripts.saveAndGoLive();
        scripts.assertDecided("Is this the first?", "Hello");

        scripts.write(ScriptsPage.greeter("Good day").replace("return {", "return {{"));
        scripts.save();
        browser.find(".told-line .place", "greeter.policy.js:3");
        browser.find(".told-line", first + " goes on");
        browser.find(".cm-lint-marker-error");
        scripts.assertDecided("Is this the second?", "Hello");

        browser.click(".nav-item[data-nav=scripts]");
        browser.click(".confirm", "Leave");
        browser.find("[data-script='greeter.policy.js'][data-state=live] .pill", "Unsaved");
        scripts.open("greeter.policy.js");
        assertTrue(scripts.text().contains("return {{"), "what was typed is still there");
        browser.click(".act-check");
        browser.find(".told-line[data-told=wrong]", "greeter.policy.js:3");
        scripts.write(ScriptsPage.greeter("Good day"));
        browser.click(".act-check");
        browser.find(".told-line[data-told=checked]", "Nothing is wrong");
        scripts.saveAndGoLive();
        scripts.assertDecided("Is this the third?", "Good day");
    }

    @Test
    void aFileBrokenOnTheDiskIsToldInTheListWhileAnOlderVersionServes() {
        scripts.make("policy", "fragile", ScriptsPage.greeter("Hello from fragile"));
        scripts.writeOutside("fragile.policy.js", "export function decide(entry) {\n  return [\n}\n");
        console.goAndLoad("scripts");
        browser.find("[data-script='fragile.policy.js'][data-state=behind] .pill", "Behind");
        browser.find("[data-script='fragile.policy.js'] .script-bad code", "fragile.policy.js:3");
        scripts.open("fragile.policy.js");
        browser.find(".told-bad", "goes on");
        scripts.writeOutside("fragile.policy.js", ScriptsPage.greeter("Hello again"));
        browser.find(".told-line", "Live as");
        assertTrue(scripts.text().contains("Hello again"), "the editor follows while nothing is typed");

        scripts.write(ScriptsPage.greeter("Mine"));
        scripts.writeOutside("fragile.policy.js", ScriptsPage.greeter("Theirs"));
        browser.find(".changed", "changed elsewhere");
        assertTrue(scripts.text().contains("Mine"), "what was typed stays");
        scripts.save();
        browser.find("dialog h2", "Save over the other change?");
        browser.press(Keys.ESCAPE);
        browser.click(".act-take");
        browser.gone(".changed");
        assertTrue(scripts.text().contains("Theirs"), "what is saved is taken");

        browser.click(".act-delete");
        browser.click(".confirm", "Delete");
        browser.find("main h1", "Scripts");
        browser.gone("[data-script='fragile.policy.js']");
    }

    @Test
    void whoLeavesWhatIsNotSavedIsAsked() {
        scripts.begin("library", "shared");
        console.go("/plugins");
        browser.find("dialog h2", "Leave without saving?");
        browser.click(".dialog-foot button", "Cancel");
        browser.find("h1", "lib/shared.js");
        browser.click(".nav-item[data-nav=plugins]");
        browser.click(".confirm", "Leave");
        browser.find("main[data-page=plugins] h1");
        scripts.open("lib/shared.js");
        browser.click(".act-delete");
        browser.click(".confirm");
        browser.find("main h1", "Scripts");
    }

    @Test
    void theEditorOffersWhatTheTypesKnow() {
        scripts.begin("policy", "typed");
        scripts.write("export function decide(entry, profile) {\n  ");
        browser.find(".cm-content").sendKeys(Keys.chord(Keys.CONTROL, Keys.END));
        browser.find(".cm-content").sendKeys("entry.signal.te");
        browser.find(".cm-tooltip-autocomplete li[aria-selected]", "text");
        browser.find(".cm-content").sendKeys(Keys.ENTER);
        browser.await("the name is completed", b -> scripts.text().endsWith("entry.signal.text"));
        browser.click(".act-delete");
        browser.click(".confirm");
        browser.find("main h1", "Scripts");
    }

    @Test
    void thePureModulesHold() throws IOException {
        assertEquals(List.of(), PureModules.failures(browser, "bundles/scripting"));
    }
}
