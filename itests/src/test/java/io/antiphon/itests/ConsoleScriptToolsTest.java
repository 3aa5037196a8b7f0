package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.support.ui.Select;

/** What one can do with a script beside its text: try, test, set, log, go back. */
@OneByOne
class ConsoleScriptToolsTest {

    private static final String UNHAPPY = """
            import { action } from 'antiphon';

            // Complaints and poor ratings become cases.
            export function decide(entry, profile) {
              const { signal } = entry;
              if (signal?.kind === 'complaint' || signal?.rating < 7) {
                return action('case', '', {
                  text: `${profile.traits.name} is not content`,
                  attributes: { team: 'care' },
                });
              }
            }
            """;
    private static final String LESS_UNHAPPY = """
            import { action } from 'antiphon';

            // Complaints, poor ratings and late parcels become cases.
            export function decide(entry, profile) {
              const { signal } = entry;
              const most = signal?.kind === 'review' ? 5 : 10;
              const late = signal?.attributes.status === 'delayed';
              if (signal?.kind === 'complaint' || signal?.rating / most < 0.7 || late) {
                return action('case', '', {
                  text: `${profile.traits.name} is not content`,
                  attributes: { team: signal.kind === 'complaint' ? 'claims' : 'care' },
                });
              }
            }
            """;

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();
    private final ScriptsPage scripts = new ScriptsPage(console);

    @AfterEach
    void nothingTypedIsLeft() {
        scripts.forget();
    }

    @Test
    void settingsAreAFormAndLiveAtOnce() {
        console.provokes("status of 4");
        scripts.make("policy", "limited", """
                export const config = { lowest: { type: 'number', default: 3, label: 'Lowest fine rating' } };
                export function decide(entry, profile, settings) {
                  if (entry.signal?.text === 'Rate me') return { type: 'limited', text: 'lowest is ' + settings.lowest };
                }
                """);
        scripts.tab("settings");
        browser.fill("#setting-lowest", "many");
        browser.click(".act-settings");
        browser.find("[data-setting=lowest] .field-error", "many");
        browser.fill("#setting-lowest", "7");
        browser.click(".act-settings");
        browser.find(".toast", "Live with these settings");
        scripts.assertDecided("Rate me", "lowest is 7");
    }

    @Test
    void aDryRunShowsWhatWouldBeDecidedOtherwise() {
        Heard.settled(console.antiphon());
        scripts.make("policy", "unhappy", UNHAPPY);
        scripts.write(LESS_UNHAPPY);
        scripts.tab("try");
        browser.click(".act-try");
        browser.find("[data-trial=done]");
        assertTrue(count("appear") >= 1, "a delayed delivery");
        assertTrue(count("vanish") >= 2, "reviews of four and five");
        assertTrue(count("change") >= 2, "complaints");
        assertTrue(count("stay") >= 1, "a review of two");
        assertEquals(0, count("errors"));
        browser.find("[data-difference=appear] .answers", "team");
        console.picture("scripts");
        new Select(browser.find("select[aria-label='Kind of difference']")).selectByValue("vanish");
        browser.gone("[data-difference=appear]");
        browser.find("[data-difference=vanish] .answers", "Nothing");

        scripts.write(LESS_UNHAPPY.replace("signal?.kind === 'review'", "signal.nothing.kind === 'review'"));
        browser.click(".act-try");
        browser.find("[data-difference=error] .script-bad", "unhappy.policy.js:6");
        browser.click(".act-discard");
        browser.click(".confirm");
        browser.gone(".act-discard");
        assertReadable();
    }

    @Test
    void testsRunOnWhatIsTyped() {
        scripts.make("policy", "tested", ScriptsPage.greeter("Hello"));
        scripts.tab("tests");
        browser.click(".act-write-tests");
        browser.find("h1", "tested.test.js");
        scripts.write("""
                import { test, expect, entry, profile } from 'antiphon/test';
                import { decide } from './tested.policy.js';
                test('says hello', () => {
                  expect(decide(entry({ text: 'Is it?' }), profile(), {})).toMatch({ text: 'Hello' });
                });
                """);
        scripts.save();
        browser.find(".told-line[data-told=saved]", "Saved");
        browser.click(".act-run");
        browser.find("[data-test='says hello'][data-passed=true]");
        scripts.open("tested.policy.js");
        scripts.write(ScriptsPage.greeter("Good day"));
        scripts.tab("tests");
        browser.click(".act-run");
        browser.find("[data-test='says hello'][data-passed=false] .place", "tested.test.js:4");
        browser.click(".act-discard");
        browser.click(".confirm");
        browser.gone(".act-discard");
    }

    @Test
    void theLogIsLiveAndAnEarlierVersionComesBack() {
        scripts.make("policy", "chatty", chatty("first"));
        String first = browser.find(".told-version").getText();
        scripts.tab("log");
        console.world().chat("Lena Hofmann", "lena.hofmann@example.de", "Who logs this?");
        browser.find(".script-log", "first heard: Who logs this?");
        scripts.write(chatty("second"));
        scripts.saveAndGoLive();
        console.world().chat("Lena Hofmann", "lena.hofmann@example.de", "And who this?");
        browser.find(".script-log", "second heard: And who this?");
        scripts.tab("versions");
        browser.click("[data-version='" + first + "'] .act-version-compare");
        browser.find(".compare .cm-changedText");
        browser.click(".dialog-foot button", "Go back to it");
        browser.click(".confirm", "Go back");
        browser.find(".told-version", first);
        assertTrue(scripts.text().contains("first"), "the text of then");
    }

    private void assertReadable() {
        String contrast = Console.read(Console.script("contrast.js"));
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            assertEquals("", browser.later(contrast), scheme);
        }
        browser.fitsASmallScreen();
    }

    private long count(String name) {
        return Long.parseLong(
                browser.find("[data-count=" + name + "] dd").getText().replace(",", ""));
    }

    private static String chatty(String name) {
        return """
                export function decide(entry) {
                  if (entry.type === 'understood') console.log('NAME heard: ' + entry.signal.text);
                }
                """.replace("NAME", name);
    }
}
