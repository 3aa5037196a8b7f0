package io.antiphon.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.rules.text.Fault;
import io.antiphon.rules.text.Written;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {

    private static List<Fault> faults(String text) {
        return RuleReader.read("care", text).faults();
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() {
        List<Fault> faults = faults("""
                rules:
                  - name: Late Parcel
                    when:
                      kinds: message
                      rating: {lower: 3}
                      text: {matches: "(?=x)"}
                    count: {times: 1, within: fortnight}
                    then:
                      - reply: {text: "Dear {{profle.name}}", purpose: spam}
                      - open: {priority: 7}
                  - name: two
                    when: {topic: x}
                """);
        List<String> places = faults.stream()
                .map(fault -> fault.line() + ":" + fault.column())
                .toList();
        assertEquals(
                List.of("2:11", "4:7", "5:15", "5:16", "6:23", "7:20", "7:31", "9:23", "9:56", "10:26", "11:5"),
                places);
        assertTrue(
                faults.get(1).message().contains("is it 'kind'?"), faults.get(1).message());
        assertTrue(faults.get(1).where().contains("when"), faults.get(1).where());
        assertTrue(faults.get(10).message().contains("'then' is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: [",
                "a: &x 1\nb: *x",
                "rules: !!java.net.URL [x]",
                "--- \nrules: []\n---\nrules: []",
                "- 1",
                "text",
                "rules: []\nrules: []",
                "rules:\n\t- name: x",
                "{\"rules\": [}",
                "? [a]\n: b",
                "rules: [{name: x, then: {tag: a, }}, 5]"
            })
    void whatIsNoFileOfRulesIsRefusedWithItsPlace(String text) {
        List<Fault> faults = faults(text);
        assertTrue(!faults.isEmpty() && faults.get(0).line() >= 1, text + " " + faults);
    }

    @Test
    void bombsAreRefusedQuickly() {
        assertTrue(!faults("[".repeat(50_000)).isEmpty());
        assertTrue(!faults("a: [".repeat(50_000)).isEmpty());
        StringBuilder laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'j'; c++) {
            String before = "*" + (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append((before + ",").repeat(8))
                    .append(before)
                    .append("]\n");
        }
        assertTrue(!faults(laughs.toString()).isEmpty());
        assertTrue(!faults("x".repeat(2_000_000)).isEmpty());
    }

    @Test
    void anythingAtAllIsReadOrRefused() {
        String good = """
                unit: acme
                rules:
                  - name: a
                    when: {any: [{kind: message}, {text: {matches: "a+"}}], trait: {name: x, is: 1}}
                    count: {times: 3, within: 7d, per: unit}
                    then: [{reply: {text: {en: "Hi {{profile.name|you}}", ru: "x"}}}, {wake: {after: 1h, then: {close: old}}}]
                """;
        assertEquals(List.of(), faults(good));
        Random random = new Random(5);
        String marks = "{}[]:,-|>&*!?#'\"\n \t%@`~xé\uD83D\0";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
            }
            RuleReader.read("care", text.toString());
        }
    }

    @Test
    void noAndOnAreWords() {
        Rule rule = Heards.rules("""
                rules:
                  - name: norway
                    on: signal
                    when: {language: no, trait: {name: off, is: yes}}
                    then: {tag: on}
                """).get(0);
        assertTrue(rule.told().contains("is in no"), rule.told());
        assertTrue(rule.told().contains("tag it on"), rule.told());
    }

    @Test
    void jsonIsReadToo() {
        assertEquals(
                1,
                Heards.rules("{\n\t\"rules\": [{\"name\": \"a\", \"when\": {\"text\": \"caf\\u00e9\\/x\"},"
                                + " \"then\": [{\"thank\": true}]}]\n}")
                        .size());
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        List<String> texts = List.of(
                "plain words",
                "no",
                "true",
                "12",
                "1.5",
                "",
                " lead",
                "trail ",
                "a: b",
                "# c",
                "- d",
                "é ü",
                "line\nbreak",
                "line\nbreak\n",
                "two\n\nparagraphs",
                " indented\nfirst",
                "tab\there",
                "\"quoted\"",
                "it's",
                "{{x|y}}",
                "~",
                "null",
                "a\n\n",
                "*",
                "&",
                "!x",
                "%",
                "@",
                "Привет",
                "\u2028",
                "x\r\ny",
                "2026-01-31",
                "0x1F",
                "1e3",
                "[a]");
        for (String text : texts) {
            String written = Written.of(
                    java.util.Map.of("a", java.util.Map.of("b", List.of(text, List.of(text)), "c", text)), 0);
            Object read = io.antiphon.rules.text.Source.read(written).tree().plain();
            assertEquals(
                    java.util.Map.of("a", java.util.Map.of("b", List.of(text, List.of(text)), "c", text)),
                    read,
                    written);
        }
    }
}
