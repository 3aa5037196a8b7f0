package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Response;
import java.util.HashMap;
import java.util.Map;

/** Answers that a page of another site may read, refusals too. */
final class Answers {

    private static final String JSON = "application/json";

    private Answers() {}

    static Response json(int status, ObjectNode body, Map<String, String> headers) {
        return text(status, JSON, Json.line(body), headers);
    }

    static Response text(int status, String type, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", type);
        return new Response(status, all, body);
    }

    /** Says why not, and when to come back if that helps. */
    static Response refusal(AntiphonException refusal, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        int status = status(refusal.code());
        if (status == 429 || status == 503) {
            long seconds = Math.max(1, (refusal.retryAfter().toMillis() + 999) / 1000);
            all.put("retry-after", Long.toString(seconds));
        }
        ObjectNode body = Json.object().put("status", status).put("detail", String.valueOf(refusal.getMessage()));
        return text(status, "application/problem+json", Json.line(body), all);
    }

    private static int status(AntiphonException.Code code) {
        return switch (code) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case BUSY -> 429;
            case UNAVAILABLE -> 503;
            case BROKEN -> 500;
        };
    }
}
