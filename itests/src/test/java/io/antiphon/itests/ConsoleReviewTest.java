package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two who may be one are put before a person, who joins them and changes his mind. */
@OneByOne
class ConsoleReviewTest {

    private static final String ONE = "crm:rev-1";
    private static final String OTHER = "cookie:rev-77";

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    @Test
    void whoMayBeOneIsJoinedByAPersonAndPartedAgain() {
        heard(ONE, "'name':'Ottilie Brandsaeter','birthDate':'1980-12-10'");
        heard(OTHER, "'firstName':'Ottilie','lastName':'Brandsaetter','dob':'10.12.1980'");
        assertNotEquals(profile(ONE), profile(OTHER));
        String pair = pair();
        assertFalse(pair.isEmpty(), "the two are proposed");

        console.go("/profiles/review");
        String card = "[data-pair='" + pair + "']";
        List<String> shown = browser.await(
                "both sides", b -> b.texts(card + " .traits").size() == 2 ? b.texts(card + " .pair-sides") : null);
        assertTrue(shown.get(0).contains("Brandsaeter") && shown.get(0).contains("Brandsaetter"), shown::toString);
        console.picture("review");
        browser.click(card + " .act-same");
        browser.find("dialog", ONE + " and " + OTHER);
        assertFalse(browser.find(".confirm", "Join them").isEnabled(), "without a reason");
        browser.fill("dialog input", "She told us on the phone");
        browser.click(".confirm");
        browser.find(".toast", "They are one profile now");
        browser.gone(card);
        String joined = profile(ONE);
        assertEquals(joined, profile(OTHER));

        console.go("/profiles/" + joined);
        browser.find(".link-why", "person");
        browser.click(".unlink");
        browser.fill("dialog input", "It was her sister");
        browser.click(".confirm");
        browser.find(".toast", "Unlinked");
        browser.await("one identity is left", b -> b.all(".side-list .identity").size() == 1);
        assertNotEquals(profile(ONE), profile(OTHER));
        assertEquals("", pair(), "a person has ruled on them");
    }

    private void heard(String identity, String traits) {
        String[] parts = identity.split(":");
        String signal = "{'kind':'message','text':'Hello','identities':[{'scheme':'" + parts[0] + "','value':'"
                + parts[1] + "'}],'attributes':{'profile':{" + traits
                + ",'address':{'postcode':'10115','city':'Berlin'}}}}";
        console.world().say("support-mail", signal.replace('\'', '"'));
        Heard.settled(console.antiphon());
    }

    private String profile(String identity) {
        return Heard.get(console.antiphon(), "/api/profiles?identity=" + identity)
                .at("/items/0/id")
                .asText();
    }

    /** The id of the pair that is proposed; empty if it is not. */
    private String pair() {
        for (JsonNode pair :
                Heard.get(console.antiphon(), "/api/profiles/candidates").get("items")) {
            if (List.of(written(pair.get("one")), written(pair.get("other"))).equals(List.of(ONE, OTHER))) {
                return pair.get("id").asText();
            }
        }
        return "";
    }

    private static String written(JsonNode identity) {
        return identity.isTextual()
                ? identity.asText()
                : identity.get("scheme").asText() + ":" + identity.get("value").asText();
    }
}
