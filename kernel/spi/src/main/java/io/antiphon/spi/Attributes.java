package io.antiphon.spi;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Open values that travel as JSON. An attribute value is a {@link String}, {@link Boolean}, {@link
 * Long}, {@link Double}, a {@link List} of values or a {@link Map} from strings to values; other
 * numbers are widened to these. There is no null: what is absent is left out.
 */
final class Attributes {

    /** How deep lists and maps may nest. */
    static final int MOST_DEPTH = 16;

    private Attributes() {}

    /** An unmodifiable deep copy in the given order; what is such a copy already is taken as it is. */
    static Map<String, Object> copy(Map<String, ?> source) {
        return source instanceof Copied copied ? copied : copy(source, 0);
    }

    private static Map<String, Object> copy(Map<?, ?> source, int depth) {
        if (source.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>(source.size() * 2);
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("An attribute's name is a string, not " + entry.getKey());
            }
            if (entry.getValue() != null) {
                copy.put(key, value(key, entry.getValue(), depth));
            }
        }
        return new Copied(copy);
    }

    private static Object value(String name, Object value, int depth) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (depth >= MOST_DEPTH) {
            throw new IllegalArgumentException("Attribute '" + name + "' nests deeper than " + MOST_DEPTH + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object item : list) {
                if (item != null) {
                    copy.add(value(name, item, depth + 1));
                }
            }
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("Attribute '" + name + "' holds a "
                + value.getClass().getName() + "; strings, numbers, booleans, lists and maps are possible");
    }

    /** A copy, known as such by its type. */
    private static final class Copied extends AbstractMap<String, Object> {

        private final Map<String, Object> values;

        Copied(Map<String, Object> values) {
            this.values = Collections.unmodifiableMap(values);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return values.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return values.containsKey(key);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return values.entrySet();
        }
    }
}
