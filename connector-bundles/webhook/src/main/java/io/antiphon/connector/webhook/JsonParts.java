package io.antiphon.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.spi.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a JSON value, addressed by JSON Pointer; an address that is none stands for itself. */
record JsonParts(JsonNode json) implements Mapping.Parts {

    @Override
    public @Nullable Object at(String address) {
        return address.startsWith("/") ? value(json.at(address)) : address;
    }

    @Override
    public Map<String, Object> but(Set<String> used) {
        if (!json.isObject()) {
            Object whole = value(json);
            return whole == null ? Map.of() : Map.of("value", whole);
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        json.properties().forEach(property -> {
            Object value = value(property.getValue());
            String pointer = "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            if (value != null && !used.contains(pointer)) {
                rest.put(property.getKey(), value);
            }
        });
        return rest;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case ARRAY -> list(node);
            case OBJECT -> map(node);
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.asText();
        }
        double value = node.doubleValue();
        return Double.isFinite(value) ? (Object) value : node.asText();
    }

    private static List<Object> list(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> {
            Object value = value(element);
            if (value != null) {
                list.add(value);
            }
        });
        return list;
    }

    private static Map<String, Object> map(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(property -> {
            Object value = value(property.getValue());
            if (value != null) {
                map.put(property.getKey(), value);
            }
        });
        return map;
    }
}
