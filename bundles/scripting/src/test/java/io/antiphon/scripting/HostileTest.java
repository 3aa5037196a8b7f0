package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.life.Loading;
import io.antiphon.scripting.life.Tables;
import io.antiphon.scripting.sandbox.Cage;
import io.antiphon.scripting.sandbox.Hands;
import io.antiphon.scripting.sandbox.Limits;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts try that mean harm, each contained as docs/scripts-sandbox.md says. */
class HostileTest {

    private static final Sandbox SANDBOX =
            new Sandbox(new Limits(Duration.ofMillis(400), Duration.ofSeconds(4), Duration.ofMillis(200), 64 << 20));

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    private static Edition edition(String body) {
        String text = "export function decide(entry, profile) {\n" + body + "\n}";
        return new Loading(() -> SANDBOX, null)
                .edition(
                        Loading.draft("bad.policy.js", Map.of("bad.policy.js", text), Map.of()),
                        new Tables(Map.of()),
                        (severity, line) -> {});
    }

    private static List<Action> decide(String body) {
        try (Edition edition = edition(body)) {
            return new ScriptPolicy(edition).decide(Scripts.understood("a"), Profile.ANONYMOUS);
        }
    }

    private static Object seen(String expression) {
        return decide("return {type: 'x', attributes: {seen: " + expression + "}};")
                .get(0)
                .attributes()
                .get("seen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "infinite loop          | while (true);                                                          | processor time",
                "catch-all loop         | while (true) { try { while (true); } catch (e) {} finally { continue; } } | processor time",
                "promise loop           | const again = () => Promise.resolve().then(again); again(); for (;;);  | processor time",
                "regex bomb             | return /^(a+)+\\1b$/.test('a'.repeat(60) + 'c');                          | processor time",
                "sorting for ever       | [1, 2].sort(() => { for (;;); });                                      | processor time",
                "getter in the answer   | return {type: 'x', get text() { for (;;); }};                          | processor time",
                "deep recursion         | const f = (n) => f(n + 1) + 1; return f(0);                            | Maximum call stack",
                "deep recursion caught  | const f = () => { try { f(); } finally { f(); } }; f();                | bad.policy.js",
                "growing array          | const a = []; for (;;) a.push([1, 2, 3]);                              | was stopped",
                "growing text           | let s = 'x'; for (;;) s += s;                                          | Invalid string length",
                "huge array             | return {type: 'x', attributes: {a: new Array(1e8).fill(7)}};           | bad.policy.js",
                "huge buffer            | return new Uint8Array(2 ** 31 - 8).length;                             | Invalid typed array length",
                "endless answer         | const a = {}; a.a = a; return a;                                       | nested deeper",
                "wide answer            | return {type: 'x', attributes: {a: Array.from({length: 60000}, (_, i) => i)}}; | bad.policy.js",
                "giant BigInt           | let n = 3n; for (let i = 0; i < 40; i++) n = n * n; return n;          | bad.policy.js",
                "json of everything     | return {type: 'x', text: JSON.stringify(Array.from({length: 1e6}, () => 'xxxxxxxxxxxxxxxx'))}; | bad.policy.js",
            })
    void itIsStoppedAndTheNextCallIsServed(String what, String body, String message) {
        try (Edition edition = edition("if (entry.signal.text === 'good') return {type: 'fine'};\n" + body)) {
            ScriptPolicy policy = new ScriptPolicy(edition);
            Entry bad = Scripts.understood("bad");
            ScriptFault fault = assertThrows(ScriptFault.class, () -> policy.decide(bad, Profile.ANONYMOUS));
            assertTrue(fault.getMessage().contains(message), fault::getMessage);
            assertFalse(fault.getMessage().contains("io.antiphon"), fault::getMessage);
            assertFalse(fault.getMessage().contains("java."), fault::getMessage);
            assertEquals(
                    "fine",
                    policy.decide(Scripts.understood("good"), Profile.ANONYMOUS)
                            .get(0)
                            .type());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "eval('1 + 1')",
                "new Function('return 1')()",
                "(() => {}).constructor('return 1')()",
                "Java.type('java.lang.System')",
                "Polyglot.eval('js', '1')",
                "load('/etc/passwd')",
                "require('fs')",
                "java.lang.System.exit(1)",
                "Packages.java.lang.System",
                "process.exit(1)",
                "fetch('http://localhost')",
                "new XMLHttpRequest()",
                "new WebSocket('ws://localhost')",
                "Graal.versionECMAScript",
                "print('x')",
                "setTimeout(() => 0)",
                "new Worker('x')",
                "new SharedArrayBuffer(8)",
                "new WeakRef({})",
                "Object.prototype.polluted = 1",
                "Array.prototype.push = null",
                "({}).__proto__.polluted = 1",
                "globalThis.kept = 1",
                "kept = 1",
                "Object.defineProperty(Object.prototype, 'x', {value: 1})",
                "Object.setPrototypeOf(Object.prototype, {})",
                "JSON.parse = null",
                "Math.random = () => 4",
            })
    void itIsNotThere(String expression) {
        ScriptFault fault = assertThrows(ScriptFault.class, () -> seen(expression));
        assertTrue(
                fault.getMessage().matches("(?s)bad\\.policy\\.js:[12](:\\d+)?: (Reference|Type|Eval|Syntax)Error.*"),
                fault::getMessage);
    }

    @Test
    void whatItIsHandedLeadsNowhere() {
        assertEquals(
                "undefined undefined",
                seen("typeof entry.signal.getClass + ' ' + typeof entry.constructor.constructor.x"));
        assertEquals(List.of(), seen("Object.getOwnPropertySymbols(globalThis).map(s => globalThis[s].hands)"));
        String names = String.valueOf(seen("Object.getOwnPropertyNames(globalThis).sort().join(' ')"));
        for (String name : names.split(" ")) {
            assertTrue(
                    name.matches(
                            "[A-Z].*|console|decodeURI.*|encodeURI.*|escape|unescape|eval|globalThis|is(Finite|NaN)|parse.*|undefined"),
                    "a script sees '" + name + "'");
        }
    }

    @Test
    void anImportCannotLeaveTheFolder() {
        for (String path : List.of("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "fs", "./nothing.js")) {
            String text = "import x from '" + path + "';\nexport function decide() {}";
            ScriptFault fault = assertThrows(
                    ScriptFault.class, () -> Loading.draft("bad.policy.js", Map.of("bad.policy.js", text), Map.of()));
            assertTrue(
                    fault.getMessage().startsWith("bad.policy.js:1: It imports '" + path + "', but"),
                    fault::getMessage);
        }
        ScriptFault dynamic = assertThrows(
                ScriptFault.class,
                () -> decide("const path = '/etc' + '/passwd'; import(path); throw new Error('not reached it');"));
        assertFalse(dynamic.getMessage().contains("root:"));
    }

    @Test
    void whatOneScriptKeepsAnotherDoesNotSee() {
        String text =
                "const kept = []; export function decide(e) { kept.push(1); return {type: 'x', attributes: {n: kept.length}}; }";
        Scripts scripts = new Scripts();
        try (Edition one = scripts.edition("one.policy.js", text);
                Edition two = scripts.edition("two.policy.js", text)) {
            new ScriptPolicy(one).decide(Scripts.understood("a"), Profile.ANONYMOUS);
            assertEquals(
                    1L,
                    new ScriptPolicy(two)
                            .decide(Scripts.understood("a"), Profile.ANONYMOUS)
                            .get(0)
                            .attributes()
                            .get("n"));
        }
    }

    @Test
    void theFirstModuleHasTimeForTheEngineToBeLoaded() {
        Limits limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(200), 1L << 30);
        Map<String, String> slow = Map.of(
                "slow.enricher.js", "const end = Date.now() + 2500; while (Date.now() < end); export const a = 1;");
        Hands none = new Hands() {
            @Override
            public void log(String severity, String line) {}

            @Override
            public Object[] lookup(String table, String key) {
                return new Object[0];
            }
        };
        try (Sandbox cold = new Sandbox(limits)) {
            new Cage(cold, "slow.enricher.js", slow, none, false).close();
        }
    }

    @Test
    void anEndlessModuleIsRefused() {
        ScriptFault fault = assertThrows(ScriptFault.class, () -> new Loading(() -> SANDBOX, null)
                .edition(
                        Loading.draft("bad.policy.js", Map.of("bad.policy.js", "for (;;);"), Map.of()),
                        new Tables(Map.of()),
                        (severity, line) -> {}));
        assertTrue(fault.getMessage().contains("processor time"), fault::getMessage);
    }
}
