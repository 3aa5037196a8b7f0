package io.antiphon.connector.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Response;
import io.antiphon.spi.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifyTest {

    private static final String HS256 = "{\"alg\":\"HS256\"}";

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private ObjectNode claims() {
        return Json.object()
                .put("sub", "4711")
                .put("email", "ada@example.org")
                .put("nonce", "nonce-0001")
                .put("exp", site.kernel.clock().instant().getEpochSecond() + 60);
    }

    private void assertRefused(String token, String identity, String why) throws Exception {
        Response response = site.identify(token, identity);
        assertEquals(401, response.status(), why);
        String detail = Json.text(Site.json(response), "detail");
        assertTrue(detail.contains(why), detail);
    }

    private Signal last() {
        List<Signal> all = site.connection().signals();
        return all.get(all.size() - 1);
    }

    @Test
    void whoHasSignedInIsKnownInWhatTheyWriteFromThenOnAndForHalfADay() throws Exception {
        String token = site.visit();
        site.write(token, "message-1", "still anonymous");
        assertEquals(
                200, site.identify(token, site.identity("4711", "nonce-0001")).status());
        site.write(token, "message-2", "signed in");
        assertEquals(
                List.of(
                        new Identity("webchat", Site.id(token)),
                        new Identity("email", "4711@example.org"),
                        new Identity("customer", "4711")),
                last().identities());
        assertEquals(Map.of("evidence", "authenticated", "profile", Map.of("name", "Ada 4711")), last().attributes());
        site.restart(folder);
        site.write(token, "message-3", "after a restart");
        assertEquals("authenticated", last().attributes().get("evidence"));
        site.kernel.clock().advance(Duration.ofHours(13));
        site.write(token, "message-4", "the next day");
        assertEquals(List.of(new Identity("webchat", Site.id(token))), last().identities());
    }

    @Test
    void aTokenShownByAnotherVisitorIsRefusedAlsoAfterARestart() throws Exception {
        String ada = site.visit();
        String thief = site.visit();
        String identity = site.identity("4711", "nonce-0001");
        assertEquals(200, site.identify(ada, identity).status());
        assertEquals(200, site.identify(ada, identity).status(), "a retry is no theft");
        assertRefused(thief, identity, "used before");
        site.restart(folder);
        assertRefused(thief, identity, "used before");
        site.write(thief, "message-1", "x");
        assertEquals(1, last().identities().size());
    }

    @Test
    void whoSignsInAfterSomebodyElseSeesNothingOfTheirConversation() throws Exception {
        String token = site.visit();
        site.identify(token, site.identity("ada", "nonce-0001"));
        site.write(token, "message-1", "Ada's secret");
        Response response = site.identify(token, site.identity("ben", "nonce-0002"));
        String other = Json.text(Site.json(response), "token");
        assertNotEquals(token, other);
        assertEquals(List.of(), Site.messages(site.listen(other, "")));
        site.write(other, "message-2", "I am Ben");
        assertTrue(last().identities().contains(new Identity("email", "ben@example.org")));
        assertEquals(token, Json.text(Site.json(site.identify(token, site.identity("ada", "nonce-0003"))), "token"));
    }

    @Test
    void whatIsNotSignedAsAgreedIsRefused() throws Exception {
        String token = site.visit();
        assertRefused(token, Site.signed(HS256, claims(), "another secret of 32 characters!!"), "signature");
        assertRefused(token, Site.signed("{\"alg\":\"none\"}", claims(), Site.SECRET), "HS256");
        assertRefused(token, Site.signed("{\"alg\":\"hs256\"}", claims(), Site.SECRET), "HS256");
        assertRefused(token, Site.signed("{\"alg\":\"HS256\",\"crit\":[\"b\"]}", claims(), Site.SECRET), "HS256");
        assertRefused(token, Site.base64(HS256) + "." + Site.base64(Json.line(claims())) + ".", "signature");
        assertRefused(token, "", "three parts");
        assertRefused(token, "a.b", "three parts");
        assertRefused(token, "*.*.*", "Base64");
        assertRefused(token, "x".repeat(9_000), "three parts");
        String good = Site.signed(HS256, claims(), Site.SECRET);
        int dot = good.indexOf('.');
        String changed = Site.base64(Json.line(claims().put("sub", "admin")));
        assertRefused(token, good.substring(0, dot + 1) + changed + good.substring(good.lastIndexOf('.')), "signature");
        assertEquals(200, site.identify(token, good).status());
    }

    @Test
    void whatATokenLacksIsNamed() throws Exception {
        String token = site.visit();
        long now = site.kernel.clock().instant().getEpochSecond();
        assertRefused(token, signed(claims().put("exp", now - 60)), "expired");
        assertRefused(token, signed(claims().put("exp", now + 3_600)), "more than 10 minutes");
        assertRefused(token, signed(claims().put("exp", "soon")), "'exp'");
        assertRefused(token, signed(claims().put("exp", Long.MAX_VALUE)), "more than 10 minutes");
        assertRefused(token, signed(claims().put("nonce", "")), "'nonce'");
        assertRefused(token, signed(claims().put("sub", " ")), "'sub'");
        assertRefused(token, signed(claims().put("email", "a@b\nx")), "'email'");
        assertRefused(token, signed(claims().put("name", "x".repeat(201))), "'name'");
    }

    private static String signed(ObjectNode claims) {
        return Site.signed(HS256, claims, Site.SECRET);
    }

    @Test
    void withoutASecretNobodySignsIn() throws Exception {
        try (Site plain = new Site(folder.resolve("plain"), Map.of("origins", Site.ORIGIN))) {
            String token = plain.visit();
            assertEquals(
                    404,
                    plain.identify(token, plain.identity("4711", "nonce-0001")).status());
        }
    }
}
