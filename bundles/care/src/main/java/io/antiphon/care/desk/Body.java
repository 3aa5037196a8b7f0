package io.antiphon.care.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object that somebody sent; each value is checked when it is asked for. */
record Body(Map<String, Object> values) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
    private static final int MOST = 1_000_000;

    static Body of(Request request) {
        String text = request.text();
        if (text.isBlank()) {
            return new Body(Map.of());
        }
        if (text.length() > MOST) {
            throw new IllegalArgumentException("The body is longer than " + MOST + " characters");
        }
        try {
            Map<String, Object> read = JSON.readValue(text, MAP);
            return new Body(read == null ? Map.of() : read);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was stored is not JSON", e);
        }
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name, int most) {
        Object value = values.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.length() <= most) {
            return text;
        }
        throw new IllegalArgumentException(name + ": a text of at most " + most + " characters");
    }

    String needed(String name, int most) {
        String text = text(name, most);
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + ": it is missing");
        }
        return text;
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(name + ": true or false");
    }

    long number(String name, long least, long most) {
        if (values.get(name) instanceof Number number
                && number.doubleValue() == number.longValue()
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name + ": a whole number from " + least + " to " + most);
    }

    List<String> texts(String name, int most) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.size() <= 16
                && list.stream().allMatch(item -> item instanceof String text && !text.isBlank() && text.length() <= most)) {
            return list.stream().map(item -> ((String) item).strip()).toList();
        }
        throw new IllegalArgumentException(name + ": a list of at most 16 texts of at most " + most + " characters");
    }
}
