package io.antiphon.rules.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.rules.lang.RuleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema names the fields that are read, and all that the documentation shows is read. */
class SchemaTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static JsonNode schema() throws Exception {
        try (var in = RuleReader.class.getResourceAsStream("/io/antiphon/rules/rules.schema.json")) {
            return JsonMapper.builder().build().readTree(in);
        }
    }

    private static TreeSet<String> names(JsonNode properties) {
        TreeSet<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What the reader says there is where it meets what there is not. */
    private static TreeSet<String> known(String text) {
        TreeSet<String> known = new TreeSet<>();
        for (var fault : RuleReader.read("x", text).faults()) {
            Matcher told = Pattern.compile("there are (.*)\\.$").matcher(fault.message());
            if (told.find()) {
                known.addAll(List.of(told.group(1).split(", | and ")));
            }
        }
        return known;
    }

    @Test
    void theSchemaHasTheFieldsThatAreRead() throws Exception {
        JsonNode defs = schema().path("$defs");
        assertEquals(known("zzz: 1\nrules: []"), names(schema().path("properties")));
        assertEquals(
                known("rules: [{name: a, zzz: 1, then: {tag: x}}]"),
                names(defs.path("rule").path("properties")));
        TreeSet<String> conditions = known("rules: [{name: a, when: {zzz: 1}, then: {tag: x}}]");
        conditions.addAll(known("rules: [{name: a, on: silence, when: {zzz: 1}, then: {tag: x}}]"));
        assertEquals(conditions, names(defs.path("condition").path("properties")));
        JsonNode steps = defs.path("step").path("properties");
        assertEquals(known("rules: [{name: a, then: {zzz: x}}]"), names(steps));
        for (String step : List.of("open", "route", "priority", "reply", "ask", "wake", "call", "notify")) {
            JsonNode one = steps.path(step);
            JsonNode fields = one.has("properties") ? one : one.path("oneOf").path(1);
            assertEquals(
                    known("rules: [{name: a, then: {" + step + ": {zzz: x}}}]"),
                    names(fields.path("properties")),
                    step);
        }
    }

    @Test
    void theSamplesAndAllExamplesOfTheGuideAreRead() throws Exception {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> samples = Files.list(ROOT.resolve("docs/samples/rules"))) {
            for (Path sample : samples.sorted().toList()) {
                texts.add(Files.readString(sample));
            }
        }
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/rules.md")));
        while (blocks.find()) {
            String block = blocks.group(1);
            texts.add(block.startsWith("- name") ? "rules:\n" + block.indent(2) : block);
        }
        assertEquals(true, texts.size() >= 8);
        for (String text : texts) {
            assertEquals(List.of(), RuleReader.read("x", text).faults(), text);
        }
    }
}
