package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.kinds.Warming;
import io.antiphon.scripting.sandbox.Limits;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Position;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptPolicyTest {

    private final Scripts scripts = new Scripts();

    private List<Action> decide(String text, Entry entry, Profile profile) {
        try (Edition edition = scripts.edition("test.policy.js", text)) {
            return new ScriptPolicy(edition).decide(entry, profile);
        }
    }

    /** What a policy notes of its input in an action's attributes. */
    private Map<String, Object> seen(String expression, Entry entry, Profile profile) {
        String text = "export function decide(entry, profile, settings) { return [{type: 'note', attributes: {seen: "
                + expression + "}}]; }";
        return decide(text, entry, profile).get(0).attributes();
    }

    @Test
    void makingTheEngineReadyTakesMoreThanACallMay() {
        Limits strict = new Limits(Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(300), 64 << 20);
        try (Sandbox cold = new Sandbox(strict)) {
            assertDoesNotThrow(() -> Warming.warm(cold));
        }
    }

    @Test
    void everyFieldOfAnUnderstoodSignalIsThere() {
        Signal signal = Signal.of("review")
                .externalId("e-1")
                .channel("store")
                .unit("acme/emea")
                .occurredAt(Instant.parse("2026-01-02T03:04:05.006Z"))
                .identity("email", "Ada@Example.org")
                .conversation("c-1")
                .inReplyTo("e-0")
                .language("de")
                .text("schön")
                .rating(4.5)
                .attribute("order", Map.of("id", "o-1", "total", 12.5, "lines", List.of(1, true, "x"), "big", 1L << 60))
                .build();
        Entry.Understood entry = Scripts.understood(
                signal, Insight.of("sentiment", "positive", 0.75).about("price").at(0, 5));
        Map<String, Object> seen = seen(
                "{...entry, signal: {...entry.signal}, profile: {...profile}}",
                entry,
                Scripts.profile(Map.of("tier", "gold")));
        assertEquals(
                "{seen={type=understood, position=0-7, at=2026-03-04T05:06:07.000Z, connection=shop, signal={"
                        + "externalId=e-1, kind=review, channel=store, unit=acme/emea, occurredAt=2026-01-02T03:04:05.006Z, "
                        + "direction=inbound, identities=[{scheme=email, value=Ada@Example.org}], conversation=c-1, "
                        + "inReplyTo=e-0, language=de, text=schön, rating=4.5, attributes={order={",
                seen.toString().substring(0, seen.toString().indexOf("order={") + 7));
        assertTrue(seen.toString().contains("total=12.5"), seen::toString);
        assertTrue(seen.toString().contains("lines=[1, true, x]"), seen::toString);
        assertTrue(seen.toString().contains("big=1152921504606846976"), seen::toString);
        assertTrue(
                seen.toString().contains("insights=[{type=sentiment, value=positive, about=price, span={"),
                seen::toString);
        assertTrue(seen.toString().contains("confidence=0.75"), seen::toString);
        assertTrue(
                seen.toString()
                        .endsWith("profile={id=p1, anonymous=false, identities=[{scheme=email,"
                                + " value=ada@example.org}], traits={tier=gold}, firstSeen=2026-03-04T05:06:07.000Z,"
                                + " lastSeen=2026-03-04T05:06:07.000Z, signals=3}}}"),
                seen::toString);
    }

    @Test
    void whatIsAbsentIsUndefined() {
        Entry entry = Scripts.understood("hi");
        assertEquals(
                Map.of("seen", List.of("undefined", "undefined", "undefined", "undefined", true)),
                seen(
                        "[typeof entry.signal.language, typeof entry.signal.rating, typeof entry.signal.occurredAt,"
                                + " typeof profile.firstSeen, profile.anonymous]",
                        entry,
                        Profile.ANONYMOUS));
    }

    @Test
    void actionsOfTheModuleAntiphonBecomeActions() {
        Signal signal = Signal.of("message")
                .identity("email", "ada@example.org")
                .conversation("c")
                .externalId("e")
                .text("help")
                .build();
        List<Action> actions = decide("""
                import { reply, wakeAt, after, action, notify } from 'antiphon';
                export function decide(entry, profile) {
                  return [
                    reply('mail', entry.signal, 'We are on it'),
                    wakeAt(after(entry.at, '2h'), {why: 'follow up'}),
                    action('publish', 'feed', {text: 'x', to: 'crm:4711'}),
                    notify('chat', {scheme: 'team', value: 'vip'}, 'look', {attributes: {n: 1}}),
                  ];
                }
                """, Scripts.understood(signal), Profile.ANONYMOUS);
        assertEquals(Action.reply("mail", signal, "We are on it"), actions.get(0));
        assertEquals(Action.wakeAt(Scripts.AT.plusSeconds(7200), Map.of("why", "follow up")), actions.get(1));
        assertEquals(
                Action.of("publish", "feed").to(new Identity("crm", "4711")).saying("x"), actions.get(2));
        assertEquals(
                Action.of("notify", "chat")
                        .to(new Identity("team", "vip"))
                        .saying("look")
                        .details(Map.of("n", 1L)),
                actions.get(3));
    }

    @Test
    void oneActionNeedsNoArrayAndNothingIsNothing() {
        assertEquals(
                1,
                decide("export const decide = () => ({type: 'x'});", Scripts.understood("a"), Profile.ANONYMOUS)
                        .size());
        for (String nothing : List.of("undefined", "null", "[]", "[undefined]")) {
            assertEquals(
                    List.of(),
                    decide(
                            "export const decide = () => (" + nothing + ");",
                            Scripts.understood("a"),
                            Profile.ANONYMOUS));
        }
    }

    @Test
    void otherEntriesAreThereToo() {
        Action action = Action.wakeAt(Scripts.AT, Map.of("n", 1)).withId("0-3.vip.0");
        Entry performed = new Entry.Performed(
                Position.of(9), "id", Scripts.AT, Position.of(3), "p1", action, new Outcome.Done("ref"));
        assertEquals(
                "{seen={type=performed, action={id=0-3.vip.0, type=wake, connection=, notBefore=2026-03-04T05:06:07.000Z,"
                        + " attributes={n=1}}, outcome=",
                seen("entry", performed, Profile.ANONYMOUS)
                        .toString()
                        .split("\\{re")[0]
                        .replaceAll("outcome=.*", "outcome="));
        Entry commanded = Entry.Commanded.of("ada", "assign", "case-1", Map.of("to", "bob"))
                .at(Position.of(10), "0-10", Scripts.AT);
        assertEquals(
                "{seen={type=commanded, who=ada, command=assign, subject=case-1, arguments={to=bob}, position=0-10,"
                        + " at=2026-03-04T05:06:07.000Z}}",
                seen("entry", commanded, Profile.ANONYMOUS).toString());
    }

    @Test
    void itsTimeIsTheEntrysAndItsChanceFollowsFromIt() {
        Entry entry = Scripts.understood("a");
        String expression =
                "[Date.now(), new Date().toISOString(), new Date(0).getTime(), Math.random(), Math.random(),"
                        + " new Intl.DateTimeFormat('en', {dateStyle: 'short'}).format(), new (new Date(0).constructor)().getTime(),"
                        + " Date().slice(0, 15)]";
        Map<String, Object> once = seen(expression, entry, Profile.ANONYMOUS);
        assertEquals(once, seen(expression, entry, Profile.ANONYMOUS));
        List<?> values = (List<?>) once.get("seen");
        assertEquals(Scripts.AT.toEpochMilli(), values.get(0));
        assertEquals("2026-03-04T05:06:07.000Z", values.get(1));
        assertEquals(0L, values.get(2));
        assertTrue(!values.get(3).equals(values.get(4)));
        assertEquals("3/4/26", values.get(5));
        assertEquals(Scripts.AT.toEpochMilli(), values.get(6));
        assertEquals("Wed Mar 04 2026", values.get(7));
        List<?> other = (List<?>)
                seen(expression, Scripts.understood("b"), Profile.ANONYMOUS).get("seen");
        assertTrue(!other.get(3).equals(values.get(3)), "another signal, another chance");
    }

    @Test
    void aWrongAnswerIsToldWithFileLineAndPath() {
        Map<String, String> wrong = Map.of(
                "[{type: 'reply', conection: 'mail'}]", "[0].conection is no field here",
                "[{type: 'a'}, {}]", "[1].type is missing",
                "[{type: 'a', attributes: {deep: [1, () => 1]}}]", "[0].attributes.deep[1] is a function",
                "'reply'", "is a string, not an object",
                "[{type: 'a', to: 'nobody'}]", "[0].to: 'nobody' is not an identity",
                "[{type: 'a', notBefore: 'soon'}]", "[0].notBefore is no time",
                "Promise.resolve()", "a Promise: a script answers at once",
                "[{type: 'a', attributes: {n: 10n}}]", "[0].attributes.n is a bigint",
                "[{type: 'a', attributes: {n: 0/0}}]", "[0].attributes.n is not a finite number",
                "[{type: 'a', text: 5}]", "[0].text is a number, not a string");
        wrong.forEach((answer, message) -> {
            ScriptFault fault = assertThrows(
                    ScriptFault.class,
                    () -> decide(
                            "\n\nexport function decide(entry) {\n  return " + answer + ";\n}",
                            Scripts.understood("a"),
                            Profile.ANONYMOUS));
            assertTrue(fault.getMessage().contains(message), fault::getMessage);
            assertTrue(fault.getMessage().startsWith("test.policy.js:3"), fault::getMessage);
        });
    }

    @Test
    void whatItThrowsIsToldWithFileLineAndColumn() {
        scripts.file("lib/x.js", "export function boom(a) {\n  return a.b.c;\n}");
        ScriptFault fault = assertThrows(
                ScriptFault.class,
                () -> decide(
                        "import { boom } from './lib/x.js';\nexport function decide(entry) {\n  return boom({});\n}",
                        Scripts.understood("a"),
                        Profile.ANONYMOUS));
        assertEquals("lib/x.js:2:10: TypeError: Cannot read property 'c' of undefined", fault.getMessage());
    }

    @Test
    void attributesReadOneByOneAndAsAWholeAreTheSame() {
        Signal signal = Signal.of("order")
                .attribute("a", 1)
                .attribute("order", Map.of("id", "o-1"))
                .attribute("list", List.of(1, 2))
                .attribute("flag", true)
                .build();
        Entry entry = Scripts.understood(signal);
        Map<String, String> readings = new LinkedHashMap<>();
        readings.put(
                "[attributes.order === attributes.order, attributes.order.id, attributes.nothing === undefined]",
                "[true, o-1, true]");
        readings.put(
                "[attributes.order.id, Object.keys(attributes), attributes.list.map((n) => n + 1)]",
                "[o-1, [a, order, list, flag], [2, 3]]");
        readings.put("JSON.stringify(attributes)", "{\"a\":1,\"order\":{\"id\":\"o-1\"},\"list\":[1,2],\"flag\":true}");
        readings.put("(attributes.order.id = 'x', {...attributes}).order.id", "x");
        readings.put(
                "('a' in attributes) + ' ' + ('b' in attributes) + ' ' + attributes.toString()",
                "true false [object Object]");
        readings.put("(attributes.b = 2, delete attributes.a, Object.keys(attributes))", "[order, list, flag, b]");
        readings.put("Object.entries(profile.traits)", "[[tier, gold]]");
        readings.put("attributes", "{a=1, order={id=o-1}, list=[1, 2], flag=true}");
        readings.forEach((reading, expected) -> assertEquals(
                "{seen=" + expected + "}",
                seen(
                                "((attributes) => " + reading + ")(entry.signal.attributes)",
                                entry,
                                Scripts.profile(Map.of("tier", "gold")))
                        .toString(),
                reading));
    }
}
