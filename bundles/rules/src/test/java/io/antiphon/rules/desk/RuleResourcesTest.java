package io.antiphon.rules.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.rules.lang.Rule;
import io.antiphon.rules.memory.RulesFold;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import io.antiphon.spi.Signal;
import io.antiphon.tck.MemoryKernel;
import io.antiphon.tck.MemoryState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleResourcesTest {

    private static final String CARE = """
            # What care does.
            rules:
              # Parcels first.
              - name: late   # by Eve
                when: {text: late}
                then: [{open: {queue: parcels}}]

              - name: kind
                enabled: true
                when: {text: nice}
                then: {thank: true}
            # the end
            """;

    @TempDir
    private Path home;

    private final MemoryKernel kernel = new MemoryKernel();
    private final List<String> journaled = new ArrayList<>();
    private volatile RuleStore.Live live = new RuleStore.Live(Map.of());
    private Person eve = new Person("eve", "Eve", Role.SUPERVISOR, List.of(), List.of(), List.of());
    private MemoryState state;
    private RuleStore store;
    private RuleResources resources;

    @BeforeEach
    void start() throws Exception {
        state = new MemoryState(new RulesFold());
        store = new RuleStore(
                home,
                (who, command, file, details) -> journaled.add(who + " " + command + " " + file),
                now -> live = now);
        store.look();
        resources = new RuleResources(store, new DryRuns(kernel.replay()), new RuleViews(store, state));
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        state.close();
    }

    private Response call(String method, String path, Object body, Map<String, String> headers) throws Exception {
        for (Endpoint endpoint : resources.all()) {
            Map<String, String> parameters = match(endpoint.path(), path);
            if (endpoint.method().equals(method) && parameters != null) {
                byte[] bytes = body instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : JsonMapper.builder().build().writeValueAsBytes(body);
                assertTrue(eve.role().includes(endpoint.role()), path);
                return endpoint.handle(new Request(method, path, parameters, Map.of(), headers, bytes, eve));
            }
        }
        throw new AssertionError("no resource " + method + " " + path);
    }

    private Response call(String method, String path, Object body) throws Exception {
        return call(method, path, body, Map.of());
    }

    private static Map<String, String> match(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (i >= given.length || !wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return null;
            }
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            }
        }
        return wanted.length == given.length ? parameters : null;
    }

    private List<String> names() {
        return live.rules().stream()
                .map(rule -> (rule.enabled() ? "" : "-") + rule.full())
                .toList();
    }

    private String text() throws Exception {
        return Files.readString(home.resolve("rules/care.rules.yaml"));
    }

    @Test
    void savedIsLiveAndJournaledWithWho() throws Exception {
        Response saved = call("PUT", "/api/rules/files/care", CARE);
        assertEquals(200, saved.status());
        assertEquals(List.of("care/late", "care/kind"), names());
        assertEquals(List.of("eve rule-changed care"), journaled);
        assertEquals(CARE, text());
        call("DELETE", "/api/rules/files/care", "");
        assertEquals(List.of(), names());
        assertEquals("eve rule-removed care", journaled.get(1));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsWrongIsRefusedWithItsPlaceAndTheOldGoesOn() throws Exception {
        call("PUT", "/api/rules/files/care", CARE);
        Response refused = call("PUT", "/api/rules/files/care", CARE.replace("thank: true", "thanks: true"));
        assertEquals(422, refused.status());
        assertTrue(
                ((Map<String, Object>) refused.body()).get("detail").toString().startsWith("line 11, column 12"));
        assertEquals(CARE, text());
        Files.writeString(home.resolve("rules/care.rules.yaml"), "rules: [{name: Broken}]");
        store.look();
        assertEquals(List.of("care/late", "care/kind"), names(), "The last version without mistakes goes on");
        assertEquals(2, store.broken().get("care").faults().size());
        Files.writeString(home.resolve("rules/care.rules.yaml"), "rules: [{name: mended, then: {tag: x}}]");
        store.look();
        assertEquals(List.of("care/mended"), names());
        assertTrue(store.broken().isEmpty());
        assertTrue(journaled.contains("files rule-changed care"));
    }

    @Test
    void aFileThatIsSavedElsewhereIsLiveSoon() throws Exception {
        CountDownLatch went = new CountDownLatch(1);
        Files.createDirectories(home.resolve("rules"));
        try (RuleStore watching = new RuleStore(home, (who, command, file, details) -> {}, now -> {
            if (!now.rules().isEmpty()) {
                went.countDown();
            }
        })) {
            watching.start();
            Files.writeString(
                    home.resolve("rules/new.rules.json"),
                    "{\"rules\": [{\"name\": \"a\", \"then\": {\"tag\": \"x\"}}]}");
            assertTrue(went.await(180, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoeverComesSecondIsTold() throws Exception {
        String etag = call("PUT", "/api/rules/files/care", CARE).headers().get("etag");
        call("PUT", "/api/rules/files/care", CARE.replace("late", "tardy"), Map.of("if-match", etag));
        AntiphonException refused = assertThrows(
                AntiphonException.class, () -> call("PUT", "/api/rules/files/care", CARE, Map.of("if-match", etag)));
        assertEquals(AntiphonException.Code.CONFLICT, refused.code());
    }

    @Test
    void oneRuleIsChangedAndTheRestStaysAsItIsWritten() throws Exception {
        call("PUT", "/api/rules/files/care", CARE);
        call("POST", "/api/rules/files/care/rules/kind/switch", Map.of("enabled", false));
        assertEquals(CARE.replace("enabled: true", "enabled: false"), text());
        call("POST", "/api/rules/files/care/rules/late/switch", Map.of("enabled", false));
        assertTrue(text().contains("  - name: late   # by Eve\n    enabled: false\n    when"), text());
        assertEquals(List.of("-care/late", "-care/kind"), names());
        call("POST", "/api/rules/files/care/rules/late/move", Map.of("to", 1));
        assertEquals(List.of("-care/kind", "-care/late"), names());
        assertTrue(text().contains("  # Parcels first.\n  - name: late"), text());
        call("PUT", "/api/rules/files/care/rules/kind", Map.of("then", List.of(Map.of("close", "it is nice"))));
        call("PUT", "/api/rules/files/care/rules/third", Map.of("then", Map.of("reply", "Two\n\nlines: \"x\"\n")));
        assertEquals(List.of("care/kind", "-care/late", "care/third"), names());
        assertTrue(text().startsWith("# What care does.\n") && text().contains("# by Eve"), text());
        call("DELETE", "/api/rules/files/care/rules/late", "");
        assertEquals(List.of("care/kind", "care/third"), names());
        assertFalse(text().contains("Parcels first"));
        call("POST", "/api/rules/files/care/rules/third/move", Map.of("to", 0));
        assertEquals(List.of("care/third", "care/kind"), names());
        call("PUT", "/api/rules/files/fresh/rules/one", Map.of("then", Map.of("tag", "x")));
        assertEquals(List.of("care/third", "care/kind", "fresh/one"), names());
    }

    @Test
    void whatIsInOneLineOrJsonIsChangedToo() throws Exception {
        for (String text : List.of(
                "rules: [{name: a, then: {tag: x}}, {name: b, then: {tag: y}}]",
                "{\"rules\": [{\"name\": \"a\", \"then\": {\"tag\": \"x\"}}, {\"name\": \"b\", \"then\": {\"tag\": \"y\"}}]}")) {
            call("PUT", "/api/rules/files/care", text);
            call("POST", "/api/rules/files/care/rules/a/switch", Map.of("enabled", false));
            call("POST", "/api/rules/files/care/rules/a/move", Map.of("to", 1));
            assertEquals(List.of("care/b", "-care/a"), names());
            call("DELETE", "/api/rules/files/care/rules/b", "");
            call("PUT", "/api/rules/files/care/rules/c", Map.of("then", Map.of("tag", "z")));
            assertEquals(List.of("-care/a", "care/c"), names());
        }
    }

    @Test
    void whoAnswersForAUnitWritesRulesForThatUnitOnly() throws Exception {
        call("PUT", "/api/rules/files/care", CARE);
        eve = new Person("eve", "Eve", Role.SUPERVISOR, List.of("acme/emea"), List.of(), List.of());
        assertThrows(AntiphonException.class, () -> call("PUT", "/api/rules/files/mine", CARE));
        assertThrows(AntiphonException.class, () -> call("DELETE", "/api/rules/files/care", ""));
        assertThrows(AntiphonException.class, () -> call("PUT", "/api/rules/files/care", "unit: acme/emea\n" + CARE));
        assertEquals(
                200,
                call("PUT", "/api/rules/files/mine", "unit: acme/emea/care\n" + CARE)
                        .status());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aDryRunShowsWhatWouldBeOtherwiseCountsAndSilencesIncluded() throws Exception {
        call("PUT", "/api/rules/files/care", CARE);
        for (int i = 0; i < 6; i++) {
            kernel.clock().advance(Duration.ofHours(1));
            Signal signal = Signal.of("message")
                    .identity("email", "ada@example.org")
                    .conversation("c")
                    .text("late " + i)
                    .build();
            kernel.journal().append(List.of(Entry.Heard.of("mail", signal)));
        }
        kernel.clock().advance(Duration.ofHours(9));
        kernel.journal()
                .append(List.of(
                        Entry.Heard.of("mail", Signal.of("message").text("fine").build())));
        String other = """
                rules:
                  - name: third
                    when: {text: late}
                    count: {times: 3, within: 1d}
                    then: {priority: 1}
                  - name: silent
                    when: {text: late}
                    silence: 4h
                    then: {tag: waits}
                """;
        String id = ((Map<String, String>)
                        call("POST", "/api/rules/dry-run", Map.of("file", "care", "text", other, "last", 100))
                                .body())
                .get("id");
        Map<String, Object> report = Map.of("state", "");
        Instant end = Instant.now().plusSeconds(30);
        while (!"done".equals(report.get("state")) && Instant.now().isBefore(end)) {
            report = (Map<String, Object>)
                    call("GET", "/api/rules/dry-run/" + id, "").body();
            Thread.onSpinWait();
        }
        assertEquals(
                List.of(
                        Map.of("rule", "care/late", "before", 6L, "after", 0L),
                        Map.of("rule", "care/silent", "before", 0L, "after", 6L),
                        Map.of("rule", "care/third", "before", 0L, "after", 1L)),
                report.get("rules"));
        assertEquals(7L, report.get("signals"));
        assertTrue(kernel.journal().all(Entry.Decided.class).isEmpty());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aDraftIsToldInWordsAndAsItIsWritten() throws Exception {
        Map<String, Object> said = (Map<String, Object>) call(
                        "POST",
                        "/api/rules/validate",
                        Map.of(
                                "rule",
                                Map.of(
                                        "name",
                                        "x",
                                        "when",
                                        Map.of("topic", "late"),
                                        "then",
                                        List.of(Map.of("thank", true)))))
                .body();
        assertEquals(true, said.get("ok"));
        Rule none = null;
        Map<String, Object> rule = ((List<Map<String, Object>>) said.get("rules")).get(0);
        assertEquals(
                "When a signal is heard and it is about late, then record it as thanked for.",
                rule.get("words"),
                () -> "" + none);
        assertTrue(said.get("yaml").toString().startsWith("- "));
    }
}
