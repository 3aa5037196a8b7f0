package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Metric;
import io.antiphon.spi.Response;
import io.antiphon.spi.Vitals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the front door says about itself: OpenAPI and metrics. */
final class DescriptionsTest {

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(\\{[a-z]+=\"([^\"\\\\]|\\\\.)*\"(,[a-z]+=\"([^\"\\\\]|\\\\.)*\")*})? (NaN|[+-]Inf|-?[0-9.]+(E-?[0-9]+)?)");

    @AutoClose
    private final Server server = new Server();

    private Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    @Test
    void everyRouteIsDescribedOnce() {
        server.room()
                .extensions()
                .bring(FrontDoorTest.endpoint("PUT", "/api/cases/{id}", r -> Response.empty()), "b", "1");
        Answer api = server.get("/api/openapi.json").is(200);
        assertEquals("3.1.0", api.at("openapi"));
        Map<?, ?> paths = map(api.at("paths"));
        Set<Object> ids = new HashSet<>();
        int operations = 0;
        for (Map.Entry<?, ?> path : paths.entrySet()) {
            for (Map.Entry<?, ?> operation : map(path.getValue()).entrySet()) {
                operations++;
                Map<?, ?> told = map(operation.getValue());
                assertTrue(ids.add(told.get("operationId")), "twice: " + told.get("operationId"));
                assertFalse(String.valueOf(told.get("summary")).isBlank(), path.getKey() + " has no summary");
                assertEquals(
                        templated((String) path.getKey()),
                        declared(told),
                        path.getKey().toString());
                assertFalse(map(told.get("responses")).isEmpty());
            }
        }
        assertEquals(server.room().door().router().routes().size(), operations);
        assertNotNull(map(paths.get("/api/cases/{id}")).get("put"));
        assertEquals(
                List.of(),
                map(map(paths.get("/hooks/{connection}")).get("post")).get("security"));
    }

    private static Set<String> templated(String path) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{([A-Za-z]+)}").matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private Set<String> declared(Map<?, ?> operation) {
        Set<String> names = new TreeSet<>();
        for (Object parameter : (List<?>) operation.get("parameters")) {
            if ("path".equals(map(parameter).get("in"))) {
                assertEquals(true, map(parameter).get("required"));
                names.add((String) map(parameter).get("name"));
            }
        }
        return names;
    }

    @Test
    void everyReferenceOfTheDescriptionLeadsSomewhere() {
        Answer api = server.get("/api/openapi.json").is(200);
        List<String> references = new ArrayList<>();
        collect(api.json(), references);
        assertTrue(references.size() > 50);
        for (String reference : new HashSet<>(references)) {
            assertNotNull(api.at(reference.substring(2).replace('/', '.')), reference);
        }
        Set<Object> used = new HashSet<>(references);
        for (Object schema : map(api.at("components.schemas")).keySet()) {
            assertTrue(used.contains("#/components/schemas/" + schema), "nobody uses " + schema);
        }
    }

    private void collect(Object value, List<String> references) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, inner) -> {
                if (name.equals("$ref")) {
                    references.add((String) inner);
                }
                collect(inner, references);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, references));
        }
    }

    @Test
    void whatIsAnsweredIsWhatTheSchemasSay() {
        server.post("/api/signals", """
                {"externalId":"m-1","kind":"review","channel":"web","unit":"u","occurredAt":"2026-01-31T10:30:00Z","rating":1,
                 "identities":[{"scheme":"email","value":"a@b"},{"scheme":"phone","value":"1"}],"conversation":"c","inReplyTo":"m","language":"de","text":"t","attributes":{"a":1}}""").is(202);
        server.put("/api/connections/shop", "{\"connector\":\"webhook\",\"url\":\"https://x\"}")
                .is(201);
        server.kernel().memory().deadLetters().keep("a", io.antiphon.spi.Received.of("x", "y"), "z");
        Answer api = server.get("/api/openapi.json");
        String profile = server.get("/api/profiles").at("items.0.id").toString();
        FakeBundles bundles = new FakeBundles();
        server.kernel().put(io.antiphon.spi.Bundles.class, bundles);
        server.post("/api/bundles?name=e", "application/octet-stream", "io.acme.echo 1.0.0");
        server.post("/api/bundles?name=f", "application/octet-stream", "CONFLICT");
        assertShape(
                api,
                server.post("/api/bundles?name=e", "application/octet-stream", "io.acme.echo 1.1.0"),
                "BundleChange");
        assertShape(
                api,
                server.post("/api/connections/shop/preview", "{\"connector\":\"webhook\",\"url\":\"https://y\"}"),
                "Preview");
        assertShape(api, server.get("/api/bundles"), "BundlePage");
        Map<String, String> pages = Map.of(
                "/api/signals",
                "SignalPage",
                "/api/signals/0-1",
                "TracedSignal",
                "/api/profiles",
                "ProfilePage",
                "/api/profiles/" + profile + "/timeline",
                "SignalPage",
                "/api/profiles/" + profile + "/links",
                "LinkPage",
                "/api/connections",
                "ConnectionPage",
                "/api/connections/shop",
                "Connection",
                "/api/deadletters",
                "DeadLetterPage",
                "/api/plugins",
                "PluginPage",
                "/api/status",
                "Status");
        pages.forEach((path, schema) -> assertShape(api, server.get(path), schema));
    }

    private static void assertShape(Answer api, Answer answer, String schema) {
        List<String> wrong = new ArrayList<>();
        new Shape(api).check(answer.is(200).json(), "#/components/schemas/" + schema, schema, wrong);
        assertEquals(List.of(), wrong);
    }

    @Test
    void metricsAreOpenMetrics() {
        server.kernel()
                .put(
                        Vitals.class,
                        () -> List.of(
                                Metric.counter("things", "Things\nseen.", 3).with("name", "a\"b\\c\nd"),
                                Metric.counter("things", "Things\nseen.", 4).with("name", "e"),
                                Metric.gauge("level", "A level.", 0.5)));
        server.kernel().put(Vitals.class, () -> {
            throw new IllegalStateException("broken");
        });
        server.get("/api/signals").is(200);
        server.get("/nothing").is(404);
        Answer answer = server.get("/metrics");
        assertEquals(200, answer.status());
        assertTrue(answer.header("content-type").startsWith("application/openmetrics-text; version=1.0.0"));
        assertTrue(answer.body().endsWith("# EOF\n"));
        Set<String> families = new HashSet<>();
        for (String line : answer.body().split("\n")) {
            if (line.startsWith("# TYPE ")) {
                assertTrue(families.add(line), "twice: " + line);
            } else if (!line.startsWith("# ")) {
                assertTrue(SAMPLE.matcher(line).matches(), line);
            }
        }
        for (String expected : List.of(
                "# TYPE antiphon_things counter\n# HELP antiphon_things Things\\nseen.\n",
                "antiphon_things_total{name=\"a\\\"b\\\\c\\nd\"} 3\nantiphon_things_total{name=\"e\"} 4\n",
                "antiphon_level 0.5\n",
                "antiphon_vitals_broken",
                "antiphon_http_requests_total{method=\"GET\",route=\"/api/signals\",status=\"200\"} 1\n",
                "antiphon_http_request_seconds_count{method=\"GET\",route=\"/api/signals\"} 1\n",
                "quantile=\"0.99\"",
                "antiphon_process_heap_used_bytes ",
                "antiphon_process_cpu_seconds_total ")) {
            assertTrue(answer.body().contains(expected), expected + " in " + answer.body());
        }
    }
}
