package io.antiphon.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters.DeadLetter;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookConnectorTest {

    private static final String SECRET = "a-shared-secret";
    private static final byte[] STANDARD_KEY = "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);
    private static final String HELLO = "{\"text\":\"hello\"}";

    private final MemoryKernel kernel = new MemoryKernel();

    private MemoryConnection connect(Map<String, String> settings) {
        return kernel.connect(new WebhookConnector(kernel.clock()), settings);
    }

    private static byte[] mac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) throws Exception {
        return HexFormat.of().formatHex(mac(SECRET.getBytes(StandardCharsets.UTF_8), text));
    }

    private static String standard(String text) throws Exception {
        return "v1," + Base64.getEncoder().encodeToString(mac(STANDARD_KEY, text));
    }

    private static void assertRefused(MemoryConnection connection, Map<String, String> headers, String message) {
        int before = connection.signals().size();
        AntiphonException refusal = assertThrows(AntiphonException.class, () -> connection.post(HELLO, headers));
        assertEquals(AntiphonException.Code.UNAUTHENTICATED, refusal.code());
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
        assertEquals(before, connection.signals().size());
        assertEquals(List.of(), connection.deadLetters());
    }

    @Test
    void everyPartIsFoundByItsPointerAndTheRestBecomesAttributes() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kind", "review",
                "map.externalId", "/id",
                "map.text", "/body/text",
                "map.rating", "/stars",
                "map.occurredAt", "/at",
                "map.identity.email", "/customer/email",
                "map.profile.name", "/customer/name",
                "map.channel", "app-store",
                "map.attribute.shop", "=/not a pointer"));
        MemoryConnection connection = connect(settings);
        connection.post(
                "{\"id\":17,\"body\":{\"text\":\"Gut\"},\"stars\":4,\"at\":1769860800,\"a/b\":[1,null,{\"c\":2.5}],"
                        + "\"customer\":{\"email\":\"ada@example.org\",\"name\":\"Ada\"},\"big\":123456789012345678901,\"no\":null}");
        Signal signal = connection.signals().get(0);
        assertEquals("review", signal.kind());
        assertEquals("17", signal.externalId());
        assertEquals("Gut", signal.text());
        assertEquals(4.0, signal.rating());
        assertEquals(Instant.parse("2026-01-31T12:00:00Z"), signal.occurredAt());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
        assertEquals("app-store", signal.channel());
        assertEquals(
                Map.of(
                        "body", Map.of("text", "Gut"),
                        "a/b", List.of(1L, Map.of("c", 2.5)),
                        "customer", Map.of("email", "ada@example.org", "name", "Ada"),
                        "big", "123456789012345678901",
                        "profile", Map.of("name", "Ada"),
                        "shop", "/not a pointer"),
                signal.attributes());
    }

    @Test
    void withoutAPointerAListIsManySignalsAndAnEmptyListNone() {
        MemoryConnection connection = connect(Map.of("attributes", "none", "map.text", "/t"));
        connection.post("[{\"t\":\"one\"},{\"t\":\"two\"}]");
        connection.post("[]");
        assertEquals(
                List.of("one", "two"),
                connection.signals().stream().map(Signal::text).toList());
        assertNull(connection.signals().get(0).externalId());
        assertEquals(List.of(), connection.deadLetters());
    }

    @Test
    void aDeadElementNamesPointerAndValueAndCanBeReadAfterTheFix() {
        MemoryConnection connection = connect(Map.of("each", "/l", "map.rating", "/stars", "map.externalId", "/id"));
        connection.post("{\"l\":[{\"id\":\"a\",\"stars\":\"five\"},{\"id\":\"b\",\"stars\":2}]}");
        DeadLetter letter = connection.deadLetters().get(0);
        assertEquals("rating: '/stars' holds 'five', not a number", letter.reason());
        assertEquals("/hooks/webhook#/l/0", letter.received().origin());
        assertEquals("{\"id\":\"a\",\"stars\":\"five\"}", letter.received().text());
        assertThrows(AntiphonException.class, () -> connection.retry(letter));
        MemoryConnection mended =
                connection.restart(Map.of("each", "/l", "map.text", "/stars", "map.externalId", "/id"));
        mended.retry(letter);
        assertEquals(List.of(), mended.deadLetters());
        assertEquals("a", mended.signals().get(1).externalId());
    }

    @Test
    void whatIsNoJsonNamesLineAndColumn() {
        MemoryConnection connection = connect(Map.of());
        connection.post("{\"a\":1,\n\"b\":oops}");
        connection.post("");
        connection.post("{\"a\":1} trailing");
        List<String> reasons =
                connection.deadLetters().stream().map(DeadLetter::reason).toList();
        assertTrue(reasons.get(0).contains("not JSON") && reasons.get(0).contains("line 2, column"), reasons::toString);
        assertTrue(reasons.get(1).contains("empty"), reasons::toString);
        assertEquals(3, reasons.size());
    }

    @Test
    void aSignatureOfTheBodyIsDemandedAndKnown() throws Exception {
        MemoryConnection connection =
                connect(Map.of("signature", "hmac-sha256", "secret", SECRET, "header", "X-Hub", "prefix", "sha256="));
        connection.post(HELLO, Map.of("x-hub", "sha256=" + hex(HELLO)));
        assertEquals(1, connection.signals().size());
        assertRefused(connection, Map.of(), "'x-hub' is missing");
        assertRefused(connection, Map.of("x-hub", hex(HELLO)), "is not that of the body");
        assertRefused(connection, Map.of("x-hub", "sha256=" + hex(HELLO + " ")), "is not that of the body");
        assertRefused(connection, Map.of("x-hub", "sha256="), "is not that of the body");
        assertRefused(connection, Map.of("x-hub", "sha256=nonsense"), "is not that of the body");
    }

    @Test
    void aSignedTimestampThatIsTooOldOrChangedIsRefused() throws Exception {
        MemoryConnection connection = connect(Map.of(
                "signature",
                "hmac-sha256",
                "secret",
                SECRET,
                "header",
                "S",
                "timestampHeader",
                "T",
                "signed",
                "v0:{timestamp}:{body}"));
        String now = "1769860800";
        Map<String, String> headers = Map.of("t", now, "s", hex("v0:" + now + ":" + HELLO));
        connection.post(HELLO, headers);
        assertEquals(1, connection.signals().size());
        assertRefused(connection, Map.of("t", "1769860801", "s", headers.get("s")), "is not that of the body");
        kernel.clock().advance(Duration.ofMinutes(6));
        assertRefused(connection, headers, "differs from now");
        assertRefused(connection, Map.of("t", "now", "s", headers.get("s")), "no time");
    }

    @Test
    void standardWebhooksAreVerifiedByAnyOfTheirSignaturesAndNamedByTheirId() throws Exception {
        MemoryConnection connection = connect(Map.of(
                "signature",
                "standard-webhooks",
                "secret",
                "whsec_" + Base64.getEncoder().encodeToString(STANDARD_KEY)));
        String good = standard("msg_1.1769860800." + HELLO);
        Map<String, String> headers = new HashMap<>(Map.of(
                "webhook-id", "msg_1", "webhook-timestamp", "1769860800", "webhook-signature", "v1,AAAA v2,x " + good));
        connection.post(HELLO, headers);
        connection.post(HELLO, headers);
        assertEquals(
                List.of("msg_1"),
                connection.signals().stream().map(Signal::externalId).toList());
        headers.put("webhook-signature", "v1,AAAA");
        assertRefused(connection, headers, "No signature");
        headers.put("webhook-signature", good);
        headers.put("webhook-id", "msg_2");
        assertRefused(connection, headers, "No signature");
        headers.put("webhook-id", "msg_3");
        String list = "[{\"a\":1},{\"a\":2},{}]";
        headers.put("webhook-signature", standard("msg_3.1769860800." + list));
        connection.post(list, headers);
        assertEquals(
                List.of("msg_1", "msg_3:0", "msg_3:1"),
                connection.signals().stream().map(Signal::externalId).toList());
        assertEquals(
                "2",
                connection
                        .deadLetters()
                        .get(0)
                        .received()
                        .header(JsonReadings.PART)
                        .orElseThrow());
    }

    @Test
    void aConnectionThatShouldVerifyAndCannotIsNotMade() {
        for (Map<String, String> settings : List.of(
                Map.of("signature", "hmac-sha256", "header", "S"),
                Map.of("signature", "hmac-sha256", "secret", SECRET),
                Map.of("signature", "standard-webhooks", "secret", "***"),
                Map.of("signature", "hmac-sha256", "secret", SECRET, "header", "S", "signed", "{timestamp}{body}"))) {
            assertThrows(AntiphonException.class, () -> connect(settings), settings.keySet()::toString);
        }
    }
}
