package io.antiphon.outbound.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.antiphon.spi.Problem;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes values out of a document, and keeps what is wrong with them, each by its JSON pointer. */
final class Parts {

    private static final int MOST_LIST = 1_000;
    private static final int MOST_TEXT = 500_000;

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void wrong(String pointer, String what) {
        problems.add(Problem.error(pointer.isEmpty() ? "/" : pointer, what, ""));
    }

    void known(JsonNode node, String at, String... names) {
        if (!node.isObject()) {
            wrong(at, "is an object");
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!List.of(names).contains(name)) {
                wrong(at + "/" + name, "is not known here; there are " + String.join(", ", names));
            }
        });
    }

    JsonNode object(JsonNode node, String at, String name) {
        JsonNode found = node.path(name);
        if (!found.isMissingNode() && !found.isObject()) {
            wrong(at + "/" + name, "is an object");
        }
        return found.isObject() ? found : JsonNodeFactory.instance.objectNode();
    }

    Map<String, JsonNode> fields(JsonNode node, String at, String name) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object(node, at, name).fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    List<JsonNode> list(JsonNode node, String at, String name) {
        JsonNode found = node.path(name);
        List<JsonNode> all = new ArrayList<>();
        if (!found.isMissingNode() && (!found.isArray() || found.size() > MOST_LIST)) {
            wrong(at + "/" + name, "is a list of at most " + MOST_LIST);
            return all;
        }
        found.forEach(all::add);
        return all;
    }

    String text(JsonNode node, String at, String name, String usual) {
        JsonNode found = node.path(name);
        if (found.isMissingNode()) {
            return usual;
        }
        if (!found.isTextual() || found.textValue().length() > MOST_TEXT) {
            wrong(at + "/" + name, "is a text of at most " + MOST_TEXT + " characters");
            return usual;
        }
        return found.textValue();
    }

    Set<String> texts(JsonNode node, String at, String name, Set<String> usual) {
        if (!node.has(name)) {
            return usual;
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode one : list(node, at, name)) {
            if (one.isTextual() && !one.textValue().isBlank()) {
                texts.add(one.textValue());
            } else {
                wrong(at + "/" + name, "is a list of words");
            }
        }
        return texts;
    }

    int number(JsonNode node, String at, String name, int usual, int least, int most) {
        JsonNode found = node.path(name);
        if (found.isMissingNode()) {
            return usual;
        }
        if (!found.canConvertToInt() || !found.isIntegralNumber() || found.intValue() < least || found.intValue() > most) {
            wrong(at + "/" + name, "is a whole number from " + least + " to " + most);
            return usual;
        }
        return found.intValue();
    }

    LocalTime time(JsonNode node, String at, String name, LocalTime usual) {
        String told = text(node, at, name, "");
        try {
            return told.isEmpty() ? usual : LocalTime.parse(told);
        } catch (DateTimeException e) {
            wrong(at + "/" + name, "is a time of day such as 21:00");
            return usual;
        }
    }

    ZoneId zone(JsonNode node, String at, String name, ZoneId usual) {
        return node.has(name) ? zone(node.get(name), at + "/" + name, usual) : usual;
    }

    ZoneId zone(JsonNode node, String pointer, ZoneId usual) {
        try {
            return ZoneId.of(node.asText());
        } catch (DateTimeException e) {
            wrong(pointer, "is a time zone such as Europe/Berlin");
            return usual;
        }
    }

    <T extends Enum<T>> T one(JsonNode node, String pointer, Class<T> kind, T usual) {
        for (T one : kind.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(node.asText())) {
                return one;
            }
        }
        List<String> names = java.util.Arrays.stream(kind.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        wrong(pointer, "is one of " + String.join(", ", names));
        return usual;
    }
}
