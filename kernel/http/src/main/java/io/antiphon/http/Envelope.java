package io.antiphon.http;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import io.antiphon.spi.SignalBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the data of one CloudEvent, and the signal it makes. An event is known by its source and id together, so
 * the signal's external id is {@code source#id}, unless the data is a signal that brings its own.
 */
final class Envelope {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private @Nullable Signal signal;
    private @Nullable Object data;
    private boolean refused;

    boolean has(String name) {
        return values.containsKey(name);
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    void data(@Nullable Object value) {
        data = value;
    }

    /** The data is this signal; null if it is a signal with faults. */
    void signal(@Nullable Signal read) {
        signal = read;
        refused = read == null;
    }

    /** Whether the data is at fault. */
    boolean isRefused() {
        return refused;
    }

    private String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** What is wrong with it, by name. */
    Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String name : List.of("id", "source", "type")) {
            if (text(name).isBlank()) {
                wrong.put(name, "a CloudEvent needs one");
            }
        }
        if (!text("specversion").equals("1.0")) {
            wrong.put("specversion", "1.0 is what is read here, not '" + Problems.shown(text("specversion")) + "'");
        }
        if (!text("time").isEmpty() && Instants.parse(text("time")) == null) {
            wrong.put("time", "an instant in ISO 8601, not '" + Problems.shown(text("time")) + "'");
        }
        return wrong;
    }

    /** The signal it makes; IllegalArgumentException if a part is too long. */
    Signal toSignal() {
        String externalId = text("source") + "#" + text("id");
        Instant time = text("time").isEmpty() ? null : Instants.parse(text("time"));
        Signal own = signal;
        if (own != null) {
            return own.with()
                    .externalId(own.externalId() == null ? externalId : own.externalId())
                    .occurredAt(own.occurredAt() == null ? time : own.occurredAt())
                    .identities(own.identities().isEmpty() ? subject() : List.of())
                    .attribute("source", own.attributes().getOrDefault("source", text("source")))
                    .build();
        }
        SignalBuilder made =
                Signal.of(text("type")).externalId(externalId).occurredAt(time).identities(subject());
        values.forEach((name, value) -> {
            if (!name.equals("id") && !name.equals("type") && !name.equals("time") && !name.equals("specversion")) {
                made.attribute(name, value);
            }
        });
        if (data instanceof String words) {
            made.text(words);
        } else {
            made.attribute("data", data);
        }
        return made.build();
    }

    /** The subject as an identity, if it reads like one. */
    private List<Identity> subject() {
        try {
            return text("subject").isEmpty() ? List.of() : List.of(Identity.parse(text("subject")));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
