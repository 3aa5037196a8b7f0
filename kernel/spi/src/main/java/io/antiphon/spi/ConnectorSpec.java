package io.antiphon.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector is and what it wants to be told. One spec feeds parsing, defaults, lint, the
 * console's form, the documentation and the masking of secrets.
 *
 * @param name unique among connectors, lower-case: {@code webhook, mail, zendesk}
 * @param title for people
 * @param summary a sentence: what it connects
 * @param channel the channel of its signals unless they say otherwise
 * @param fields its settings in the order of a form
 */
public record ConnectorSpec(String name, String title, String summary, String channel, List<Field> fields) {

    /** Settings that every connection has, whatever its connector; no field may be called like them. */
    public static final List<String> RESERVED = List.of("connector", "unit", "paused", "rate");

    /** Refuses a nameless spec, reserved and doubled field names; copies. */
    public ConnectorSpec {
        if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "A connector's name is lower-case letters, digits, '_' or '-', not '" + name + "'");
        }
        List<String> names = fields.stream().map(Field::name).toList();
        for (String field : names) {
            if (RESERVED.contains(field) || names.indexOf(field) != names.lastIndexOf(field)) {
                throw new IllegalArgumentException("Connector '" + name + "': the field name '" + field + "' is "
                        + (RESERVED.contains(field) ? "reserved" : "used twice"));
            }
        }
        fields = List.copyOf(fields);
    }

    /** A spec without settings. */
    public static ConnectorSpec of(String name, String title, String summary, String channel) {
        return new ConnectorSpec(name, title, summary, channel, List.of());
    }

    /** The same with settings. */
    public ConnectorSpec with(Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return new ConnectorSpec(name, title, summary, channel, all);
    }

    /** The field a setting belongs to: the one called so, or the map it is an entry of. */
    public Optional<Field> field(String setting) {
        return fields.stream()
                .filter(f ->
                        f.name().equals(setting) || f.type() == FieldType.MAP && setting.startsWith(f.name() + "."))
                .findFirst();
    }

    /** The given values with the defaults of absent ones. */
    public Settings settings(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Field field : fields) {
            if (!field.defaultValue().isEmpty()) {
                all.put(field.name(), field.defaultValue());
            }
        }
        given.forEach((name, value) -> {
            if (!value.isBlank()) {
                all.put(name, value);
            }
        });
        return Settings.of(all);
    }

    /** All that is wrong with the given values: unknown, missing and malformed ones. */
    public List<Problem> lint(Map<String, String> given) {
        List<Problem> problems = new ArrayList<>();
        given.forEach((name, value) -> {
            Optional<Field> field = field(name);
            if (field.isEmpty()) {
                problems.add(Problem.error(
                        name,
                        "'" + Text.shown(name) + "' is no setting of the connector '" + this.name + "'.",
                        "It has " + fields.stream().map(Field::name).toList() + "."));
            } else if (!value.isBlank()) {
                field.get().lint(value.strip()).ifPresent(problems::add);
            }
        });
        for (Field field : fields) {
            boolean isGiven = given.entrySet().stream()
                    .anyMatch(e -> !e.getValue().isBlank() && field(e.getKey()).equals(Optional.of(field)));
            if (field.required() && field.defaultValue().isEmpty() && !isGiven) {
                problems.add(Problem.error(
                        field.name(),
                        "'" + field.name() + "' is missing.",
                        field.example().isEmpty() ? field.description() : "For example: " + field.example()));
            }
        }
        return List.copyOf(problems);
    }
}
