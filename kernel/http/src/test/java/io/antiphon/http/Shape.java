package io.antiphon.http;

import java.util.List;
import java.util.Map;

/** Compares JSON with a schema of the description: types, required and known properties. */
final class Shape {

    private final Answer api;

    Shape(Answer api) {
        this.api = api;
    }

    void check(Object value, String reference, String place, List<String> wrong) {
        check(value, (Map<?, ?>) api.at(reference.substring(2).replace('/', '.')), place, wrong);
    }

    private void check(Object value, Map<?, ?> schema, String place, List<String> wrong) {
        if (schema.get("$ref") instanceof String reference) {
            check(value, reference, place, wrong);
            return;
        }
        Object type = schema.get("type");
        if (type != null && !(type instanceof List<?> types ? types.contains(type(value)) : fits(type, value))) {
            wrong.add(place + " is " + value + ", not " + type);
        }
        if (value instanceof Map<?, ?> object && schema.get("properties") instanceof Map<?, ?> properties) {
            for (Object name : (List<?>) (schema.get("required") == null ? List.of() : schema.get("required"))) {
                if (!object.containsKey(name)) {
                    wrong.add(place + " has no " + name);
                }
            }
            object.forEach((name, inner) -> {
                if (properties.get(name) instanceof Map<?, ?> property) {
                    check(inner, property, place + "/" + name, wrong);
                } else {
                    wrong.add(place + " has " + name + ", which is not described");
                }
            });
        }
        if (value instanceof List<?> items && schema.get("items") instanceof Map<?, ?> item) {
            items.forEach(inner -> check(inner, item, place + "[]", wrong));
        }
    }

    private static boolean fits(Object type, Object value) {
        return type.equals(type(value)) || type.equals("number") && value instanceof Long;
    }

    private static String type(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Map
                ? "object"
                : value instanceof List
                        ? "array"
                        : value instanceof String
                                ? "string"
                                : value instanceof Boolean ? "boolean" : value instanceof Long ? "integer" : "number";
    }
}
