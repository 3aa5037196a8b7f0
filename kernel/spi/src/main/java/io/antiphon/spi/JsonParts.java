package io.antiphon.spi;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a JSON value made of strings, numbers, booleans, lists and maps. */
record JsonParts(@Nullable Object json) implements Mapping.Parts {

    @Override
    public @Nullable Object at(String address) {
        if (!address.startsWith("/")) {
            return exact(step(json, address));
        }
        Object found = json;
        for (String step : address.substring(1).split("/", -1)) {
            found = step(found, step.replace("~1", "/").replace("~0", "~"));
        }
        return exact(found);
    }

    private static @Nullable Object step(@Nullable Object from, String step) {
        if (from instanceof Map<?, ?> map) {
            return map.get(step);
        }
        boolean index = step.matches("0|[1-9]\\d{0,8}");
        return index && from instanceof List<?> list && Integer.parseInt(step) < list.size()
                ? list.get(Integer.parseInt(step))
                : null;
    }

    private static @Nullable Object exact(@Nullable Object value) {
        return value instanceof BigInteger ? value.toString() : value;
    }

    @Override
    public Map<String, Object> but(Set<String> used) {
        Map<String, Object> rest = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                Object kept = exact(value);
                if (kept != null && !used.contains(name) && !used.contains(pointer)) {
                    rest.put(name, kept);
                }
            });
        } else if (json != null) {
            rest.put("value", json);
        }
        return rest;
    }
}
