package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The console of a distribution of its own, signed in, with something to look at: one for all tests of the console. After each
 * test the browser may not have complained about anything that the test did not announce.
 */
final class Console implements BeforeEachCallback, AfterEachCallback {

    static final List<String> PAGES = List.of(
            "overview",
            "inbox",
            "queues",
            "signals",
            "topics",
            "queries",
            "profiles",
            "connections",
            "deadletters",
            "scripts",
            "plugins",
            "people");

    /** Where pictures go: into the documentation only if told so. */
    private static final Path PICTURES = Boolean.getBoolean("antiphon.docs")
            ? Distribution.launcher().resolveSibling("docs/images")
            : Path.of("target/images");

    private final List<String> provoked = new ArrayList<>();

    private static final class Shared {
        static final Distribution ANTIPHON =
                Distribution.fresh().withScriptsCompiled().start();
        static final ConsoleWorld WORLD = new ConsoleWorld(ANTIPHON);
        static final Browser BROWSER = new Browser();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROWSER::close));
            WORLD.begin();
            BROWSER.open(ANTIPHON.uri("/"));
        }
    }

    Distribution antiphon() {
        return Shared.ANTIPHON;
    }

    ConsoleWorld world() {
        return Shared.WORLD;
    }

    Browser browser() {
        return Shared.BROWSER;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        provoked.clear();
        browser().resize(1440, 900);
        browser().scheme("light");
        if (!browser().all(".signin-go").isEmpty()) {
            signIn(antiphon().token());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = browser().complaints().stream()
                .filter(said -> provoked.stream().noneMatch(said::contains))
                .toList();
        assertEquals(List.of(), complaints, "in the browser's console");
    }

    /** Announces that the browser will complain about this. */
    void provokes(String complaint) {
        provoked.add(complaint);
    }

    void enter(String token) {
        if (browser().all("#token").isEmpty()) {
            browser().click(".signin-other", "token");
        }
        browser().fill("#token", token);
        browser().click(".signin-go");
    }

    void signIn(String token) {
        enter(token);
        browser().find(".nav-item[aria-current=page]");
    }

    /** Signs in by name and password, whoever was signed in before. */
    void signInAs(String name, String password) {
        signOut();
        if (browser().all("#password").isEmpty()) {
            browser().click(".signin-other", "password");
        }
        browser().fill("#name", name);
        browser().fill("#password", password);
        browser().click(".signin-go");
    }

    void signOut() {
        browser().click(".nav-tools [aria-label='Sign out']");
        browser().find(".signin-go");
    }

    /** Goes to an address within the console as a link does. */
    void go(String path) {
        browser()
                .script(
                        "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))",
                        path);
    }

    /** Goes to a page and waits until it has loaded. */
    void goAndLoad(String page) {
        go("/" + page);
        browser().find("main[data-page=" + page + "] h1");
        browser().gone("main .skeleton");
    }

    void picture(String name) {
        browser().gone(".toast");
        browser().shoot(PICTURES.resolve(name + ".png"));
    }

    /** A script of the console's tests. */
    static Path script(String name) {
        return Distribution.launcher()
                .resolveSibling("bundles/console/src/test/js")
                .resolve(name);
    }

    static String read(Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
