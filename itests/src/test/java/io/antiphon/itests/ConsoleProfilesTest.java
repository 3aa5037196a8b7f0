package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;

/** Who is known, as the console shows it. */
@OneByOne
class ConsoleProfilesTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @Test
    void aProfileTellsWhatWasSaidOverAllChannels() {
        console.go("/profiles");
        browser.fill(".page-head input[type=search]", "lindqvist");
        browser.await("one profile", b -> b.all(".profile-line").size() == 1);
        browser.click(".profile-line a");
        browser.find("h1", "Ada Lindqvist");
        browser.find(".identity-value", "+441134960801");
        browser.find(".link-why", "same signal");
        List<String> said = browser.await("the timeline", b -> b.all(".moment").isEmpty() ? null : b.texts(".moment"));
        for (String channel : List.of("email", "webshop", "webchat", "phone", "survey", "logistics", "reviews")) {
            assertTrue(said.stream().anyMatch(text -> text.contains(channel)), channel + " in " + said);
        }
        // Just after midnight, all of it was yesterday.
        assertTrue(browser.texts(".day-name").stream().anyMatch(Set.of("Today", "Yesterday")::contains));
        assertTrue(browser.all(".day-name").size() >= 2, "days");
        console.picture("profile");
    }

    @Test
    void aLinkIsUndoneByAPersonWithAReason() {
        String two =
                "{'kind':'message','text':'Two of us','identities':[{'scheme':'email','value':'twin.a@example.org'},"
                        + "{'scheme':'email','value':'twin.b@example.org'}]}";
        console.world().say("support-mail", two.replace('\'', '"'));
        Heard.settled(console.antiphon());
        String id = Heard.get(console.antiphon(), "/api/profiles?identity=email:twin.a@example.org")
                .at("/items/0/id")
                .asText();
        console.go("/profiles/" + id);
        browser.click(".unlink");
        WebElement confirm = browser.find(".confirm", "Unlink");
        assertFalse(confirm.isEnabled(), "without a reason");
        browser.fill("dialog input", "They only share a computer");
        browser.click(".confirm");
        browser.find(".toast", "Unlinked");
        browser.await("one identity is left", b -> b.all(".side-list .identity").size() == 1);
        String other = Heard.get(console.antiphon(), "/api/profiles?identity=email:twin.b@example.org")
                .at("/items/0/id")
                .asText();
        String first = Heard.get(console.antiphon(), "/api/profiles?identity=email:twin.a@example.org")
                .at("/items/0/id")
                .asText();
        assertFalse(other.equals(first), first);
    }
}
