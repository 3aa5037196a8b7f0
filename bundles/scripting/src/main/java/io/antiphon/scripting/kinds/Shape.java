package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Answer;
import io.antiphon.spi.Identity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object that a script answered with, read field by field. What is wrong is told with its path. */
final class Shape {

    private final String path;
    private final Map<String, Object> fields;

    private Shape(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** A wrong answer. The message begins with the path. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /** An object with no other fields than some. */
    @SuppressWarnings("unchecked")
    static Shape of(String path, Object value, List<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Wrong((path.isEmpty() ? "it" : path) + " is " + kind(value) + ", not an object");
        }
        for (Object name : map.keySet()) {
            if (!known.contains(name)) {
                throw new Wrong(
                        join(path, String.valueOf(name)) + " is no field here; there are " + String.join(", ", known));
            }
        }
        return new Shape(path, (Map<String, Object>) map);
    }

    /** Each of a list's items, or the one item that is no list; at most so many. */
    static <T> List<T> each(@Nullable Object value, String path, int most, Map2<T> read) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            return List.of(read.apply(path, value));
        }
        if (list.size() > most) {
            throw new Wrong(path + " has " + list.size() + " items; at most " + most + " are possible");
        }
        List<T> all = new java.util.ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            all.add(read.apply(path + "[" + i + "]", list.get(i)));
        }
        return all;
    }

    /** Reads a value at a path. */
    @FunctionalInterface
    interface Map2<T> {
        T apply(String path, Object value);
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (value == Answer.FUNCTION) {
            return "a function";
        }
        return value instanceof Map
                ? "an object"
                : value instanceof List
                        ? "an array"
                        : value instanceof String ? "a string" : value instanceof Boolean ? "a boolean" : "a number";
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return fields.get(name);
    }

    String path(String name) {
        return join(path, name);
    }

    Wrong wrong(String name, String what) {
        return new Wrong(path(name) + " " + what);
    }

    private <T> @Nullable T typed(String name, Class<T> type, String what) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw wrong(name, "is " + kind(value) + ", not " + what);
        }
        return type.cast(value);
    }

    /** A text, or null. */
    @Nullable
    String text(String name) {
        return typed(name, String.class, "a string");
    }

    /** A text, or what stands for a missing one. */
    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** A text that must be there. */
    String need(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    @Nullable
    Double number(String name) {
        Number value = typed(name, Number.class, "a number");
        return value == null ? null : value.doubleValue();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(typed(name, Boolean.class, "a boolean"));
    }

    /** A time: a Date, an ISO 8601 text, or milliseconds since 1970; null if it is not there. */
    @Nullable
    Instant time(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number millis) {
            return Instant.ofEpochMilli(millis.longValue());
        }
        if (value instanceof String text) {
            try {
                return text.length() == 10
                        ? Instant.parse(text + "T00:00:00Z")
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw wrong(name, "is no time such as 2026-05-01T12:00:00Z");
            }
        }
        throw wrong(name, "is " + kind(value) + ", not a Date, an ISO 8601 string or milliseconds");
    }

    /** A map of open values; empty if it is not there. */
    @SuppressWarnings("unchecked")
    Map<String, Object> map(String name) {
        Map<?, ?> value = typed(name, Map.class, "an object");
        if (value == null) {
            return Map.of();
        }
        noFunctions(value, path(name));
        return (Map<String, Object>) value;
    }

    /** Texts by name; numbers and booleans become texts. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(name).forEach((key, value) -> {
            if (value instanceof Map || value instanceof List) {
                throw wrong(name, "has '" + key + "', which is " + kind(value) + ", not a string");
            }
            texts.put(key, String.valueOf(value));
        });
        return texts;
    }

    static void noFunctions(Object value, String path) {
        if (value == Answer.FUNCTION) {
            throw new Wrong(path + " is a function");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> noFunctions(part, join(path, String.valueOf(key))));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                noFunctions(list.get(i), path + "[" + i + "]");
            }
        }
    }

    /** An identity: {@code 'email:ada@example.org'} or {@code {scheme, value}}; null if it is not there. */
    @Nullable
    Identity identity(String name) {
        Object value = fields.get(name);
        return value == null ? null : identity(path(name), value);
    }

    static Identity identity(String path, Object value) {
        try {
            if (value instanceof String text) {
                return Identity.parse(text);
            }
            Shape shape = of(path, value, List.of("scheme", "value"));
            return new Identity(shape.need("scheme"), shape.need("value"));
        } catch (IllegalArgumentException e) {
            throw new Wrong(path + ": " + e.getMessage());
        }
    }

    /** One of some words. */
    <T> T oneOf(String name, Map<String, T> words, T otherwise) {
        String value = text(name);
        T found = value == null ? otherwise : words.get(value);
        if (found == null) {
            throw wrong(name, "is '" + value + "'; possible are " + Set.copyOf(words.keySet()));
        }
        return found;
    }

    /** Makes something of the fields; what its constructor refuses is told with the path. */
    <T> T make(Function<Shape, T> maker) {
        try {
            return maker.apply(this);
        } catch (IllegalArgumentException e) {
            throw new Wrong(path.isEmpty() ? String.valueOf(e.getMessage()) : path + "." + e.getMessage());
        }
    }
}
