package io.antiphon.routes;

import io.antiphon.spi.Connections;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings that are never shown. What no connector has declared may be one and counts as one. */
final class Secrets {

    private static final int SHORTEST_TO_HIDE = 4;

    private final Map<String, String> masked = new TreeMap<>();
    private final List<String> hidden = new ArrayList<>();

    Secrets(Map<String, String> settings, @Nullable ConnectorSpec spec) {
        settings.forEach((name, value) -> {
            boolean secret = secret(name, spec) && !value.isBlank();
            masked.put(name, secret ? Connections.MASK : value);
            if (secret && value.length() >= SHORTEST_TO_HIDE) {
                hidden.add(value);
                hidden.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
    }

    static boolean secret(String name, @Nullable ConnectorSpec spec) {
        if (ConnectorSpec.RESERVED.contains(name)) {
            return false;
        }
        return spec == null || spec.field(name).map(Field::secret).orElse(true);
    }

    /** All settings, the secret ones masked. */
    Map<String, String> masked() {
        return masked;
    }

    /** These and others. */
    Secrets and(Secrets others) {
        Secrets both = new Secrets(Map.of(), null);
        both.masked.putAll(masked);
        others.masked.forEach((name, value) ->
                both.masked.merge(name, value, (one, other) -> one.equals(Connections.MASK) ? one : other));
        both.hidden.addAll(hidden);
        both.hidden.addAll(others.hidden);
        return both;
    }

    /** Problems without the values of secrets. */
    List<Problem> hide(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(
                        problem.severity(), hide(problem.where()), hide(problem.what()), hide(problem.remedy())))
                .toList();
    }

    /** A text without the values of secrets. */
    String hide(String text) {
        String safe = text;
        for (String value : hidden) {
            safe = safe.replace(value, Connections.MASK);
        }
        return safe;
    }
}
