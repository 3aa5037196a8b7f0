package io.antiphon.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values by type. What is wrong goes to the faults, and the value counts as absent. */
final class Values {

    private static final int MOST_DEPTH = 16;

    private final Faults faults;
    private final boolean escapes;

    /**
     * @param escapes whether the document holds escapes that may mean what no text has
     */
    Values(Faults faults, boolean escapes) {
        this.faults = faults;
        this.escapes = escapes;
    }

    /** What the parser's token is, for a message. */
    static String told(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "this";
        };
    }

    /** A string of one line's length. */
    @Nullable
    String name(JsonParser parser) throws IOException {
        return string(parser, Signal.MOST_NAME);
    }

    /** A string; null if it is null. */
    @Nullable
    String string(JsonParser parser, int most) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            String value = parser.getText();
            if (value.length() > most) {
                faults.here(parser, "", "at most " + most + " characters, not " + value.length());
                return null;
            }
            return storable(parser, value);
        }
        if (token != JsonToken.VALUE_NULL) {
            faults.here(parser, "", "a string, not " + told(parser));
            parser.skipChildren();
        }
        return null;
    }

    private @Nullable String storable(JsonParser parser, String value) {
        if (!escapes || Utf8.isStorable(value)) {
            return value;
        }
        faults.here(parser, "", "holds U+0000 or half of a surrogate pair, which no text has");
        return null;
    }

    /** A finite number; null if it is null. */
    @Nullable
    Double number(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
            faults.here(parser, "", "a finite number of 64 bits");
        } else if (token != JsonToken.VALUE_NULL) {
            faults.here(parser, "", "a number, not " + told(parser));
            parser.skipChildren();
        }
        return null;
    }

    /** An object of open values; empty if it is null. */
    Map<String, Object> attributes(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser, 0);
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            faults.here(parser, "", "an object, not " + told(parser));
            parser.skipChildren();
        }
        return Map.of();
    }

    /** An open value; null if it is null or something is wrong with it. */
    @Nullable
    Object value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (depth > MOST_DEPTH && token.isStructStart()) {
            faults.here(parser, "", "attributes nest at most " + MOST_DEPTH + " levels");
            parser.skipChildren();
            return null;
        }
        return switch (token) {
            case VALUE_STRING -> string(parser, Signal.MOST_TEXT);
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            default -> null;
        };
    }

    private @Nullable Long whole(JsonParser parser) throws IOException {
        JsonParser.NumberType type = parser.getNumberType();
        if (type == JsonParser.NumberType.BIG_INTEGER) {
            faults.here(parser, "", "a whole number has at most 64 bits; send it as a string");
            return null;
        }
        return parser.getLongValue();
    }

    private Map<String, Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        boolean nulls = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (read.containsKey(name)) {
                faults.here(parser, "", "given twice");
            } else if (escapes && !Utf8.isStorable(name)) {
                faults.here(parser, "", "its name holds U+0000 or half of a surrogate pair");
            }
            parser.nextToken();
            Object value = value(parser, depth + 1);
            nulls |= value == null;
            read.put(name, value);
        }
        return present(read, nulls);
    }

    @SuppressWarnings({"NullAway", "unchecked"})
    private static Map<String, Object> present(Map<String, @Nullable Object> read, boolean nulls) {
        if (nulls) {
            read.values().removeIf(value -> value == null);
        }
        return (Map<String, Object>) (Map<String, ?>) read;
    }

    private List<Object> array(JsonParser parser, int depth) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser, depth + 1);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }
}
