package io.antiphon.connector.webhookout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.spi.Action;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is posted: {@code id}, {@code type}, {@code connection}, {@code to} ({@code scheme} and {@code value}),
 * {@code conversation}, {@code inReplyTo}, {@code text} and {@code attributes}. What there is not is left out. The same action is
 * always the same bytes.
 */
final class ActionJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ActionJson() {}

    static byte[] of(Action action) throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", action.id());
        fields.put("type", action.type());
        fields.put("connection", action.connection());
        if (action.to() != null) {
            Map<String, Object> to = new LinkedHashMap<>();
            to.put("scheme", action.to().scheme());
            to.put("value", action.to().value());
            fields.put("to", to);
        }
        put(fields, "conversation", action.conversation());
        put(fields, "inReplyTo", action.inReplyTo());
        put(fields, "text", action.text());
        if (!action.attributes().isEmpty()) {
            fields.put("attributes", action.attributes());
        }
        return JSON.writeValueAsBytes(fields);
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
