package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections, dead letters and plugins, as the console shows them. */
@OneByOne
class ConsoleConnectionsTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @Test
    void connectionsTellHowTheyAre() {
        console.world().arrive();
        console.go("/connections");
        browser.find("[data-connection=shop-events] .pill", "Running");
        browser.find("[data-connection=press-watch] .pill", "Failing");
        browser.find("[data-connection=press-watch] .problem-error");
        browser.await("the file's rows", b -> !b.find("[data-connection=store-surveys] .connection-number")
                .getText()
                .startsWith("0"));
        console.picture("connections");
    }

    @Test
    void aConnectionIsMadeThroughItsFormAfterAMistake() {
        console.provokes("status of 422");
        console.go("/connections");
        browser.click("a[href='/connections/new']");
        browser.click("[data-connector=webhook]");
        browser.click(".form-save");
        browser.find("[data-setting=id] .field-error", "Give it a name");
        browser.fill("#setting-id", "partner-push");
        browser.fill("#setting-tolerance", "five minutes");
        browser.fill("#setting-secret", "s3cret-of-partner");
        browser.click(".map-add");
        browser.fill(".map-row input:first-of-type", "text");
        browser.fill(".map-row input:last-of-type", "/message/body");
        browser.click(".form-save");
        browser.find("[data-setting=tolerance] .field-error", "five minutes");
        assertTrue(browser.find("#setting-tolerance").equals(browser.script("return document.activeElement")), "focus");
        browser.fill("#setting-tolerance", "10m");
        browser.click(".form-save");
        browser.find("[data-connection=partner-push] .pill", "Running");

        browser.click("[data-connection=partner-push] .connection-name a");
        assertEquals("••••••", browser.find("#setting-secret").getDomProperty("value"));
        assertEquals(
                "/message/body", browser.find(".map-row input:last-of-type").getDomProperty("value"));
        browser.click(".act-turn", "Pause");
        browser.find(".pill", "Paused");
        browser.click(".act-turn", "Resume");
        browser.find(".pill", "Running");
        browser.click(".act-delete");
        browser.click(".confirm", "Delete");
        browser.find(".toast", "partner-push is deleted");
        browser.gone("[data-connection=partner-push]");
        assertEquals(
                404, console.antiphon().get("/api/connections/partner-push").statusCode());
    }

    @Test
    void aDeadLetterIsHeardAfterTheFix() throws Exception {
        console.provokes("status of 409");
        console.world().push("{'text':'When is it open?','from':'guest@example.org','when':'11/21/2026 10:15'}");
        console.go("/deadletters");
        browser.click(".letter-button");
        browser.find(".letter-raw pre", "When is it open?");
        browser.click(".retry");
        browser.find(".toast", "Still unreadable");
        browser.find(".letter-attempts", "2 attempts");
        console.world()
                .connect(
                        "shop-events",
                        "{'connector':'webhook','unit':'acme/emea/care','kind':'message','map.text':'/text','map.occurredAt':'/when',"
                                + "'map.identity.email':'/from','timeFormat':'MM/dd/yyyy HH:mm'}");
        browser.click(".retry");
        browser.find(".empty h2", "No dead letters");
        console.go("/signals?q=guest%40example.org");
        browser.find(".row-text", "When is it open?");
    }

    @Test
    void pluginsAreTold() {
        console.go("/plugins");
        browser.find("[data-plugin='connector webhook'] .pill", "Active");
        browser.fill(".page-head input[type=search]", "nothing has this name");
        browser.find(".empty h2", "Nothing matches");
    }
}
