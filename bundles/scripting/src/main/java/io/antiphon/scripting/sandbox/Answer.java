package io.antiphon.scripting.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/**
 * What a script answers, told to us piece by piece: text, numbers ({@link Long} or {@link Double}), booleans, lists and maps.
 * Bounded. Used by one call at a time.
 */
public final class Answer {

    /** Stands for a function among what a module exports. */
    public static final Object FUNCTION = new Object() {
        @Override
        public String toString() {
            return "a function";
        }
    };

    private static final double MOST_EXACT = 1L << 53;
    private static final int MOST_PARTS = 50_000;
    private static final long MOST_CHARACTERS = 4 << 20;

    private record Open(String key, Object container) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Object root;
    private int parts;
    private long characters;

    /** What was answered since the last time; null for nothing. */
    @Nullable
    Object take() {
        Object answer = root;
        clear();
        return answer;
    }

    void clear() {
        root = null;
        open.clear();
        parts = 0;
        characters = 0;
    }

    /** A text. */
    @HostAccess.Export
    public void text(String key, String value) {
        characters += value.length();
        put(key, value);
    }

    /** A number. */
    @HostAccess.Export
    public void number(String key, double value) {
        if (!Double.isFinite(value)) {
            wrong(key, "not a finite number");
        }
        boolean whole = Math.rint(value) == value && Math.abs(value) <= MOST_EXACT;
        put(key, whole ? (Object) (long) value : value);
    }

    /** A truth value. */
    @HostAccess.Export
    public void flag(String key, boolean value) {
        put(key, value);
    }

    /** A function. */
    @HostAccess.Export
    public void func(String key) {
        put(key, FUNCTION);
    }

    /** Begins a map. */
    @HostAccess.Export
    public void map(String key) {
        begin(key, new LinkedHashMap<String, Object>());
    }

    /** Begins a list. */
    @HostAccess.Export
    public void list(String key) {
        begin(key, new ArrayList<>());
    }

    /** Ends the map or list begun last. */
    @HostAccess.Export
    public void end() {
        open.pop();
    }

    /** Something that cannot be an answer. */
    @HostAccess.Export
    public void wrong(String key, String what) {
        throw new ScriptFault("", 0, 0, path(key) + " is " + what);
    }

    private void begin(String key, Object container) {
        put(key, container);
        open.push(new Open(key, container));
    }

    @SuppressWarnings("unchecked")
    private void put(String key, Object value) {
        characters += key.length();
        if (++parts > MOST_PARTS || characters > MOST_CHARACTERS) {
            throw new ScriptFault(
                    "",
                    0,
                    0,
                    "answered with more than " + (parts > MOST_PARTS ? MOST_PARTS + " parts" : "4 million characters"));
        }
        Open container = open.peek();
        if (container == null) {
            root = value;
        } else if (container.container() instanceof List<?> list) {
            ((List<Object>) list).add(value);
        } else {
            ((Map<String, Object>) container.container()).put(key, value);
        }
    }

    /** Where we are, as a script's author would write it: {@code [0].attributes.total}. */
    private String path(String key) {
        StringBuilder path = new StringBuilder();
        Object within = null;
        List<Open> outermostFirst = new ArrayList<>(open);
        java.util.Collections.reverse(outermostFirst);
        for (Open step : outermostFirst) {
            step(path, within, step.key(), -1);
            within = step.container();
        }
        step(path, within, key, 0);
        return path.isEmpty() ? "what it returned" : path.toString();
    }

    private static void step(StringBuilder path, @Nullable Object within, String key, int more) {
        if (within instanceof List<?> list) {
            path.append('[').append(list.size() + more).append(']');
        } else if (within instanceof Map) {
            path.append(path.isEmpty() ? "" : ".").append(key);
        }
    }
}
