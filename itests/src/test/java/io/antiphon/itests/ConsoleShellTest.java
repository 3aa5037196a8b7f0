package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds every page of the console. */
@OneByOne
class ConsoleShellTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @TempDir
    private Path temp;

    @Test
    void aWrongTokenIsRefusedAndTheRightOneOpensTheConsole() {
        console.provokes("status of 401");
        browser.click(".nav-tools [aria-label='Sign out']");
        console.enter("not the token");
        browser.find(".field-error", "not accepted");
        console.signIn(console.antiphon().token());
        assertEquals(
                "",
                browser.script("return localStorage.getItem('console.antiphon().token') || document.cookie"),
                "kept for longer");
    }

    @Test
    void whoComesBackToAnAddressFindsThePageAgain() {
        console.go("/connections/new/webhook");
        browser.open(browser.address());
        browser.find("h1", "Webhook");
    }

    @Test
    void theChosenThemeIsKept() {
        String ground = "return getComputedStyle(document.body).backgroundColor";
        Object light = browser.script(ground);
        browser.click(".theme-button");
        browser.click(".theme-button");
        assertFalse(light.equals(browser.script(ground)), "dark");
        browser.open(console.antiphon().uri("/overview"));
        browser.find("h1");
        assertFalse(light.equals(browser.script(ground)), "dark after reloading");
        browser.click(".theme-button");
        assertEquals(light, browser.script(ground));
    }

    @Test
    void lightAndDarkCanBothBeRead() {
        String contrast = Console.read(Console.script("contrast.js"));
        List<String> poor = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            for (String page : Console.PAGES) {
                console.goAndLoad(page);
                poor.addAll(said(browser.later(contrast))
                        .map(line -> scheme + " " + page + ": " + line)
                        .toList());
            }
        }
        assertEquals(List.of(), poor);
    }

    @Test
    void nothingIsWiderThanASmallScreen() {
        for (String page : Console.PAGES) {
            console.goAndLoad(page);
            browser.fitsASmallScreen();
        }
    }

    @Test
    void aForeignBundlesPageComesAndGoes() throws Exception {
        Path jar = PluginJar.of(temp, "Weather", "1.0.0", """
                @Component(service = Page.class)
                public class Weather implements Page {
                    public String name() { return "weather"; }
                    public String title() { return "Weather"; }
                    public int order() { return 55; }
                    public Optional<byte[]> file(String file) {
                        return Optional.of(("import { html, PageHead, useStore, pulse } from '/ui/console/ui.js';"
                                + "export default ({ params }) => { useStore(pulse);"
                                + "return html`<${PageHead} title=${'Weather of ' + params.path[0]} />` }").getBytes());
                    }
                }
                """);
        Path deployed = console.antiphon().deploy(jar);
        browser.find(".nav-item[data-nav=weather]", "Weather");
        console.go("/weather/Leeds");
        browser.find("h1", "Weather of Leeds");
        Files.delete(deployed);
        browser.gone(".nav-item[data-nav=weather]");
        browser.find(".empty h2", "There is no such page now");
    }

    @Test
    void aLostConnectionIsToldAndComesBackByItself() {
        console.provokes("ERR_");
        console.provokes("status of 503");
        console.provokes("/api/stops - "); // until its bundle has come too
        console.go("/signals");
        browser.find(".row-item");
        console.antiphon().stop();
        browser.find(".banner", "Not connected");
        console.antiphon().start();
        browser.gone(".banner");
        browser.find(".live-good");
        console.world().chat("Lena Hofmann", "lena.hofmann@example.de", "Seid ihr wieder da?");
        browser.find(".row-text", "Seid ihr wieder da?");
    }

    @Test
    void thePureModulesHold() throws Exception {
        assertTrue(PureModules.tests("bundles/console").size() >= 4, "test files");
        assertEquals(List.of(), PureModules.failures(browser, "bundles/console"));
    }

    private static Stream<String> said(Object lines) {
        return lines.toString().lines().filter(line -> !line.isBlank());
    }
}
