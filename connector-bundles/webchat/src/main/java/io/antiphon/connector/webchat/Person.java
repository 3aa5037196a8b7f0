package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Who a visitor is, by the word of the site that they signed in to.
 *
 * @param subject what the site calls them
 * @param email empty if the site does not say
 * @param name empty if the site does not say
 * @param at when the site said so
 */
record Person(String subject, String email, String name, Instant at) {

    private static final Duration FRESH = Duration.ofHours(12);

    /** Whether that still says who is writing: somebody else may sit there the next day. */
    boolean isFresh(Instant now) {
        return now.isBefore(at.plus(FRESH));
    }

    ObjectNode json() {
        return Json.object()
                .put("sub", subject)
                .put("email", email)
                .put("name", name)
                .put("at", at.toString());
    }

    static Person of(com.fasterxml.jackson.databind.JsonNode json) {
        return new Person(
                Json.text(json, "sub"),
                Json.text(json, "email"),
                Json.text(json, "name"),
                Instant.parse(Json.text(json, "at")));
    }
}
