package io.antiphon.itests;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bundles are replaced on the console's page of plugins. */
@OneByOne
class ConsolePluginsTest {

    private static final String BUNDLE = "[data-bundle='" + Editions.NAME + "']";

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @TempDir
    Path folder;

    @Test
    void aBundleIsUploadedUpgradedRefusedRolledBackAndRemoved() throws Exception {
        console.provokes("status of 409");
        Editions editions = new Editions(folder);
        console.goAndLoad("plugins");
        upload(editions.good("1.0.0"));
        browser.find(BUNDLE + " .bundle-version", "1.0.0");
        console.go("/connections/new");
        browser.find("[data-connector=shop]", "Shop");
        console.goAndLoad("plugins");
        upload(editions.good("1.1.0"));
        browser.find(BUNDLE + " .bundle-version", "1.1.0");

        upload(editions.edition("3.0.0", "if (true) throw new IllegalStateException(\"no licence\");", "", "", ""));
        browser.find(BUNDLE + " .bundle-refused", "no licence");
        browser.find(BUNDLE + " .bundle-version", "1.1.0");
        console.picture("plugins");

        browser.click(BUNDLE + " .act-rollback");
        browser.click(".confirm");
        browser.find(BUNDLE + " .bundle-version", "1.0.0");
        browser.gone(BUNDLE + " .bundle-refused");
        browser.click(BUNDLE + " .act-remove");
        browser.click(".confirm");
        browser.find(BUNDLE, "Removed");
    }

    @Test
    void aGuardThatWasTakenAwayIsMissedUntilItIsReleased() throws Exception {
        Warden warden = new Warden(console.antiphon(), folder);
        warden.install("1.0.0", "return Verdict.ALLOW;");
        warden.uninstall();
        console.goAndLoad("plugins");
        browser.find(".stop-bar[data-state=held]", "the guard 'warden' is not there");
        browser.find("[data-plugin='guard warden']", "Missing");
        browser.click("[data-plugin='guard warden'] .release");
        browser.find("dialog", "What waits for it leaves at once");
        console.picture("guard-missing");
        browser.click(".confirm");
        browser.gone("[data-plugin='guard warden']");
        browser.find(".stop-bar[data-state=running]");
    }

    private void upload(Path jar) {
        browser.all(".upload-input").get(0).sendKeys(jar.toString());
    }
}
