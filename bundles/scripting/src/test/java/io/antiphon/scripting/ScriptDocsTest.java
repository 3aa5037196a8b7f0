package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Edition;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation of scripts says what is so. With {@code -Dantiphon.docs=true} what is generated of it is written anew. */
class ScriptDocsTest {

    private static final Pattern GENERATED = Pattern.compile("(?s)(<!-- generated: (\\w+) -->\n).*?(<!-- end -->)");

    @Test
    void theReferenceIsThatOfTheTypes() throws IOException {
        assertGenerated("scripts-reference.md", Map.of("reference", new Reference(new Declared()).text()));
    }

    @Test
    void theTableOfWhatIsTriedIsThatOfTheTests() throws IOException {
        assertGenerated("scripts-sandbox.md", Map.of("stopped", stopped(), "absent", absent()));
    }

    @Test
    void theGuideShowsTheTestedSource() throws IOException {
        String guide = Files.readString(Scripts.docs().resolve("scripts.md"));
        for (String sample : List.of("shop.connector.js", "shop-signed.connector.js")) {
            assertTrue(guide.contains(String.valueOf(Scripts.samples().get(sample))), sample);
        }
    }

    private static void assertGenerated(String document, Map<String, String> parts) throws IOException {
        Path file = Scripts.docs().resolve(document);
        String written = Files.readString(file);
        String present = GENERATED
                .matcher(written)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(1) + parts.getOrDefault(part.group(2), "?") + part.group(3)));
        parts.keySet().forEach(name -> assertTrue(present.contains("<!-- generated: " + name + " -->"), name));
        if (Boolean.getBoolean("antiphon.docs")) {
            Files.writeString(file, present);
        } else {
            assertEquals(
                    present, written, "docs/" + document + " is out of date; run this test with -Dantiphon.docs=true");
        }
    }

    private static Stream<String> rows(String test) {
        return Arrays.stream(HostileTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(test))
                .flatMap(method ->
                        Arrays.stream(method.getAnnotation(CsvSource.class).value()));
    }

    private static String stopped() {
        String rows = rows("itIsStoppedAndTheNextCallIsServed")
                .map(row -> row.split("\\|(?= )"))
                .map(row -> "| " + row[0].strip() + " | " + code(row[1].strip()) + " | "
                        + outcome(row[row.length - 1].strip()) + " |\n")
                .collect(Collectors.joining());
        return "| what | the script | what happens |\n|---|---|---|\n" + rows;
    }

    private static String outcome(String message) {
        return switch (message) {
            case "processor time" -> "stopped: too much processor time";
            case "was stopped" -> "stopped: too much memory or processor time";
            case "Maximum call stack" -> "`RangeError`: the call fails";
            case "nested deeper" -> "refused: nested deeper than 24 levels";
            case "Invalid string length" -> "`RangeError`: no text has more than 8 Mi characters";
            case "Invalid typed array length" -> "`RangeError`: the call fails";
            default -> "stopped or refused: too much time or memory, or too large an answer";
        };
    }

    private static String absent() {
        String rows = rows("itIsNotThere")
                .map(expression -> "| " + code(expression) + " | " + failure(expression) + " |\n")
                .collect(Collectors.joining());
        return "| the script | what it gets |\n|---|---|\n" + rows;
    }

    private static String failure(String expression) {
        String text = "export function decide() { return {type: 'x', text: String(" + expression + ")}; }";
        return assertThrows(ScriptFault.class, () -> {
                    try (Edition edition = new Scripts().edition("bad.policy.js", text)) {
                        new ScriptPolicy(edition).decide(Scripts.understood("a"), Profile.ANONYMOUS);
                    }
                })
                .reason();
    }

    static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
