package io.antiphon.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as stored JSON. What was once written can always be read: no limits on lengths. */
final class Json {

    static final JsonFactory FACTORY = factory();

    private static final int NANOS_A_MILLI = 1_000_000;

    private Json() {}

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .build();
    }

    static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** As epoch milliseconds if that is exact, else as ISO 8601. */
    static void time(JsonGenerator out, String name, @Nullable Instant value) throws IOException {
        if (value == null) {
            return;
        }
        boolean millis =
                value.getNano() % NANOS_A_MILLI == 0 && Math.abs(value.getEpochSecond()) < Long.MAX_VALUE / 1000;
        if (millis) {
            out.writeNumberField(name, value.toEpochMilli());
        } else {
            out.writeStringField(name, value.toString());
        }
    }

    static Instant time(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_STRING
                ? Instant.parse(in.getText())
                : Instant.ofEpochMilli(in.getLongValue());
    }

    static void map(JsonGenerator out, String name, Map<String, Object> values) throws IOException {
        if (!values.isEmpty()) {
            out.writeFieldName(name);
            value(out, values);
        }
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                value(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                value(out, item);
            }
            out.writeEndArray();
        } else {
            throw new IllegalArgumentException("an attribute cannot hold " + value);
        }
    }

    /** The object at whose start the parser stands. */
    static Map<String, Object> map(JsonParser in) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            Object value = value(in);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private static List<Object> list(JsonParser in) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(in);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case START_OBJECT -> map(in);
            case START_ARRAY -> list(in);
            default -> null;
        };
    }
}
