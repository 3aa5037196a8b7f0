package io.antiphon.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Direction;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one signal after the other, token by token, and gathers all that is wrong with them. For one request. */
final class SignalReader {

    static final List<String> FIELDS = List.of(
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

    static final Set<String> NAMES = Set.copyOf(FIELDS);

    private final Faults faults;
    private final Values values;

    private int seen;
    private @Nullable String externalId;
    private @Nullable String kind;
    private @Nullable String channel;
    private @Nullable String unit;
    private @Nullable Instant occurredAt;
    private Direction direction = Direction.INBOUND;
    private List<Identity> identities = List.of();
    private @Nullable String conversation;
    private @Nullable String inReplyTo;
    private @Nullable String language;
    private @Nullable String text;
    private @Nullable Double rating;
    private Map<String, Object> attributes = Map.of();

    SignalReader(Faults faults, Values values) {
        this.faults = faults;
        this.values = values;
    }

    /** The signal whose object starts at the parser's token; null if something is wrong with it. */
    @Nullable
    Signal read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.here(parser, "", "a signal is an object, not " + Values.told(parser));
            parser.skipChildren();
            return null;
        }
        int before = faults.count();
        clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            field(parser, parser.currentName());
        }
        if (kind == null && (seen & bit(1)) == 0) {
            faults.here(parser, "kind", "a signal needs one, such as message or review");
        }
        if (text == null && rating == null && attributes.isEmpty() && faults.count() == before) {
            faults.here(parser, "", "a signal needs text, rating or attributes");
        }
        return faults.count() == before ? signal(parser) : null;
    }

    private void clear() {
        seen = 0;
        externalId = null;
        kind = null;
        channel = null;
        unit = null;
        occurredAt = null;
        direction = Direction.INBOUND;
        identities = List.of();
        conversation = null;
        inReplyTo = null;
        language = null;
        text = null;
        rating = null;
        attributes = Map.of();
    }

    private @Nullable Signal signal(JsonParser parser) {
        try {
            return new Signal(
                    externalId,
                    kind == null ? "" : kind,
                    channel == null ? "" : channel,
                    unit == null ? "" : unit,
                    occurredAt,
                    direction,
                    identities,
                    conversation,
                    inReplyTo,
                    language,
                    text,
                    rating,
                    attributes);
        } catch (IllegalArgumentException e) {
            faults.here(parser, "", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static int bit(int field) {
        return 1 << field;
    }

    private void field(JsonParser parser, String name) throws IOException {
        int field = index(name);
        if (field < 0) {
            faults.here(parser, "", "unknown field; known are " + String.join(", ", FIELDS));
        } else if ((seen & bit(field)) != 0) {
            faults.here(parser, "", "given twice");
            field = -1;
        }
        parser.nextToken();
        if (field < 0) {
            parser.skipChildren();
            return;
        }
        seen |= bit(field);
        switch (field) {
            case 0 -> externalId = values.name(parser);
            case 1 -> kind = kind(parser);
            case 2 -> channel = values.name(parser);
            case 3 -> unit = values.name(parser);
            case 4 -> occurredAt = instant(parser);
            case 5 -> direction = direction(parser);
            case 6 -> identities = identities(parser);
            case 7 -> conversation = values.name(parser);
            case 8 -> inReplyTo = values.name(parser);
            case 9 -> language = values.name(parser);
            case 10 -> text = values.string(parser, Signal.MOST_TEXT);
            case 11 -> rating = values.number(parser);
            default -> attributes = values.attributes(parser);
        }
    }

    private static int index(String name) {
        return switch (name) {
            case "externalId" -> 0;
            case "kind" -> 1;
            case "channel" -> 2;
            case "unit" -> 3;
            case "occurredAt" -> 4;
            case "direction" -> 5;
            case "identities" -> 6;
            case "conversation" -> 7;
            case "inReplyTo" -> 8;
            case "language" -> 9;
            case "text" -> 10;
            case "rating" -> 11;
            case "attributes" -> 12;
            default -> -1;
        };
    }

    private @Nullable String kind(JsonParser parser) throws IOException {
        String value = values.name(parser);
        if (value == null && parser.currentToken() == JsonToken.VALUE_NULL || value != null && value.isBlank()) {
            faults.here(parser, "", "a signal needs one, such as message or review");
            return null;
        }
        return value;
    }

    private @Nullable Instant instant(JsonParser parser) throws IOException {
        String value = values.name(parser);
        if (value == null) {
            return null;
        }
        Instant instant = Instants.parse(value);
        if (instant == null) {
            faults.here(
                    parser,
                    "",
                    "an instant in ISO 8601 with its offset, such as 2026-01-31T09:30:00Z or"
                            + " 2026-01-31T10:30:00+01:00, not '" + Problems.shown(value) + "'");
        }
        return instant;
    }

    private Direction direction(JsonParser parser) throws IOException {
        String value = values.name(parser);
        if (value == null || value.equalsIgnoreCase("inbound")) {
            return Direction.INBOUND;
        }
        if (!value.equalsIgnoreCase("outbound")) {
            faults.here(parser, "", "inbound or outbound, not '" + Problems.shown(value) + "'");
        }
        return Direction.OUTBOUND;
    }

    private List<Identity> identities(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            faults.here(parser, "", "an array of {scheme, value}, not " + Values.told(parser));
            parser.skipChildren();
            return List.of();
        }
        List<Identity> found = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Identity identity = identity(parser);
            if (identity != null) {
                found.add(identity);
            }
        }
        if (found.size() > Signal.MOST_IDENTITIES) {
            faults.here(parser, "", "at most " + Signal.MOST_IDENTITIES + ", not " + found.size());
        }
        return found;
    }

    private @Nullable Identity identity(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.here(parser, "", "an object {scheme, value}, not " + Values.told(parser));
            parser.skipChildren();
            return null;
        }
        int before = faults.count();
        String scheme = null;
        String value = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isScheme = name.equals("scheme");
            if (!isScheme && !name.equals("value")) {
                faults.here(parser, "", "unknown field; known are scheme, value");
            } else if (isScheme ? scheme != null : value != null) {
                faults.here(parser, "", "given twice");
            }
            parser.nextToken();
            if (isScheme) {
                scheme = values.name(parser);
            } else if (name.equals("value")) {
                value = values.name(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (faults.count() > before) {
            return null;
        }
        try {
            return new Identity(scheme == null ? "" : scheme, value == null ? "" : value);
        } catch (IllegalArgumentException e) {
            faults.here(parser, "", String.valueOf(e.getMessage()));
            return null;
        }
    }
}
