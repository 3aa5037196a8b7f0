package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** People: how they are let in, sign in, and what they see then. */
@OneByOne
class ConsolePeopleTest {

    private static final String PASSWORD = "correct horse battery";

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @BeforeEach
    @AfterEach
    void nobodyIsLeft() {
        for (String name : List.of("anna.i", "bob")) {
            console.antiphon().delete("/api/people/" + name);
        }
    }

    @Test
    void somebodyIsLetInSignsInAndSeesWhatTheirRoleAndUnitsAllow() throws Exception {
        console.provokes("status of 400");
        console.provokes("status of 401");
        console.goAndLoad("people");
        browser.click(".person-add");
        browser.fill("#person-name", "anna.i");
        browser.fill("#person-title", "Анна Иванова");
        browser.fill("#person-units", "acme/emea");
        browser.fill("#person-languages", "ru, de");
        browser.fill("#person-skills", "refunds");
        browser.fill("#person-password", "short");
        browser.click(".form-save");
        browser.find("[data-field=person-password] .field-error", "at least 12");
        assertTrue(browser.find("#person-password").equals(browser.script("return document.activeElement")), "focus");
        browser.fill("#person-password", PASSWORD);
        browser.click(".form-save");
        browser.find("h1", "Анна Иванова");
        console.picture("people-editor");
        console.go("/people");
        browser.find("[data-person='anna.i'] .person-role", "agent");
        console.picture("people");

        Path file = console.antiphon().home().resolve("etc/people.json");
        assertFalse(Files.readString(file).contains(PASSWORD));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        console.goAndLoad("scripts");
        console.signInAs("anna.i", "not her password");
        browser.find(".field-error", "not accepted");
        browser.fill("#password", PASSWORD);
        browser.click(".signin-go");
        browser.find(".who-name", "Анна Иванова");
        assertEquals("agent", browser.find(".who-role").getText());
        browser.find(".empty h2", "There is no such page now"); // where an administrator was
        browser.find(".nav-item[data-nav=signals]");
        for (String hidden : List.of("connections", "deadletters", "plugins", "people")) {
            browser.gone(".nav-item[data-nav=" + hidden + "]");
        }
        console.goAndLoad("signals");
        browser.find(".row-item");
        console.go("/people");
        browser.find(".empty h2", "There is no such page now");
        assertFalse(String.valueOf(browser.script("return sessionStorage.getItem('antiphon.token')"))
                .contains(PASSWORD));

        browser.click(".who");
        browser.find(".account-facts", "acme/emea");
        console.picture("account");
        browser.fill("#account-old", PASSWORD);
        browser.fill("#account-new", "staple staple tree");
        browser.click(".account-save");
        browser.find(".toast", "Your password is changed");
        console.signInAs("anna.i", "staple staple tree");
        browser.find(".who-name", "Анна Иванова");
        console.signOut();
        console.signIn(console.antiphon().token());
        browser.find(".who-name", "admin");
    }

    @Test
    void aTokenIsShownOnceAndCountsUntilItIsTakenAway() throws Exception {
        console.antiphon().post("/api/people", "{\"name\":\"bob\",\"role\":\"viewer\"}");
        console.go("/people/bob");
        browser.fill("#token-label", "nightly report");
        browser.click(".token-make");
        String token = browser.find(".token-text").getText();
        browser.find("[data-token='nightly report']");
        assertEquals(200, status(token, "/api/status"));
        assertEquals(403, status(token, "/api/people"));
        browser.click(".token-done");
        browser.gone(".token-text");
        browser.click("[data-token='nightly report'] .token-remove");
        browser.click(".confirm", "Remove");
        browser.gone("[data-token='nightly report']");
        assertEquals(401, status(token, "/api/status"));
    }

    @Test
    void theListIsGoneThroughByKeys() {
        console.antiphon().post("/api/people", "{\"name\":\"bob\",\"title\":\"Robert\",\"role\":\"supervisor\"}");
        console.goAndLoad("people");
        browser.find("[data-person=bob]");
        browser.press("j");
        browser.find(".person-marked");
        browser.press("/");
        browser.press("supervis", Keys.ESCAPE);
        browser.find("[data-person=bob]");
        browser.press("j", Keys.ENTER);
        browser.find("h1", "Robert");
        browser.click(".person-remove");
        browser.click(".confirm", "Remove");
        browser.find(".toast", "Robert is taken away");
        browser.gone("[data-person=bob]");
    }

    private int status(String token, String path) throws Exception {
        URI uri = console.antiphon().uri(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
