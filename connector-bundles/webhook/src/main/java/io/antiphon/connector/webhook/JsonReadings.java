package io.antiphon.connector.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.Mapping;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the signals in a pushed body. An element that cannot be read is handed over alone, as {@link #PART}. */
final class JsonReadings implements Source.Readings {

    /** The header that marks a dead letter as one element of what was received, with its index. */
    static final String PART = "antiphon-part";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Mapping mapping;
    private final JsonPointer each;
    private final boolean hasStandardId;

    private JsonReadings(Mapping mapping, JsonPointer each, boolean hasStandardId) {
        this.mapping = mapping;
        this.each = each;
        this.hasStandardId = hasStandardId;
    }

    static JsonReadings of(Settings settings) {
        return new JsonReadings(
                Mapping.of(settings),
                JsonPointer.compile(settings.find("each").orElse("")),
                settings.find("signature").orElse("none").equals(Signatures.STANDARD));
    }

    @Override
    public List<Signal> read(Received received) throws IOException {
        return read(received, (part, reason) -> {
            throw new IllegalArgumentException(part.origin() + ": " + reason);
        });
    }

    @Override
    public List<Signal> read(Received received, Source.Unreadable unreadable) throws IOException {
        JsonNode body = parse(received);
        if (received.header(PART).isPresent()) {
            return List.of(signal(body, received, received.header(PART).get()));
        }
        JsonNode found = body.at(each);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("each: there is nothing at '" + each + "'");
        }
        return found.isArray() ? elements(found, received, unreadable) : List.of(signal(found, received, ""));
    }

    private List<Signal> elements(JsonNode list, Received received, Source.Unreadable unreadable) throws IOException {
        List<Signal> signals = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            try {
                signals.add(signal(list.get(i), received, String.valueOf(i)));
            } catch (IllegalArgumentException e) {
                unreadable.reject(part(list.get(i), i, received), String.valueOf(e.getMessage()));
            }
        }
        return signals;
    }

    private static JsonNode parse(Received received) throws IOException {
        try {
            JsonNode body = JSON.readTree(received.body());
            if (body.isMissingNode()) {
                throw new IllegalArgumentException("The body is empty, not JSON");
            }
            return body;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage() + where, e);
        }
    }

    private Signal signal(JsonNode element, Received received, String index) {
        Signal signal = mapping.signal(new PointersAndWords(Mapping.json(JSON.convertValue(element, Object.class))));
        if (signal.externalId() != null || !hasStandardId) {
            return signal;
        }
        String suffix = index.isEmpty() ? "" : ":" + index;
        return received.header("webhook-id")
                .map(id -> signal.with().externalId(id + suffix).build())
                .orElse(signal);
    }

    private Received part(JsonNode element, int index, Received whole) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PART, String.valueOf(index));
        whole.header("webhook-id").ifPresent(id -> headers.put("webhook-id", id));
        return new Received(JSON.writeValueAsBytes(element), headers, whole.origin() + "#" + each + "/" + index);
    }

    /** In a webhook's settings, what is no pointer stands for itself. */
    private record PointersAndWords(Mapping.Parts json) implements Mapping.Parts {
        @Override
        public @Nullable Object at(String address) {
            return address.startsWith("/") ? json.at(address) : address;
        }

        @Override
        public Map<String, Object> but(Set<String> used) {
            return json.but(
                    used.stream().filter(address -> address.startsWith("/")).collect(Collectors.toSet()));
        }
    }
}
