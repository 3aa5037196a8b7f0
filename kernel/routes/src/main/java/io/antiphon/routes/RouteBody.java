package io.antiphon.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.Received;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import io.antiphon.spi.Source.Readings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a route file sends to {@code antiphon:intake}: if a kind is given, text of that kind; otherwise JSON in the REST
 * form. Headers called {@code antiphon.FIELD} fill in what the body does not say.
 */
final class RouteBody implements Readings {

    static final String PREFIX = "antiphon.";
    static final List<String> FIELDS = List.of(
            "externalId",
            "kind",
            "channel",
            "unit",
            "occurredAt",
            "direction",
            "conversation",
            "inReplyTo",
            "language");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public List<Signal> read(Received received) throws Exception {
        if (received.body().length == 0 && !has(received, "rating")) {
            throw new IllegalArgumentException("The body is empty");
        }
        boolean isText = has(received, "kind") && !isJson(received);
        List<Map<?, ?>> forms = isText
                ? List.of(Map.of("text", received.text()))
                : SignalForm.forms(JSON.readValue(received.text(), Object.class));
        List<Signal> signals = new ArrayList<>();
        for (Map<?, ?> form : forms) {
            signals.add(completed(form, received));
        }
        return signals;
    }

    /** Marks a body that is JSON although a kind is given. */
    static final String JSON_TYPE = "antiphon.json";

    static byte[] json(Object body) throws JsonProcessingException {
        return JSON.writeValueAsBytes(body);
    }

    private static boolean isJson(Received received) {
        return received.header(JSON_TYPE).isPresent();
    }

    private static boolean has(Received received, String field) {
        return received.header(PREFIX + field).isPresent();
    }

    /** The signal of a form, with what the headers add. */
    static Signal completed(Map<?, ?> form, Received received) {
        Map<Object, Object> full = new LinkedHashMap<>(form);
        for (String field : FIELDS) {
            received.header(PREFIX + field).ifPresent(value -> full.putIfAbsent(field, value));
        }
        received.header(PREFIX + "rating").ifPresent(value -> full.putIfAbsent("rating", number(value)));
        received.header(PREFIX + "identity").ifPresent(value -> full.putIfAbsent("identities", identities(value)));
        Signal signal = SignalForm.read(full);
        return withAttributes(signal, received.headers());
    }

    private static Signal withAttributes(Signal signal, Map<String, String> headers) {
        String prefix = PREFIX + "attributes.";
        SignalBuilder more = null;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            if (name.startsWith(prefix) && !signal.attributes().containsKey(name.substring(prefix.length()))) {
                more = (more == null ? signal.with() : more)
                        .attribute(name.substring(prefix.length()), header.getValue());
            }
        }
        return more == null ? signal : more.build();
    }

    private static Double number(String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("rating: a number, not " + value);
        }
    }

    private static List<Map<String, String>> identities(String value) {
        List<Map<String, String>> identities = new ArrayList<>();
        for (String each : value.split(",")) {
            int colon = each.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("identity: scheme:value, as email:ada@example.org, not " + each);
            }
            identities.add(Map.of(
                    "scheme",
                    each.substring(0, colon).strip(),
                    "value",
                    each.substring(colon + 1).strip()));
        }
        return identities;
    }

    /** A header that names another connection to speak for. */
    static @Nullable String connection(Received received) {
        return received.header(PREFIX + "connection").orElse(null);
    }
}
