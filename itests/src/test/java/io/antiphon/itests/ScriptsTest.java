package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scripts on the running distribution: one that connects a shop, and some that mean harm. */
@OneByOne
class ScriptsTest {

    private static final String SHOP = """
            export const spec = { title: 'Shop', summary: 'Orders of our shop', channel: 'web' };
            export const config = { secret: { secret: true, label: 'Secret' } };
            export const from = 'webhook';
            export const signature = { header: 'X-Shop-Signature', secret: 'secret' };
            export function signal({ json }) {
              return { kind: 'order', externalId: `${json.id}`, text: json.note, occurredAt: json.created_at,
                identities: [`email:${json.email}`], attributes: { total: json.total } };
            }
            """;

    private static Distribution antiphon;

    @BeforeAll
    static void start() {
        antiphon = Distribution.fresh().withScriptsCompiled().start();
    }

    @AfterAll
    static void stop() {
        antiphon.close();
    }

    private static HttpResponse<String> order(String secret, String json) {
        return antiphon.send(antiphon.request("/hooks/myshop")
                .header("Content-Type", "application/json")
                .header("X-Shop-Signature", secret)
                .POST(BodyPublishers.ofString(json)));
    }

    private static JsonNode plugin(String kind, String name) {
        for (JsonNode plugin : Heard.get(antiphon, "/api/plugins").get("items")) {
            if (plugin.get("kind").asText().equals(kind)
                    && plugin.get("name").asText().equals(name)) {
                return plugin;
            }
        }
        return Heard.parse("{}");
    }

    private static String status() {
        return Heard.get(antiphon, "/api/connections/myshop").get("status").asText();
    }

    @Test
    void aConnectorInAFewLinesIsAConnectorEverywhere() {
        ScriptFiles.save(antiphon, "shop.connector.js", SHOP);
        ScriptFiles.await(antiphon, "shop.connector.js", "live");
        String specs = Heard.get(antiphon, "/api/connectors").toString();
        assertTrue(specs.contains("Orders of our shop"), specs);
        antiphon.connect("myshop", Map.of("connector", "shop", "secret", "s3cret-s3cret"));
        antiphon.await(
                "it is there",
                Duration.ofSeconds(30),
                () -> antiphon.get("/api/connections/myshop").statusCode() == 200);
        antiphon.await("it runs", Duration.ofSeconds(30), () -> status().equals("running"));
        HttpResponse<String> heard = order(
                "s3cret-s3cret",
                "{\"id\":7,\"note\":\"fast please\",\"email\":\"ada@example.org\",\"total\":12.5,"
                        + "\"created_at\":\"2026-05-01T10:00:00Z\"}");
        assertEquals(202, heard.statusCode(), heard.body());
        assertEquals(401, order("wrong", "{}").statusCode());
        assertEquals(202, order("s3cret-s3cret", "no json").statusCode());
        Heard.settled(antiphon);
        Map<String, JsonNode> signals = new LinkedHashMap<>();
        Heard.each(antiphon, "myshop", signal -> signals.put(signal.toString(), signal));
        assertEquals(1, signals.size());
        String signal = signals.keySet().iterator().next();
        assertTrue(signal.contains("\"order\"") && signal.contains("fast please") && signal.contains("12.5"), signal);
        String letters =
                Heard.get(antiphon, "/api/deadletters?connection=myshop").toString();
        assertTrue(letters.contains("shop.connector.js:5:") && letters.contains("is not JSON"), letters);
        assertTrue(Heard.get(antiphon, "/api/profiles?q=ada").toString().contains("ada@example.org"));
        assertTrue(plugin("connector", "shop").get("calls").asLong() > 0, "it is among the plugins");
        assertTrue(antiphon.shell("antiphon:connections").contains("myshop"));
        assertFalse(Heard.get(antiphon, "/api/connections/myshop").toString().contains("s3cret"), "secrets are masked");
        assertFalse(antiphon.log().contains("s3cret"));

        ScriptFiles.put(antiphon, "shop.connector.js", SHOP.replace("kind: 'order'", "kind: 'purchase'"));
        antiphon.await("the new version runs", Duration.ofSeconds(30), () -> status().equals("running"));
        assertEquals(
                202,
                order("s3cret-s3cret", "{\"id\":8,\"note\":\"again\",\"email\":\"ada@example.org\"}")
                        .statusCode());
        Heard.settled(antiphon);
        StringBuilder all = new StringBuilder();
        Heard.each(antiphon, "myshop", all::append);
        assertTrue(all.toString().contains("purchase"), all::toString);

        String reading = SHOP.replace("'webhook'", "'exec:rm'").replaceAll("(?m)^export const signature.*\\R", "");
        HttpResponse<String> broken = ScriptFiles.put(antiphon, "shop.connector.js", reading);
        assertEquals(422, broken.statusCode(), broken.body());
        assertTrue(broken.body().contains("'exec', which scripts may not"), broken.body());
        assertEquals(
                204, antiphon.delete("/api/scripts/file?name=shop.connector.js").statusCode());
        antiphon.await("it is absent", Duration.ofSeconds(30), () -> status().equals("absent"));
    }

    @Test
    void whatMeansHarmIsPutAsideWhileSignalsFlow() {
        Map<String, String> harm = new LinkedHashMap<>();
        harm.put("loop", "while (true);");
        harm.put("catch-all", "while (true) { try { while (true); } catch (e) {} finally { continue; } }");
        harm.put("array", "const a = []; for (;;) a.push([1, 2, 3]);");
        harm.put("bigint", "let n = 3n; for (let i = 0; i < 40; i++) n = n * n; return n;");
        harm.put("recursion", "const f = (n) => f(n + 1) + 1; return f(0);");
        harm.put("pollution", "Object.prototype.polluted = 1;");
        harm.put("java", "return Java.type('java.lang.System').exit(1);");
        long process = antiphon.process().pid();
        try (Poster poster = Poster.start(antiphon, 2, 50)) {
            harm.forEach((name, body) -> {
                ScriptFiles.save(
                        antiphon,
                        name + ".policy.js",
                        "export function decide(entry) {\n  if (entry.type === 'understood') { " + body + " }\n}");
                antiphon.await(
                        name + " is quarantined",
                        Duration.ofSeconds(90),
                        () -> plugin("policy", name).path("state").asText().equals("quarantined"));
                String reason = plugin("policy", name).get("reason").asText();
                System.out.println("script harm: " + name + ": " + reason);
                // Stopped before its first line has run, a script is at fault where its function begins. On a starved
                // machine the road's own limits come before the script's: by the clock, and twice its memory.
                assertTrue(
                        reason.contains(name + ".policy.js:")
                                || reason.contains("did not return within")
                                || reason.contains("MB in one call"),
                        reason);
                assertFalse(reason.contains("com.oracle"), reason);
                int before = poster.acknowledged().size();
                antiphon.await(
                        "signals flow beside " + name,
                        Duration.ofSeconds(60),
                        () -> poster.acknowledged().size() > before + 200);
            });
            poster.close();
            assertEquals("", poster.unexpected());
        }
        Heard.settled(antiphon);
        assertEquals(process, antiphon.process().pid(), "the process lives on");
        harm.keySet()
                .forEach(name -> assertEquals(
                        204,
                        antiphon.delete("/api/scripts/file?name=" + name + ".policy.js")
                                .statusCode()));
    }
}
