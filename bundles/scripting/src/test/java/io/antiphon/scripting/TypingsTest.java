package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.ScriptConnector;
import io.antiphon.scripting.kinds.ScriptEnricher;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.life.Tables;
import io.antiphon.scripting.life.Typings;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What antiphon.d.ts declares is what there is: nothing more, nothing less. */
class TypingsTest {

    private final Declared declared = new Declared();
    private final Scripts scripts = new Scripts();

    private static final Signal SIGNAL = Signal.of("review")
            .externalId("e-1")
            .channel("store")
            .unit("acme")
            .occurredAt(Scripts.AT)
            .identity("email", "ada@example.org")
            .conversation("c-1")
            .inReplyTo("e-0")
            .language("de")
            .text("schön")
            .rating(4.0)
            .build();
    private static final Insight INSIGHT =
            Insight.of("topic", "price").about("x").at(0, 2);
    private static final Action ACTION =
            new Action("id", "x", "c", new Identity("a", "b"), "t", "r", "hi", Scripts.AT, Map.of());

    private Set<String> keys(String expression, Entry entry) {
        String text = "export function decide(entry, profile) { return {type: 'x', attributes: {keys: Object.keys("
                + expression + ")}}; }";
        try (Edition edition = scripts.edition("keys.policy.js", text)) {
            Object keys = new ScriptPolicy(edition)
                    .decide(entry, Scripts.profile(Map.of()))
                    .get(0)
                    .attributes()
                    .get("keys");
            Set<String> names = new TreeSet<>();
            ((List<?>) keys).forEach(name -> names.add(String.valueOf(name)));
            return names;
        }
    }

    private void assertDeclared(String type, Set<String> present) {
        assertEquals(new TreeSet<>(declared.members(type)), new TreeSet<>(present), type);
    }

    @Test
    void theModuleAntiphonIsDeclared() {
        String text = "import * as all from 'antiphon';\nexport function decide() {"
                + " return {type: 'x', attributes: {keys: Object.keys(all)}}; }";
        try (Edition edition = scripts.edition("all.policy.js", text)) {
            assertEquals(
                    declared.exports("antiphon"),
                    new ScriptPolicy(edition)
                            .decide(Scripts.understood("a"), Scripts.profile(Map.of()))
                            .get(0)
                            .attributes()
                            .get("keys"));
        }
        assertEquals(Set.of("warn", "error"), Set.copyOf(new TreeSet<>(declared.members("Log"))));
    }

    @Test
    void theModuleOfTestsIsDeclared() {
        String text = """
                import * as all from 'antiphon/test';
                all.test('x', () => {
                  console.log(Object.keys(all).join(' '));
                  console.log(Object.keys(all.expect(1).not).sort().join(' '));
                  console.log(Object.keys(all.received({json: 1})).sort().join(' '));
                });""";
        TestRun.Result result = TestRun.of(Scripts.SANDBOX, "a.test.js", Map.of("a.test.js", text))
                .get(0);
        assertEquals("", result.failure());
        assertEquals(
                String.join(" ", declared.exports("antiphon/test")),
                result.logged().get(0));
        assertDeclared("Expectation", Set.of(result.logged().get(1).split(" ")));
        assertDeclared("Received", Set.of(result.logged().get(2).split(" ")));
    }

    @Test
    void whatPoliciesAreAskedAboutIsDeclared() {
        Entry understood = Scripts.understood(SIGNAL, INSIGHT);
        assertDeclared("Understood", keys("entry", understood));
        assertDeclared("Signal", keys("entry.signal", understood));
        assertDeclared("Identity", keys("entry.signal.identities[0]", understood));
        assertDeclared("Insight", keys("entry.insights[0]", understood));
        assertDeclared("Span", keys("entry.insights[0].span", understood));
        assertDeclared("Profile", keys("profile", understood));
        Entry commanded =
                Entry.Commanded.of("ada", "assign", "case-1", Map.of()).at(Position.of(10), "0-10", Scripts.AT);
        assertDeclared("Commanded", keys("entry", commanded));
        assertDeclared("Performed", keys("entry", performed(new Outcome.Done("r"))));
        assertDeclared("Action", keys("entry.action", performed(new Outcome.Done("r"))));
        Set<String> outcome = new TreeSet<>();
        Stream.of(
                        new Outcome.Done("r"),
                        new Outcome.Refused("no"),
                        new Outcome.Unsure("who knows"),
                        new Outcome.Later(Duration.ofSeconds(1)))
                .forEach(one -> outcome.addAll(keys("entry.outcome", performed(one))));
        assertDeclared("Outcome", outcome);
    }

    private static Entry performed(Outcome outcome) {
        return new Entry.Performed(Position.of(9), "id", Scripts.AT, Position.of(3), "p1", ACTION, outcome);
    }

    @Test
    void whatConnectorsAreHandedIsDeclared() throws Exception {
        String text =
                "export const spec = {channel: 'x'};\nexport const to = 'http:{{a}}';\nexport const config = {a: 'b'};"
                        + "\nexport const from = 'timer:x';\n"
                        + "export const signal = (received) => ({kind: 'x', text: Object.keys(received).join(' ')});\n"
                        + "export const message = (action) => Object.keys(action).join(' ');";
        try (Edition edition = scripts.edition("x.connector.js", text)) {
            ScriptConnector connector = new ScriptConnector(edition, Set.of("http", "timer"));
            var heard = connector.source(connector.spec().settings(Map.of())).orElseThrow();
            String keys = ((io.antiphon.spi.Source.RouteSource) heard)
                    .readings()
                    .read(io.antiphon.spi.Received.of("a", ""))
                    .get(0)
                    .text();
            assertDeclared("Received", Set.of(String.valueOf(keys).split(" ")));
        }
    }

    @Test
    void whatScriptsAnswerIsDeclared() {
        assertDeclared("ActionDraft", known("a.policy.js", "export const decide = () => ({nonsense: 1});"));
        assertDeclared("InsightDraft", known("a.enricher.js", "export const enrich = () => ({nonsense: 1});"));
        String connector = "export const from = 'timer:x';\nexport const signal = () => ({nonsense: 1});";
        assertDeclared("SignalDraft", known("a.connector.js", connector + "\nexport const spec = {channel: 'x'};"));
        assertDeclared("Spec", known("a.connector.js", connector + "\nexport const spec = {nonsense: 'x'};"));
        assertDeclared(
                "Field",
                known("a.policy.js", "export const decide = () => {};\nexport const config = {a: {nonsense: 1}};"));
        assertDeclared(
                "Signature",
                known(
                        "a.connector.js",
                        "export const spec = {channel: 'x'};\nexport const from = 'webhook';\n"
                                + "export const signal = () => {};\nexport const signature = {nonsense: 1};"));
    }

    /** The fields that the refusal of an unknown one names. */
    private Set<String> known(String file, String text) {
        ScriptFault fault = assertThrows(ScriptFault.class, () -> {
            try (Edition edition = scripts.edition(file, text)) {
                if (file.endsWith("policy.js")) {
                    new ScriptPolicy(edition).decide(Scripts.understood("a"), Scripts.profile(Map.of()));
                } else if (file.endsWith("enricher.js")) {
                    new ScriptEnricher(edition).enrich(SIGNAL, Scripts.profile(Map.of()));
                } else {
                    ScriptConnector connector = new ScriptConnector(edition, Set.of("timer"));
                    var source = connector
                            .source(connector.spec().settings(Map.of()))
                            .orElseThrow();
                    ((io.antiphon.spi.Source.RouteSource) source).readings().read(io.antiphon.spi.Received.of("a", ""));
                }
            }
        });
        assertTrue(fault.reason().contains("; there are "), fault::getMessage);
        return Set.of(fault.reason().split("; there are ")[1].split(", "));
    }

    @Test
    void everythingDeclaredSaysWhatItIs() {
        for (Declared.Item item : declared.items()) {
            assertFalse(item.doc().isBlank(), item.name() + " says nothing");
            item.members()
                    .forEach(member ->
                            assertFalse(member.doc().isBlank(), item.name() + "." + member.name() + " says nothing"));
        }
    }

    @Test
    void tablesAreDeclaredWithTheirColumns() {
        Tables tables = new Tables(Map.of(
                "tables/shipping.csv", "country,it's\nDE,2\n",
                "tables/tiers.json", "{\"a\": {\"n\": 1}}",
                "tables/broken.json", "{"));
        assertTrue(Typings.text(tables).endsWith("""

                                // The tables there are.
                                declare module 'antiphon' {
                                  export interface Tables {
                                    'shipping': { 'country': string, 'it\\u0027s': string };
                                    'tiers': any;
                                  }
                                }
                                """), () -> Typings.text(tables));
    }
}
