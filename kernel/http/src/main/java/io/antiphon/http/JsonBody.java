package io.antiphon.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Reads a small body that is one JSON object of open values. */
final class JsonBody {

    private JsonBody() {}

    static Map<String, Object> object(Exchange exchange) throws IOException {
        String type = exchange.mediaType();
        if (!type.isEmpty() && !type.equals("application/json")) {
            throw Refusal.of(415, "The body is application/json, not " + Problems.shown(type) + ".");
        }
        byte[] body = SignalBody.checked(exchange.body());
        Faults faults = Faults.ofOne();
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.of(400, "The body is a JSON object.");
            }
            Map<String, Object> read = new Values(faults, Utf8.hasEscapes(body)).attributes(parser);
            if (parser.nextToken() != null) {
                faults.at("", "something follows the JSON");
            }
            if (!faults.isEmpty()) {
                throw faults.refusal();
            }
            return read;
        } catch (JsonProcessingException e) {
            throw faults.malformed(e);
        }
    }
}
