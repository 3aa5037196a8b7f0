package io.antiphon.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConnectorSpecTest {

    private static final ConnectorSpec SPEC = ConnectorSpec.of("shop", "Shop", "Hears a shop's orders.", "web")
            .with(
                    Field.uri("url", "Address")
                            .describe("Where the shop is.")
                            .need()
                            .example("https://shop.example"),
                    Field.secret("token", "Token").matching("[a-z]+"),
                    Field.duration("interval", "Interval").orElse("5m"),
                    Field.number("limit", "Limit"),
                    Field.choice("mode", "Mode", "fast", "slow"),
                    Field.map("map", "Mapping"));

    @Test
    void lintCollectsAllProblemsAtOnce() {
        List<Problem> problems = SPEC.lint(Map.of(
                "token",
                "SECRET7",
                "interval",
                "soon",
                "limit",
                "many",
                "mode",
                "medium",
                "maap.text",
                "x",
                "flag",
                ""));
        assertEquals(
                new TreeSet<>(List.of("url", "token", "interval", "limit", "mode", "maap.text", "flag")),
                new TreeSet<>(problems.stream().map(Problem::where).toList()));
        assertFalse(problems.toString().contains("SECRET7"), "a secret is never repeated");
    }

    @Test
    void rightSettingsPassAndDefaultsAreFilledIn() {
        Map<String, String> given = Map.of("url", "https://shop.example/", "map.text", "/body", "map.kind", "order");
        assertEquals(List.of(), SPEC.lint(given));
        Settings settings = SPEC.settings(given);
        assertEquals(Duration.ofMinutes(5), settings.duration("interval"));
        assertEquals(Map.of("kind", "order", "text", "/body"), settings.map("map"));
        assertTrue(settings.find("limit").isEmpty());
    }

    @Test
    void spansOfTimeAreReadInShortAndIsoForm() {
        for (String[] pair :
                new String[][] {{"500ms", "PT0.5S"}, {"30s", "PT30S"}, {"2h", "PT2H"}, {"1d", "PT24H"}, {"PT3M", "PT3M"}
                }) {
            assertEquals(
                    Duration.parse(pair[1]), Settings.of(Map.of("t", pair[0])).duration("t"));
        }
        for (String wrong : List.of("", "5", "m", "5 years", "-5s", "99999999999999999d")) {
            assertTrue(Settings.parseDuration(wrong).isEmpty(), wrong);
        }
    }

    @Test
    void settingsNeverShowTheirValues() {
        assertEquals(
                "Settings[token]",
                Settings.of(Map.of("token", "hush", "empty", " ")).toString());
    }

    @Test
    void reservedAndDoubledFieldNamesAreRefused() {
        ConnectorSpec empty = ConnectorSpec.of("x", "X", "X.", "x");
        assertThrows(IllegalArgumentException.class, () -> empty.with(Field.text("unit", "Unit")));
        assertThrows(IllegalArgumentException.class, () -> empty.with(Field.text("a", "A"), Field.text("a", "B")));
        assertThrows(IllegalArgumentException.class, () -> ConnectorSpec.of("Not OK", "X", "X.", "x"));
    }
}
