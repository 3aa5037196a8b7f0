package io.antiphon.routes;

import io.antiphon.spi.Direction;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the form a signal has over REST: names to JSON values. What it throws names the field. */
final class SignalForm {

    private static final Set<String> FIELDS = Set.of(
            "externalId",
            "kind",
            "channel",
            "unit",
            "occurredAt",
            "direction",
            "identities",
            "conversation",
            "inReplyTo",
            "language",
            "text",
            "rating",
            "attributes");

    private final Map<?, ?> form;

    private SignalForm(Map<?, ?> form) {
        this.form = form;
    }

    static Signal read(Map<?, ?> form) {
        Set<String> unknown = new TreeSet<>();
        form.keySet().forEach(name -> unknown.add(String.valueOf(name)));
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    unknown + ": no field of a signal; what has no field of its own goes into attributes");
        }
        return new SignalForm(form).read();
    }

    private Signal read() {
        String kind = text("kind");
        SignalBuilder signal = Signal.of(kind == null ? "" : kind)
                .externalId(text("externalId"))
                .channel(text("channel"))
                .unit(text("unit"))
                .occurredAt(instant("occurredAt"))
                .direction(direction("direction"))
                .conversation(text("conversation"))
                .inReplyTo(text("inReplyTo"))
                .language(text("language"))
                .text(text("text"))
                .rating(number("rating"));
        identities(signal);
        Object attributes = form.get("attributes");
        if (attributes instanceof Map<?, ?> map) {
            map.forEach((name, value) -> signal.attribute(String.valueOf(name), value));
        } else if (attributes != null) {
            throw new IllegalArgumentException("attributes: names to values");
        }
        return signal.build();
    }

    private void identities(SignalBuilder signal) {
        Object identities = form.get("identities");
        if (identities == null) {
            return;
        }
        List<?> list = identities instanceof List<?> several ? several : List.of(identities);
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> identity)
                    || !(identity.get("scheme") instanceof String scheme)
                    || !(identity.get("value") instanceof String value)) {
                throw new IllegalArgumentException("identities: each has a scheme and a value");
            }
            signal.identity(scheme, value);
        }
    }

    private @Nullable String text(String field) {
        Object value = form.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(field + ": text in quotation marks, not " + value);
    }

    private @Nullable Double number(String field) {
        Object value = form.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(field + ": a number, not " + value);
    }

    private @Nullable Instant instant(String field) {
        String value = text(field);
        try {
            return value == null ? null : java.time.OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + ": ISO 8601 with a zone, as 2026-11-01T12:00:00Z, not " + value);
        }
    }

    private @Nullable Direction direction(String field) {
        String value = text(field);
        try {
            return value == null ? null : Direction.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": inbound or outbound, not " + value);
        }
    }

    /** A list of the forms in a JSON value that is one form or a list of them. */
    static List<Map<?, ?>> forms(@Nullable Object json) {
        List<Map<?, ?>> forms = new ArrayList<>();
        List<?> values = json instanceof List<?> list ? list : json == null ? List.of() : List.of(json);
        for (Object value : values) {
            if (!(value instanceof Map<?, ?> form)) {
                throw new IllegalArgumentException("A signal is a JSON object, or a list of them");
            }
            forms.add(form);
        }
        return forms;
    }
}
