package io.antiphon.care.settings;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.care.clock.SlaTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An object within settings, read value by value; what is wrong with one is noted with its place. */
final class Part {

    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Duration MOST_LENGTH = Duration.ofDays(3_660);
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private final Faults faults;
    private final JsonNode node;
    private final String where;

    Part(Faults faults, JsonNode node, String where) {
        this.faults = faults;
        this.node = node;
        this.where = where;
    }

    void fault(String field, String what, String remedy) {
        faults.add(where.isEmpty() ? field : field.isEmpty() ? where : where + "/" + field, what, remedy);
    }

    /** The JSON itself. */
    JsonNode node() {
        return node;
    }

    String text(String field, String otherwise, int most) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual() || value.textValue().length() > most) {
            fault(field, "It is not a text of at most " + most + " characters.", "Write \"" + field + "\": \"…\".");
            return otherwise;
        }
        return value.textValue();
    }

    String needed(String field, int most) {
        String text = text(field, "", most);
        if (text.isBlank()) {
            fault(field, "It is missing.", "Write \"" + field + "\": \"…\".");
        }
        return text;
    }

    String name() {
        String name = needed("name", MOST_NAME);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fault("name", "'" + name + "' is no name.", "Take small letters, digits, '.', '_' and '-', at most 64.");
        }
        return name;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(field)) {
            if (item.isTextual()
                    && !item.textValue().isBlank()
                    && item.textValue().length() <= 512) {
                texts.add(item.textValue());
            } else {
                fault(field, "It holds something that is not a short text.", "Write [\"one\", \"other\"].");
            }
        }
        return texts;
    }

    List<Part> items(String field) {
        List<Part> parts = new ArrayList<>();
        String place = where.isEmpty() ? field : where + "/" + field;
        for (JsonNode item : list(field)) {
            if (item.isObject()) {
                parts.add(new Part(faults, item, place + "/" + parts.size()));
            } else {
                fault(field, "It holds something that is not an object.", "Write [{\"name\": \"…\"}].");
            }
        }
        return parts;
    }

    private Iterable<JsonNode> list(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MOST_ITEMS) {
            fault(field, "It is not a list of at most " + MOST_ITEMS + ".", "Write [ … ].");
            return List.of();
        }
        return value;
    }

    Part part(String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isObject()) {
            fault(field, "It is not an object.", "Write { … }.");
        }
        return new Part(faults, value.isObject() ? value : SettingsReader.JSON.createObjectNode(), field);
    }

    long number(String field, long least, long most, long otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            fault(field, "It is not a whole number from " + least + " to " + most + ".", "");
            return otherwise;
        }
        return value.longValue();
    }

    double share(String field, double otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() <= 1)) {
            fault(field, "It is not a number above 0, at most 1.", "0.75 warns when three quarters have passed.");
            return otherwise;
        }
        return value.doubleValue();
    }

    /** A length of working time; zero if it is absent. */
    Duration duration(String field) {
        String text = text(field, "", 20);
        try {
            Duration length = text.isEmpty() ? Duration.ZERO : SlaTarget.duration(text);
            if (!length.isNegative() && length.compareTo(MOST_LENGTH) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message
        }
        fault(field, "'" + text + "' is no length of time.", "Write 8h, 90m, 1h 30m or 2d, which is 48 open hours.");
        return Duration.ZERO;
    }

    /** All values but one. */
    Map<String, Object> map(String without) {
        Map<String, Object> map = SettingsReader.JSON.convertValue(node, MAP);
        map.remove(without);
        return map;
    }
}
