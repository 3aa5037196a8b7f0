package io.antiphon.scripting.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Open values in a line for people: what is empty is left out, and an identity is one word. */
final class Terse {

    private Terse() {}

    /** The fields of an object, in their order. */
    static String fields(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .filter(field -> !isEmpty(field.getValue()))
                .map(field -> field.getKey() + "=" + value(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** What was decided or found. */
    static String all(List<?> values) {
        return values.isEmpty()
                ? "nothing"
                : values.stream()
                        .map(value -> value instanceof Map<?, ?> map ? fields(map) : value(value))
                        .collect(Collectors.joining("; "));
    }

    /** The entry of an example: its place and, of a signal, what was said. */
    static String entry(Map<String, ?> entry) {
        Object text = entry.get("signal") instanceof Map<?, ?> signal
                ? isEmpty(signal.get("text")) ? signal.get("kind") : value(signal.get("text"))
                : "";
        return (entry.get("position") + "  " + text).strip();
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size() == 2 && map.containsKey("scheme") && map.containsKey("value")
                    ? map.get("scheme") + ":" + map.get("value")
                    : "{" + fields(new TreeMap<>(map)) + "}";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Terse::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text && text.contains(" ") ? "“" + text + "”" : String.valueOf(value);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }
}
