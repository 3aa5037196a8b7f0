package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.scripting.testing.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tests of scripts are written with. */
class TestModuleTest {

    private static String failure(String body) {
        String text =
                "import { entry, expect, received, test } from 'antiphon/test';\ntest('x', () => {\n" + body + "\n});";
        return TestRun.of(Scripts.SANDBOX, "a.test.js", Map.of("a.test.js", text))
                .get(0)
                .failure();
    }

    @Test
    void aMatchLooksAsDeepAsIsAskedAndTakesRegularExpressions() {
        assertEquals("", failure("expect([{a: {b: 'late', c: 1}}]).toMatch([{a: {b: /^l/}}]);"));
        assertEquals(
                "a.test.js:3:1: Error: [0].a.b is \"late\", not /x/",
                failure("expect([{a: {b: 'late'}}]).toMatch([{a: {b: /x/}}]);"));
        assertEquals("", failure("expect('late').toMatch(/^l/); expect('late').not.toMatch(/x/);"));
    }

    @Test
    void entriesAreWholeWhateverIsGiven() {
        assertEquals(
                "", failure("expect(entry({insights: [{type: 'a', value: 'b'}]}).insights[0].confidence).toBe(1);"));
        assertEquals("", failure("expect(entry({type: 'performed'}).action.attributes.why).toBe(undefined);"));
        assertEquals("", failure("expect(entry({type: 'commanded', who: 'ada'}).arguments).toEqual({});"));
        assertEquals("", failure("entry({at: new Date(5)}); expect(Date.now()).toBe(5);"));
        assertEquals("", failure("expect(() => received({text: '<'}).json).toThrow('not JSON');"));
    }
}
