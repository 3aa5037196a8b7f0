package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.Keys;

/** A visitor of a foreign site with a chat in it, in a real browser. One visit, told from its beginning to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@OneByOne
class WebchatTest {

    private static final String SECRET = "a-secret-of-at-least-32-characters";
    private static final String ANSWERS = """
            import { reply } from 'antiphon';

            export function decide(entry) {
              if (entry.type === 'understood' && entry.connection === 'chat') {
                return reply('chat', entry.signal, 'Heard: ' + entry.signal.text);
              }
            }
            """;
    private static final String ROOT = "const root = document.querySelector('[data-antiphon-webchat]').shadowRoot;";

    private static Distribution antiphon;
    private static EmbeddingSite site;
    private static Browser browser;

    @BeforeAll
    static void begin() {
        antiphon = Distribution.fresh().start();
        site = new EmbeddingSite();
        String settings = "{\"connector\":\"webchat\",\"origins\":\"" + site.origin() + "\",\"title\":\"Shop\","
                + "\"identity-secret\":\"" + SECRET + "\",\"languages\":\"en\"}";
        assertEquals(201, antiphon.put("/api/connections/chat", settings).statusCode());
        ScriptFiles.save(antiphon, "answers.policy.js", ANSWERS);
        ScriptFiles.await(antiphon, "answers.policy.js", "live");
        site.embed(antiphon.uri("/hooks/chat/widget.js"));
        browser = new Browser();
    }

    @AfterAll
    static void end() {
        browser.close();
        site.close();
        antiphon.close();
    }

    private static Object inWidget(String script) {
        return browser.script("if (!document.querySelector('[data-antiphon-webchat]')) return null;" + ROOT + script);
    }

    private static void awaitSaid(List<String> all) {
        browser.await("the conversation " + all, any -> all.equals(said()));
    }

    private static Object said() {
        return inWidget(
                "return [...root.querySelectorAll('.said:not(.waits)')].slice(1).map(e => e.lastChild.textContent)");
    }

    private static void write(String text) {
        browser.await(
                "the keyboard in the field",
                any -> Boolean.TRUE.equals(inWidget("return root.activeElement === root.querySelector('textarea')")));
        browser.press(text, Keys.ENTER);
    }

    private static JsonNode lastHeard() {
        return Heard.get(antiphon, "/api/signals?connection=chat&limit=1")
                .get("items")
                .get(0);
    }

    @Test
    @Order(1)
    void whatAVisitorWritesByKeyboardIsHeardAndTheAnswerIsShownAsText() {
        browser.open(site.page());
        browser.await("the button", any -> inWidget("root.querySelector('.launch').focus(); return true"));
        browser.press(Keys.ENTER);
        write("Hello <img src=x onerror=document.title='broken'>");
        awaitSaid(List.of(
                "Hello <img src=x onerror=document.title='broken'>",
                "Heard: Hello <img src=x onerror=document.title='broken'>"));
        assertEquals(0L, inWidget("return root.querySelectorAll('img').length"));
        assertEquals("A shop", browser.script("return document.title"));
        JsonNode signal = lastHeard();
        assertEquals("webchat", signal.get("channel").asText());
        assertEquals(
                site.origin() + "/orders", signal.get("attributes").get("page").asText());
        assertEquals("", browser.script("return document.cookie"));
        browser.shoot(Path.of("target/images/webchat.png"));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    @Order(2)
    void itIsAllThereAfterReloadingAndOnAnotherPage() {
        List<String> before = List.of(
                "Hello <img src=x onerror=document.title='broken'>",
                "Heard: Hello <img src=x onerror=document.title='broken'>");
        browser.open(site.page().resolve("/elsewhere"));
        awaitSaid(before);
        browser.press(Keys.ESCAPE);
        assertTrue((Boolean) inWidget("return root.querySelector('.panel').hidden"));
        assertTrue((Boolean) inWidget("return root.activeElement === root.querySelector('.launch')"));
        browser.press(Keys.ENTER);
        browser.resize(380, 700);
        browser.shoot(Path.of("target/images/webchat-small.png"));
        browser.resize(1440, 900);
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    @Order(3)
    void whoSignsInAtTheSiteIsKnownHere() throws Exception {
        String signed = identity("4711", "ada@example.org");
        assertEquals("known", browser.later("await antiphonWebchat.identify('" + signed + "'); return 'known';"));
        write("It is me");
        browser.await(
                "an authenticated signal",
                any -> lastHeard().path("attributes").path("evidence").asText().equals("authenticated"));
        assertTrue(lastHeard().get("identities").toString().contains("ada@example.org"));
        awaitCount(4);
        assertEquals(List.of(), browser.complaints());
    }

    private static void awaitCount(int count) {
        browser.await(count + " messages", any -> said() instanceof List<?> all && all.size() == count);
    }

    private static String identity(String subject, String email) throws Exception {
        String claims = "{\"sub\":\"" + subject + "\",\"email\":\"" + email + "\",\"nonce\":\"nonce-0001\",\"exp\":"
                + Instant.now().plus(Duration.ofMinutes(2)).getEpochSecond() + "}";
        String parts = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return parts + "." + base64(mac.doFinal(parts.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    @Order(4)
    void whatIsWrittenWhileTheServerIsAwayIsSentOnceWhenItIsBack() {
        antiphon.stop();
        browser.await(
                "the offline text",
                any -> Boolean.FALSE.equals(inWidget("return root.querySelector('.state').hidden")));
        write("Are you there?");
        antiphon.start();
        awaitCount(6);
        browser.await(
                "the offline text to go",
                any -> Boolean.TRUE.equals(inWidget("return root.querySelector('.state').hidden")));
        assertEquals("Are you there?", lastHeard().get("text").asText());
        browser.complaints(); // of a server that was away, rightly
    }

    @Test
    @Order(5)
    void whoSignsOutLeavesNothingBehind() {
        browser.script("antiphonWebchat.forget()");
        awaitSaid(List.of());
        browser.open(site.page());
        browser.await(
                "an empty conversation",
                any -> Boolean.TRUE.equals(inWidget(
                        "return document.querySelector('[data-antiphon-webchat]').hasAttribute('data-ready')")));
        assertEquals(List.of(), said());
        assertFalse(String.valueOf(browser.script("return JSON.stringify(localStorage)"))
                .contains("4711"));
        assertEquals(List.of(), browser.complaints());
    }
}
