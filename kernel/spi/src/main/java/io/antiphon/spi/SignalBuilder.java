package io.antiphon.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Signal} together. Not thread-safe. Every method takes null for "not known" and
 * leaves that field empty, so that optional input can be handed through.
 */
public final class SignalBuilder {

    private final String kind;
    private final List<Identity> identities = new ArrayList<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private @Nullable String externalId;
    private String channel = "";
    private String unit = "";
    private @Nullable Instant occurredAt;
    private Direction direction = Direction.INBOUND;
    private @Nullable String conversation;
    private @Nullable String inReplyTo;
    private @Nullable String language;
    private @Nullable String text;
    private @Nullable Double rating;

    SignalBuilder(String kind) {
        this.kind = kind;
    }

    SignalBuilder(Signal signal) {
        kind = signal.kind();
        identities.addAll(signal.identities());
        attributes.putAll(signal.attributes());
        externalId = signal.externalId();
        channel = signal.channel();
        unit = signal.unit();
        occurredAt = signal.occurredAt();
        direction = signal.direction();
        conversation = signal.conversation();
        inReplyTo = signal.inReplyTo();
        language = signal.language();
        text = signal.text();
        rating = signal.rating();
    }

    /** What the outside system calls it. */
    public SignalBuilder externalId(@Nullable String value) {
        externalId = value;
        return this;
    }

    /** Where it was given; empty means the connection's own channel. */
    public SignalBuilder channel(@Nullable String value) {
        channel = value == null ? "" : value;
        return this;
    }

    /** The organisational path; empty means the connection's own unit. */
    public SignalBuilder unit(@Nullable String value) {
        unit = value == null ? "" : value;
        return this;
    }

    /** When it happened outside. */
    public SignalBuilder occurredAt(@Nullable Instant value) {
        occurredAt = value;
        return this;
    }

    /** Which way it went; inbound unless said. */
    public SignalBuilder direction(@Nullable Direction value) {
        direction = value == null ? Direction.INBOUND : value;
        return this;
    }

    /** Adds a name its giver goes by; a blank value is left out. */
    public SignalBuilder identity(String scheme, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            identities.add(new Identity(scheme, value.strip()));
        }
        return this;
    }

    /** Adds names its giver goes by. */
    public SignalBuilder identities(List<Identity> values) {
        identities.addAll(values);
        return this;
    }

    /** The thread it belongs to. */
    public SignalBuilder conversation(@Nullable String value) {
        conversation = value;
        return this;
    }

    /** The external id of what it answers. */
    public SignalBuilder inReplyTo(@Nullable String value) {
        inReplyTo = value;
        return this;
    }

    /** BCP 47 tag as the outside system stated it. */
    public SignalBuilder language(@Nullable String value) {
        language = value;
        return this;
    }

    /** What was said. */
    public SignalBuilder text(@Nullable String value) {
        text = value;
        return this;
    }

    /** The rating in the scale of its kind. */
    public SignalBuilder rating(@Nullable Double value) {
        rating = value;
        return this;
    }

    /** Adds or replaces one attribute; a null value is left out. */
    public SignalBuilder attribute(String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
        return this;
    }

    /** Adds or replaces attributes. */
    public SignalBuilder attributes(Map<String, ?> values) {
        values.forEach(this::attribute);
        return this;
    }

    /**
     * The signal.
     *
     * @throws IllegalArgumentException as the constructor of {@link Signal}
     */
    public Signal build() {
        return new Signal(
                externalId,
                kind,
                channel,
                unit,
                occurredAt,
                direction,
                identities,
                conversation,
                inReplyTo,
                language,
                text,
                rating,
                attributes);
    }
}
