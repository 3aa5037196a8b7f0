package io.antiphon.profiles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Traits as JSON: {@code {"name":["Ada",1027]}}, the value and where in the journal it was told. */
final class TraitsText {

    /** Longer than anything that is stored. */
    static final int UNFIT = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private TraitsText() {}

    static String write(Traits traits) {
        if (traits.all().isEmpty()) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Trait> trait : traits.all().entrySet()) {
                json.writeArrayFieldStart(trait.getKey());
                write(trait.getValue().value(), json);
                json.writeNumber(trait.getValue().told());
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }

    /** About how long a value's JSON is; {@link #UNFIT} if the value would not come back from storage as it was. */
    static int size(Object value) {
        int size = 2;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size = Math.min(UNFIT, size + size(entry.getKey()) + size(entry.getValue()));
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                size = Math.min(UNFIT, size + size(item));
            }
        } else if (value instanceof String text) {
            size = WellFormed.is(text) ? text.length() + 2 : UNFIT;
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            size = UNFIT;
        } else {
            size = 8;
        }
        return size;
    }

    static Traits read(String text) {
        TreeMap<String, Trait> traits = new TreeMap<>();
        if (!text.isEmpty()) {
            try (JsonParser json = JSON.createParser(text)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    json.nextToken();
                    Object value = value(json);
                    json.nextToken();
                    traits.put(name, new Trait(value, json.getLongValue()));
                    json.nextToken();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Traits(traits);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> json.getText();
        };
    }
}
