package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something said in a conversation.
 *
 * @param number counts up from 1 within its conversation
 * @param id what it is recognised by when it is offered again
 * @param from {@link #VISITOR} or {@link #AGENT}
 * @param text what was said
 * @param at when it was kept
 */
record Message(long number, String id, String from, String text, Instant at) {

    static final String VISITOR = "visitor";
    static final String AGENT = "agent";

    ObjectNode json() {
        return Json.object()
                .put("n", number)
                .put("id", id)
                .put("from", from)
                .put("text", text)
                .put("at", at.toString());
    }

    static Message of(JsonNode json) {
        return new Message(
                json.path("n").asLong(),
                Json.text(json, "id"),
                Json.text(json, "from"),
                Json.text(json, "text"),
                Instant.parse(Json.text(json, "at")));
    }
}
