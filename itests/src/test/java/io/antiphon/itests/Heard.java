package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.antiphon.harness.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** What a distribution heard, read page by page as any client would. */
final class Heard {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    private Heard() {}

    /** Calls with each signal of a connection, in the order of the journal. */
    static void each(Distribution antiphon, String connection, Consumer<JsonNode> consumer) {
        String after = "0-0";
        while (true) {
            JsonNode items = get(
                            antiphon, "/api/signals?connection=" + connection + "&limit=" + PAGE + "&after=" + after)
                    .get("items");
            items.forEach(consumer);
            if (items.size() < PAGE) {
                return;
            }
            after = items.get(items.size() - 1).get("id").asText();
        }
    }

    /** A JSON answer to a GET, which must be 200. */
    static JsonNode get(Distribution antiphon, String path) {
        HttpResponse<String> response = antiphon.get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + " " + response.body());
        }
        return parse(response.body());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when everything heard so far has come to the end of the road. */
    static void settled(Distribution antiphon) {
        antiphon.await("the road has caught up", Duration.ofMinutes(3), () -> {
            Double lag = antiphon.metrics().get("antiphon_road_lag_entries");
            return lag != null && lag == 0;
        });
    }
}
