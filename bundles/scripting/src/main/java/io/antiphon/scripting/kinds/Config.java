package io.antiphon.scripting.kinds;

import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.FieldType;
import io.antiphon.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings a script declares: {@code export const config = {limit: 3, list: {type: 'text', default: 'vip'}}}. */
final class Config {

    private static final String DECIMAL = "-?\\d+(\\.\\d+)?";
    private static final List<String> KNOWN =
            List.of("type", "label", "description", "default", "required", "secret", "choices", "pattern", "example");
    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("text", FieldType.TEXT),
            Map.entry("long-text", FieldType.LONG_TEXT),
            Map.entry("number", FieldType.NUMBER),
            Map.entry("decimal", FieldType.TEXT),
            Map.entry("flag", FieldType.FLAG),
            Map.entry("duration", FieldType.DURATION),
            Map.entry("uri", FieldType.URI),
            Map.entry("choice", FieldType.CHOICE));

    private Config() {}

    /** The fields declared; none if nothing is. */
    static List<Field> fields(@Nullable Object config) {
        if (config == null) {
            return List.of();
        }
        if (!(config instanceof Map<?, ?> map)) {
            throw new Shape.Wrong("config is " + Shape.kind(config) + ", not an object");
        }
        List<Field> fields = new ArrayList<>();
        map.forEach((name, value) -> fields.add(field(String.valueOf(name), value)));
        return fields;
    }

    private static Field field(String name, Object value) {
        if (!(value instanceof Map)) {
            return checked(Field.of(name, type(name, value), name).orElse(text(value)), value);
        }
        Shape shape = Shape.of("config." + name, value, KNOWN);
        return shape.make(s -> {
            Object otherwise = s.get("default");
            FieldType type = s.has("type")
                    ? s.oneOf("type", TYPES, FieldType.TEXT)
                    : s.has("choices") ? FieldType.CHOICE : otherwise == null ? FieldType.TEXT : type(name, otherwise);
            boolean decimal = "decimal".equals(s.get("type")) || otherwise instanceof Double;
            Field field = new Field(
                    name,
                    type,
                    s.text("label", name),
                    s.text("description", ""),
                    otherwise == null ? "" : text(otherwise),
                    s.flag("required"),
                    s.flag("secret"),
                    choices(s),
                    decimal ? DECIMAL : s.text("pattern", ""),
                    s.text("example", ""));
            return checked(field, otherwise);
        });
    }

    private static List<String> choices(Shape shape) {
        return Shape.each(shape.get("choices"), shape.path("choices"), 100, (path, value) -> {
            if (!(value instanceof String text)) {
                throw new Shape.Wrong(path + " is " + Shape.kind(value) + ", not a string");
            }
            return text;
        });
    }

    private static FieldType type(String name, Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new Shape.Wrong("config." + name + " is " + Shape.kind(value) + ", not a default value or {type, …}");
        }
        return value instanceof Boolean ? FieldType.FLAG : value instanceof Long ? FieldType.NUMBER : FieldType.TEXT;
    }

    private static Field checked(Field field, @Nullable Object otherwise) {
        Field whole = otherwise instanceof Double ? field.matching(DECIMAL) : field;
        if (otherwise != null) {
            whole.lint(whole.defaultValue()).ifPresent(problem -> {
                throw new Shape.Wrong("config." + field.name() + ".default: " + problem.what());
            });
        }
        return whole;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    /** The fields' values as a script sees them: numbers, booleans, milliseconds, texts. Secrets are not shown to it. */
    static Map<String, Object> values(ConnectorSpec spec, Settings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : spec.fields()) {
            if (settings.has(field.name()) && !field.secret()) {
                values.put(field.name(), value(field, settings));
            }
        }
        return values;
    }

    private static Object value(Field field, Settings settings) {
        return switch (field.type()) {
            case NUMBER -> settings.number(field.name());
            case FLAG -> settings.flag(field.name());
            case DURATION -> settings.duration(field.name()).toMillis();
            default ->
                field.pattern().equals(DECIMAL)
                        ? (Object) Double.valueOf(settings.text(field.name()))
                        : settings.text(field.name());
        };
    }
}
