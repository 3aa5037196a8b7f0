package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was understood, as the console shows it. */
@OneByOne
class ConsoleInsightTest {

    @RegisterExtension
    private final Console console = new Console();

    private final Browser browser = console.browser();

    /** Two brands in one text, one praised, the other blamed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | Samsung | Huawei  | Samsung is wonderful, the camera is a joy. But Huawei is terrible: it broke after a week.
                    ru | Samsung | Хуавей  | Samsung отличный, камера очень радует. А вот Хуавей ужасный, сломался через неделю.
                    zh | 三星    | 华为    | 三星手机非常好用，我很喜欢。但是华为太差了，用了一周就坏了。
                    ar | سامسونج | هواوي   | سامسونج رائع وأنا سعيد به جداً. لكن هواوي سيئ جداً وتعطل بعد أسبوع.""")
    void feelingsAboutTwoBrandsStandAtTheirPlaces(String language, String good, String bad, String text) {
        String id = heard(text);
        JsonNode insights = insights(id);
        assertEquals(language, value(insights, "language"));
        assertEquals(good, mentioned(text, insights, "positive", "Samsung", good));
        assertEquals(bad, mentioned(text, insights, "negative", "Huawei", bad));

        console.go("/signals/" + id);
        browser.find(".said-positive[data-insights*='sentiment:positive@Samsung']");
        browser.find(".said-negative[data-insights*='sentiment:negative@Huawei']");
        assertTrue(marked("positive@Samsung").contains(good), marked("positive@Samsung"));
        assertFalse(marked("positive@Samsung").contains(bad), marked("positive@Samsung"));
        assertTrue(marked("negative@Huawei").contains(bad), marked("negative@Huawei"));
        assertFalse(marked("negative@Huawei").contains(good), marked("negative@Huawei"));
        console.picture("said-" + language);
    }

    @Test
    void whatIsPersonalIsMaskedUntilItIsAskedFor() {
        String id = heard("Write to vera.lind@example.org about the card 4111 1111 1111 1111, please.");
        console.go("/signals/" + id);
        browser.find(".detail blockquote", "•");
        assertFalse(browser.find(".detail blockquote").getText().contains("vera.lind"));
        browser.click(".detail-masked button", "Show it");
        browser.find(".detail blockquote", "vera.lind@example.org");
    }

    @Test
    void topicsAreCountedWithTheirFeelings() {
        heard("Samsung is great and the camera is wonderful!");
        console.go("/topics?type=about");
        browser.find(".topics th a", "Samsung");
        browser.click(".topics th a", "Samsung");
        browser.find(".examples a", "wonderful");
        console.picture("topics");
    }

    @Test
    void aQueryIsTriedSavedAndHits() {
        heard("The zeppelin arrived late at the harbour");
        console.go("/queries");
        browser.fill("textarea[aria-label=Query]", "(late OR delayed AND zeppelin");
        browser.find(".faults pre", "^");
        browser.fill("textarea[aria-label=Query]", "(late OR delayed) NEAR/3 zeppelin");
        browser.gone(".faults");
        browser.click(".tryout button", "Try");
        browser.find(".tried mark", "zeppelin");

        browser.click(".page-head button", "New set");
        browser.fill("dialog input", "airships");
        browser.click("dialog button", "Write it");
        browser.fill("textarea[aria-label=\"The set's text\"]", "zeppelin\n    zeppelin -harbour");
        browser.click(".card button", "Save");
        browser.find(".queries th", "zeppelin");
        heard("A second zeppelin, above the town");
        browser.await("a hit", b -> b.texts(".queries .number").contains("1"));
        console.picture("queries");
        browser.click(".page-head button", "Delete");
        browser.click(".confirm", "Delete");
        browser.find(".page-head h1", "Queries");
    }

    private String heard(String text) {
        Distribution antiphon = console.antiphon();
        HttpResponse<String> answer = antiphon.post(
                "/api/signals", "[{\"kind\":\"review\",\"channel\":\"store\",\"text\":\"" + text + "\"}]");
        assertEquals(202, answer.statusCode(), answer.body());
        Heard.settled(antiphon);
        for (JsonNode signal :
                Heard.get(antiphon, "/api/signals?limit=20&personal=shown").get("items")) {
            if (signal.path("text").asText().equals(text)) {
                return signal.get("id").asText();
            }
        }
        throw new AssertionError("not heard: " + text);
    }

    private JsonNode insights(String id) {
        for (JsonNode entry :
                Heard.get(console.antiphon(), "/api/signals/" + id).get("trace")) {
            if (entry.get("kind").asText().equals("understood")) {
                return entry.get("insights");
            }
        }
        throw new AssertionError("nothing was understood of " + id);
    }

    private static String value(JsonNode insights, String type) {
        for (JsonNode insight : insights) {
            if (insight.get("type").asText().equals(type)) {
                return insight.get("value").asText();
            }
        }
        return "nothing";
    }

    /** How a brand stands in the place of the feeling about it; what else stands there if it does not. */
    private static String mentioned(String text, JsonNode insights, String feeling, String about, String mention) {
        for (JsonNode insight : insights) {
            if (insight.get("type").asText().equals("sentiment")
                    && insight.get("value").asText().equals(feeling)
                    && insight.path("about").asText().equals(about)) {
                JsonNode span = insight.get("span");
                String place =
                        text.substring(span.get("from").asInt(), span.get("to").asInt());
                return place.contains(mention) ? mention : place;
            }
        }
        return "no " + feeling + " about " + about + " in " + insights;
    }

    private String marked(String feeling) {
        List<String> marks = browser.texts("mark[data-insights*='sentiment:" + feeling + "']");
        return String.join("", marks);
    }
}
