package io.antiphon.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private record Row(Map<String, Object> cells) implements Mapping.Parts {
        @Override
        public @Nullable Object at(String address) {
            return cells.get(address);
        }

        @Override
        public Map<String, Object> but(Set<String> used) {
            Map<String, Object> rest = new HashMap<>(cells);
            rest.keySet().removeAll(used);
            return rest;
        }
    }

    private static Signal map(Map<String, String> settings, Map<String, Object> cells) {
        return Mapping.of(Settings.of(settings)).signal(new Row(cells));
    }

    private static Instant time(Map<String, String> settings, Object written) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("map.occurredAt", "t");
        all.put("map.text", "=hello");
        return map(all, Map.of("t", written)).occurredAt();
    }

    @Test
    void everyPartIsFoundAtItsAddress() {
        Map<String, String> settings = new HashMap<>();
        for (String part :
                List.of("kind", "externalId", "channel", "unit", "conversation", "inReplyTo", "language", "text")) {
            settings.put("map." + part, "the " + part);
        }
        settings.put("map.rating", "stars");
        settings.put("map.direction", "way");
        settings.put("map.identity.email", "mail");
        settings.put("map.profile.name", "name");
        settings.put("map.attribute.origin", "=shop");
        Map<String, Object> cells = new HashMap<>();
        settings.values().forEach(address -> cells.put(address, "value of " + address));
        cells.put("stars", "4.5");
        cells.put("way", "Outbound");
        cells.put("mail", List.of("a@example.org", "b@example.org"));
        cells.put("colour", "red");
        cells.remove("=shop");
        Signal signal = map(settings, cells);
        assertEquals("value of the kind", signal.kind());
        assertEquals("value of the externalId", signal.externalId());
        assertEquals("value of the channel", signal.channel());
        assertEquals("value of the unit", signal.unit());
        assertEquals("value of the conversation", signal.conversation());
        assertEquals("value of the inReplyTo", signal.inReplyTo());
        assertEquals("value of the language", signal.language());
        assertEquals("value of the text", signal.text());
        assertEquals(4.5, signal.rating());
        assertEquals(Direction.OUTBOUND, signal.direction());
        assertEquals(
                List.of(new Identity("email", "a@example.org"), new Identity("email", "b@example.org")),
                signal.identities());
        assertEquals(
                Map.of("profile", Map.of("name", "value of name"), "origin", "shop", "colour", "red"),
                signal.attributes());
    }

    @Test
    void whatIsNotThereOrBlankIsLeftOut() {
        Signal signal = map(
                Map.of(
                        "map.rating",
                        "stars",
                        "map.text",
                        "words",
                        "map.kind",
                        "sort",
                        "attributes",
                        "none",
                        "map.language",
                        "=en"),
                Map.of("words", "hello", "stars", " "));
        assertNull(signal.rating());
        assertEquals("message", signal.kind());
        assertEquals("en", signal.language());
        assertEquals(Map.of(), signal.attributes());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.25+01:00, 2026-01-31T11:00:00.250Z",
        "2026-01-31T12:00, 2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z",
        "'Sat, 31 Jan 2026 12:00:00 GMT', 2026-01-31T12:00:00Z",
        "1769860800, 2026-01-31T12:00:00Z",
        "1769860800123, 2026-01-31T12:00:00.123Z",
        "1769860800.5, 2026-01-31T12:00:00.500Z"
    })
    void timesAreReadInTheCommonForms(String written, String expected) {
        assertEquals(Instant.parse(expected), time(Map.of(), written));
    }

    @Test
    void timesAreReadInAFormAndZoneOfTheirOwn() {
        Map<String, String> german = Map.of("timeFormat", "dd.MM.yyyy HH:mm", "zone", "Europe/Berlin");
        assertEquals(Instant.parse("2026-07-31T10:00:00Z"), time(german, "31.07.2026 12:00"));
        Map<String, String> american = Map.of("timeFormat", "MM/dd/yyyy hh:mm:ss a");
        assertEquals(Instant.parse("2016-05-11T12:30:00Z"), time(american, "05/11/2016 12:30:00 PM"));
        assertEquals(Instant.parse("2026-07-31T00:00:00Z"), time(Map.of("timeFormat", "d/M/yyyy"), "31/7/2026"));
    }

    @ParameterizedTest
    @CsvSource({"rating, five, a number", "occurredAt, yesterday, a time", "direction, up, inbound or outbound"})
    void aValueThatIsNoneIsRefusedWithPartAddressAndValue(String part, String value, String wanted) {
        Exception refused = assertThrows(
                IllegalArgumentException.class, () -> map(Map.of("map." + part, "/x"), Map.of("/x", value)));
        assertTrue(
                refused.getMessage().startsWith(part + ": '/x' holds '" + value + "', not " + wanted),
                refused::getMessage);
    }

    @Test
    void aListIsNoSingleValue() {
        Exception refused = assertThrows(
                IllegalArgumentException.class, () -> map(Map.of("map.text", "/x"), Map.of("/x", List.of("a"))));
        assertEquals("text: '/x' holds a list, not a single value", refused.getMessage());
    }

    @Test
    void unknownPartsZonesAndFormsAreProblems() {
        List<String> where = Mapping.problems(Settings.of(Map.of(
                        "map.colour", "x",
                        "map.identity.", "x",
                        "map.nested.thing", "x",
                        "map.text", "x",
                        "zone", "Mars/Olympus",
                        "timeFormat", "QQQQQQQ bb")))
                .stream()
                .map(Problem::where)
                .sorted()
                .toList();
        assertEquals(List.of("map.colour", "map.identity.", "map.nested.thing", "timeFormat", "zone"), where);
        assertThrows(AntiphonException.class, () -> Mapping.of(Settings.of(Map.of("zone", "Mars/Olympus"))));
    }

    @Test
    void jsonIsAddressedByPointerOrByMember() {
        Map<String, Object> json = Map.of(
                "a/b",
                List.of(1L, Map.of("~", "deep")),
                "big",
                new java.math.BigInteger("123456789012345678901"),
                "",
                "empty",
                "plain",
                true);
        Mapping.Parts parts = Mapping.json(json);
        assertEquals("deep", parts.at("/a~1b/1/~0"));
        assertEquals(1L, parts.at("/a~1b/0"));
        assertNull(parts.at("/a~1b/2"));
        assertNull(parts.at("/a~1b/01"));
        assertNull(parts.at("/plain/x"));
        assertEquals("empty", parts.at("/"));
        assertEquals(true, parts.at("plain"));
        assertEquals("123456789012345678901", parts.at("/big"));
        assertEquals(Map.of("big", "123456789012345678901"), parts.but(Set.of("/a~1b", "plain", "")));
        assertEquals(Map.of("value", 7L), Mapping.json(7L).but(Set.of()));
        assertEquals(Map.of(), Mapping.json(null).but(Set.of()));
    }

    @Test
    void itsFieldsPassTheirOwnLint() {
        ConnectorSpec spec = ConnectorSpec.of("x", "X", "X.", "x").with(Mapping.fields("a column's name", "Comment"));
        for (Field field : spec.fields()) {
            assertTrue(field.example().isEmpty() || field.lint(field.example()).isEmpty(), field.name());
        }
        assertEquals(List.of(), spec.lint(Map.of("map.identity.email", "E-Mail", "map.text", "Comment")));
    }
}
