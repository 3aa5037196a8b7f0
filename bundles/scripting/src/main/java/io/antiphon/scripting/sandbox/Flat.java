package io.antiphon.scripting.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value laid out flat for a script to read: {@code 0 scalar | 1 size (key node)* | 2 size node* | 3 milliseconds}. Reading an array
 * costs a script far less than asking a map of ours for each of its parts.
 */
public final class Flat {

    private static final Integer SCALAR = 0;
    private static final Integer MAP = 1;
    private static final Integer LIST = 2;
    private static final Integer TIME = 3;

    private final List<@Nullable Object> parts = new ArrayList<>();

    /** A value of strings, numbers, booleans, instants, lists and maps. */
    public static Object[] of(Object value) {
        return new Flat().value(value).done();
    }

    /** A part of a value: a scalar as it is, else laid out; null for null. */
    public static @Nullable Object part(@Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            return of(value);
        }
        return value instanceof Long number ? scalar(number) : value;
    }

    /** Lays a value out. */
    public Flat value(Object value) {
        if (value instanceof Map<?, ?> map) {
            map(map.size());
            map.forEach((key, part) -> key(String.valueOf(key)).value(part));
        } else if (value instanceof List<?> list) {
            list(list.size());
            list.forEach(this::value);
        } else if (value instanceof Instant instant) {
            parts.add(TIME);
            parts.add((double) instant.toEpochMilli());
        } else {
            parts.add(SCALAR);
            parts.add(value instanceof Long number ? scalar(number) : value);
        }
        return this;
    }

    /** A number beyond what the language holds exactly becomes text, as it is in JSON that minds. */
    private static Object scalar(long number) {
        if (number == (int) number) {
            return (int) number;
        }
        return Math.abs(number) <= 1L << 53 ? (Object) (double) number : Long.toString(number);
    }

    /** Begins a map of so many keys and nodes. */
    public Flat map(int size) {
        parts.add(MAP);
        parts.add(size);
        return this;
    }

    /** Begins a list of so many nodes. */
    public Flat list(int size) {
        parts.add(LIST);
        parts.add(size);
        return this;
    }

    /** A key of a map; its node follows. */
    public Flat key(String key) {
        parts.add(key);
        return this;
    }

    /** The layout. */
    public Object[] done() {
        return parts.toArray();
    }
}
