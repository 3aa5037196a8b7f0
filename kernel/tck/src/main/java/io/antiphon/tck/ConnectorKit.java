package io.antiphon.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.FieldType;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every connector must keep to. A test extends it and names the connector and one set of settings that work. */
public abstract class ConnectorKit {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passphrase|secret|token|api[._-]?key)");
    private static final int SHORTEST_SECRET = 6;

    /** The connector under test; a new one at each call. */
    protected abstract Connector connector();

    /**
     * Settings of a connection that works: all required ones, and each secret with a value of at least 6 characters that
     * stands nowhere else. None, unless overridden.
     */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Settings that pass the lint and cannot work. Unless overridden, the working ones with a folder that is not there in
     * each path and an address where nobody listens in each address.
     */
    protected Map<String, String> nonsense() {
        Map<String, String> wrong = new HashMap<>(settings());
        for (Field field : connector().spec().fields()) {
            if (field.type() == FieldType.PATH) {
                wrong.put(field.name(), "/nowhere/at/all");
            } else if (field.type() == FieldType.URI) {
                wrong.put(field.name(), "http://127.0.0.1:1/nowhere");
            }
        }
        return wrong;
    }

    @Test
    void theSpecIsAlwaysTheSameAndSaysWhatItIs() {
        Connector connector = connector();
        ConnectorSpec spec = connector.spec();
        assertEquals(spec, connector.spec(), "The spec differs from call to call");
        assertFalse(spec.title().isBlank(), "The spec has no title");
        assertFalse(spec.summary().isBlank(), "The spec has no summary");
        assertFalse(spec.channel().isBlank(), "The spec has no channel");
    }

    @Test
    void everyFieldHasALabelAndADescription() {
        assertAll(fields().map(field -> () -> {
            assertFalse(field.label().isBlank(), field.name() + " has no label");
            assertFalse(field.description().isBlank(), field.name() + " has no description");
        }));
    }

    @Test
    void defaultsAndExamplesPassTheLint() {
        assertAll(fields().map(field -> () -> Stream.of(field.defaultValue(), field.example())
                .filter(value -> !value.isEmpty())
                .forEach(value -> assertEquals(
                        Optional.empty(), field.lint(value), field.name() + ": " + value + " fails its own lint"))));
    }

    @Test
    void theWorkingSettingsPassTheLint() {
        assertEquals(List.of(), connector().spec().lint(settings()));
    }

    @Test
    void aMissingRequiredSettingIsFoundByName() {
        ConnectorSpec spec = connector().spec();
        assertAll(fields().filter(
                        field -> field.required() && field.defaultValue().isEmpty())
                .map(field -> () -> {
                    Map<String, String> without = new HashMap<>(settings());
                    without.keySet().removeIf(name -> spec.field(name).equals(Optional.of(field)));
                    assertTrue(
                            spec.lint(without).stream()
                                    .anyMatch(problem -> problem.where().equals(field.name())),
                            "Nobody misses " + field.name());
                }));
    }

    @Test
    void whatIsNamedLikeASecretIsMarkedAsOneAndHasNoDefault() {
        assertAll(fields().map(field -> () -> {
            boolean text = field.type() == FieldType.TEXT || field.type() == FieldType.LONG_TEXT;
            assertTrue(
                    field.secret() || !text || !SECRET.matcher(field.name()).matches(),
                    field.name() + " is not marked as a secret");
            assertFalse(field.secret() && !field.defaultValue().isEmpty(), field.name() + " has a default secret");
        }));
    }

    @Test
    void itHearsOrSpeaks() throws Exception {
        Connector connector = connector();
        Settings settings = connector.spec().settings(settings());
        assertTrue(
                connector.source(settings).isPresent()
                        || connector.sink(settings).isPresent(),
                "It has neither a source nor a sink");
    }

    @Test
    void aCheckOfWorkingSettingsFindsNoError() throws Exception {
        Connector connector = connector();
        List<Problem> problems = connector.check(connector.spec().settings(settings()));
        assertTrue(
                problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR),
                () -> "The check finds " + problems);
    }

    @Test
    void aCheckOfNonsenseAnswersWithProblemsAndNotWithAnException() {
        Connector connector = connector();
        Map<String, String> nonsense = nonsense();
        assertEquals(List.of(), connector.spec().lint(nonsense), "The nonsense must pass the lint");
        List<Problem> problems =
                assertDoesNotThrow(() -> connector.check(connector.spec().settings(nonsense)), "The check throws");
        assertNotNull(problems, "The check answers nothing at all");
        if (!nonsense.equals(settings())) {
            assertFalse(problems.isEmpty(), "The check finds nothing wrong with " + nonsense.keySet());
        }
        for (Problem problem : problems) {
            assertFalse(problem.what().isBlank(), "A problem does not say what is wrong");
        }
    }

    @Test
    void aConnectionClosesAndClosesAgainAndOffersNothingAfterwards() {
        MemoryConnection connection = new MemoryKernel().connect(connector(), settings());
        assertDoesNotThrow(connection::close, "It does not close");
        assertDoesNotThrow(connection::close, "It does not close twice");
        assertEquals(0, connection.offeredAfterClose(), "It offered something after it was closed");
    }

    @Test
    void noSecretStandsInAnyText() throws Exception {
        List<Executable> looks = new ArrayList<>();
        Connector connector = connector();
        Settings settings = connector.spec().settings(settings());
        String shown = connector + " " + settings + " " + connector.source(settings) + " " + connector.sink(settings)
                + " " + connector.check(settings) + " " + checkOfNonsense(connector);
        for (Field field : connector.spec().fields()) {
            if (field.secret() && settings.has(field.name())) {
                String secret = settings.text(field.name());
                looks.add(() -> assertTrue(
                        secret.length() >= SHORTEST_SECRET, field.name() + " is too short to be looked for"));
                looks.add(() -> assertFalse(shown.contains(secret), "The secret " + field.name() + " is shown"));
            }
        }
        assertAll(looks);
    }

    private String checkOfNonsense(Connector connector) {
        try {
            return String.valueOf(connector.check(connector.spec().settings(nonsense())));
        } catch (Exception e) {
            return e.toString();
        }
    }

    private Stream<Field> fields() {
        return connector().spec().fields().stream();
    }
}
