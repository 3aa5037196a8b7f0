package io.antiphon.spi;

import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting of a connector. Feeds parsing, defaults, lint, the console's form, the documentation
 * and the masking of secrets.
 *
 * @param name as written in a configuration file: letters, digits, {@code . _ -}
 * @param type what it holds
 * @param label for a form
 * @param description a sentence or two for who fills it in
 * @param defaultValue what holds if it is absent; empty for none
 * @param required whether it must be given
 * @param secret whether it is never shown and never logged
 * @param choices for {@link FieldType#CHOICE}: the possible values
 * @param pattern a regular expression the whole value must match; empty for any
 * @param example one valid value; empty for none
 */
public record Field(
        String name,
        FieldType type,
        String label,
        String description,
        String defaultValue,
        boolean required,
        boolean secret,
        List<String> choices,
        String pattern,
        String example) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Checks the name; copies. */
    public Field {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A field's name is letters, digits, '.', '_' or '-', not '" + name + "'");
        }
        choices = List.copyOf(choices);
    }

    /** A field of one line. */
    public static Field text(String name, String label) {
        return of(name, FieldType.TEXT, label);
    }

    /** A whole number. */
    public static Field number(String name, String label) {
        return of(name, FieldType.NUMBER, label);
    }

    /** Yes or no. */
    public static Field flag(String name, String label) {
        return of(name, FieldType.FLAG, label);
    }

    /** A span of time. */
    public static Field duration(String name, String label) {
        return of(name, FieldType.DURATION, label);
    }

    /** An address. */
    public static Field uri(String name, String label) {
        return of(name, FieldType.URI, label);
    }

    /** A folder or file. */
    public static Field path(String name, String label) {
        return of(name, FieldType.PATH, label);
    }

    /** Names to values. */
    public static Field map(String name, String label) {
        return of(name, FieldType.MAP, label);
    }

    /** One of some values. */
    public static Field choice(String name, String label, String... choices) {
        return new Field(name, FieldType.CHOICE, label, "", "", false, false, List.of(choices), "", "");
    }

    /** A secret of one line. */
    public static Field secret(String name, String label) {
        return new Field(name, FieldType.TEXT, label, "", "", false, true, List.of(), "", "");
    }

    /** A field of any type. */
    public static Field of(String name, FieldType type, String label) {
        return new Field(name, type, label, "", "", false, false, List.of(), "", "");
    }

    /** The same, described. */
    public Field describe(String text) {
        return new Field(name, type, label, text, defaultValue, required, secret, choices, pattern, example);
    }

    /** The same with a default. */
    public Field orElse(String value) {
        return new Field(name, type, label, description, value, required, secret, choices, pattern, example);
    }

    /** The same, but it must be given. */
    public Field need() {
        return new Field(name, type, label, description, defaultValue, true, secret, choices, pattern, example);
    }

    /** The same, but its value must match. */
    public Field matching(String regularExpression) {
        Pattern.compile(regularExpression);
        return new Field(
                name, type, label, description, defaultValue, required, secret, choices, regularExpression, example);
    }

    /** The same with an example. */
    public Field example(String value) {
        return new Field(name, type, label, description, defaultValue, required, secret, choices, pattern, value);
    }

    /** What is wrong with a value that is there; empty if nothing. Never repeats a secret. */
    public Optional<Problem> lint(String value) {
        String shown = secret ? "what is given" : "'" + Text.shown(value) + "'";
        String wrong =
                switch (type) {
                    case NUMBER -> value.matches("-?\\d{1,18}") ? "" : "is a whole number, not " + shown;
                    case FLAG -> value.matches("true|false") ? "" : "is true or false, not " + shown;
                    case DURATION ->
                        Settings.parseDuration(value).isPresent()
                                ? ""
                                : "is a span of time such as 30s, 5m or 2h, not " + shown;
                    case URI -> absolute(value) ? "" : "is an address such as https://example.org/feed, not " + shown;
                    case CHOICE -> choices.contains(value) ? "" : "is one of " + choices + ", not " + shown;
                    case TEXT, LONG_TEXT, PATH, MAP -> "";
                };
        if (wrong.isEmpty() && !pattern.isEmpty() && !value.matches(pattern)) {
            wrong = "has the form " + pattern + ", unlike " + shown;
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                        name, "'" + name + "' " + wrong + ".", example.isEmpty() ? "" : "For example: " + example));
    }

    private static boolean absolute(String value) {
        try {
            return new java.net.URI(value).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
