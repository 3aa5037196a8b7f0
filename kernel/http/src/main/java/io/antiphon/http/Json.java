package io.antiphon.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How JSON is read and written here, and the writing of open values. */
final class Json {

    private static final int MOST_NAME = 1_000;
    private static final int MOST_NUMBER = 400;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxNameLength(MOST_NAME)
                    .maxNumberLength(MOST_NUMBER)
                    .maxStringLength(16 * Signal.MOST_TEXT)
                    .build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private Json() {}

    static void field(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeString(Utf8.wellFormed(value));
        }
    }

    static void field(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    static void strings(JsonGenerator json, String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(Utf8.wellFormed(value));
        }
        json.writeEndArray();
    }

    static void map(JsonGenerator json, Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            json.writeFieldName(Utf8.wellFormed(String.valueOf(entry.getKey())));
            value(json, entry.getValue());
        }
        json.writeEndObject();
    }

    /** Anything an answer may hold. */
    static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(Utf8.wellFormed(text));
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            number(json, number.doubleValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            map(json, map);
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                value(json, item);
            }
            json.writeEndArray();
        } else if (!ThingJson.write(json, value)) {
            RecordJson.write(json, value);
        }
    }

    /** JSON has no infinity: what is not finite becomes null. */
    static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** A page of items and where the next one is. */
    static <T> void page(JsonGenerator json, List<T> items, Writer<T> writer, @Nullable String next)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (T item : items) {
            writer.write(json, item);
        }
        json.writeEndArray();
        json.writeFieldName("next");
        value(json, next);
        json.writeEndObject();
    }

    /** Writes one thing. */
    @FunctionalInterface
    interface Writer<T> {
        /** Writes it. */
        void write(JsonGenerator json, T value) throws IOException;
    }
}
