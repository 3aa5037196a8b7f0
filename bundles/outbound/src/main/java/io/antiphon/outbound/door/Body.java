package io.antiphon.outbound.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request's JSON body; what is wrong with it becomes an {@link IllegalArgumentException} that names the field. */
record Body(JsonNode root) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_LIST = 10_000;

    static Body of(Request request) {
        String text = request.text().isBlank() ? "{}" : request.text();
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isObject()) {
                return new Body(root);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The body is a JSON object");
    }

    /** Refuses fields it does not know: a misspelt scope must not stop, or release, something else. */
    Body knows(String... names) {
        root.fieldNames().forEachRemaining(name -> {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException(
                        name + ": not known here; there are " + String.join(", ", names));
            }
        });
        return this;
    }

    String text(String name) {
        JsonNode found = root.path(name);
        if (found.isMissingNode() || found.isNull()) {
            return "";
        }
        if (!found.isTextual() || found.textValue().length() > MOST_TEXT) {
            throw new IllegalArgumentException(name + ": a text of at most " + MOST_TEXT + " characters");
        }
        return found.textValue().strip();
    }

    String needed(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + ": must be given");
        }
        return text;
    }

    boolean flag(String name) {
        JsonNode found = root.path(name);
        if (!found.isBoolean()) {
            throw new IllegalArgumentException(name + ": true or false");
        }
        return found.booleanValue();
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": a time such as 2026-03-31T08:00:00Z, not '" + text + "'", e);
        }
    }

    /** A list of texts; empty if the field is not there. */
    Optional<List<String>> texts(String name) {
        JsonNode found = root.path(name);
        if (found.isMissingNode()) {
            return Optional.empty();
        }
        if (!found.isArray() || found.size() > MOST_LIST) {
            throw new IllegalArgumentException(name + ": a list of at most " + MOST_LIST);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : found) {
            if (!one.isTextual() || one.textValue().length() > MOST_TEXT) {
                throw new IllegalArgumentException(name + ": a list of texts");
            }
            texts.add(one.textValue());
        }
        return Optional.of(texts);
    }
}
