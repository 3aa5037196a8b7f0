package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a customer gave us to know: a message, a review, a survey response, an order, a visit.
 * Experience data and operational data alike; {@link #kind} tells which. Build one with {@link
 * #of(String)}.
 *
 * @param externalId what the outside system calls it, unique within a connection; by it a signal that
 *     is offered again is recognised. Null if it has none: then every offer is a new signal
 * @param kind what it is, a short lower-case word: {@code message, review, survey-response, order, …}
 * @param channel where it was given: {@code email, webchat, phone, store, …}; empty means the
 *     connection's own channel
 * @param unit the path of the organisation it belongs to, as {@code acme/emea/care}; empty means the
 *     connection's own unit
 * @param occurredAt when it happened outside; null means when it was heard
 * @param direction which way it went
 * @param identities who gave it, in all names known; empty for an anonymous one
 * @param conversation the thread it belongs to, unique within a connection; null if none
 * @param inReplyTo the external id of what it answers; null if nothing
 * @param language BCP 47 tag as the outside system stated it; null if unstated
 * @param text what was said; null if nothing was
 * @param rating a rating in the scale of its kind (a survey's 0 to 10, a review's 1 to 5); null if none
 * @param attributes everything else, as JSON-like values: strings, longs, doubles, booleans, lists and
 *     maps, nested at most 16 deep. By convention {@code profile} is a map of what the signal
 *     tells about its giver ({@code name}, {@code locale}, …) and {@code simulated: true} marks a played one
 */
public record Signal(
        @Nullable String externalId,
        String kind,
        String channel,
        String unit,
        @Nullable Instant occurredAt,
        Direction direction,
        List<Identity> identities,
        @Nullable String conversation,
        @Nullable String inReplyTo,
        @Nullable String language,
        @Nullable String text,
        @Nullable Double rating,
        Map<String, Object> attributes) {

    /** The longest kind, channel, unit, external id, conversation or language, in characters. */
    public static final int MOST_NAME = 512;

    /** The longest text, in characters. */
    public static final int MOST_TEXT = 1_000_000;

    /** The most identities of one signal. */
    public static final int MOST_IDENTITIES = 32;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the kind is missing, if there is neither text nor rating nor
     *     an attribute, or if a part is too long; the message names the field
     */
    public Signal {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("kind: a signal needs one, such as message or review");
        }
        if (text == null && rating == null && attributes.isEmpty()) {
            throw new IllegalArgumentException("text, rating or attributes: a signal needs one of them");
        }
        bound("externalId", externalId, MOST_NAME);
        bound("kind", kind, MOST_NAME);
        bound("channel", channel, MOST_NAME);
        bound("unit", unit, MOST_NAME);
        bound("conversation", conversation, MOST_NAME);
        bound("inReplyTo", inReplyTo, MOST_NAME);
        bound("language", language, MOST_NAME);
        bound("text", text, MOST_TEXT);
        if (rating != null && !Double.isFinite(rating)) {
            throw new IllegalArgumentException("rating: a finite number, not " + rating);
        }
        if (identities.size() > MOST_IDENTITIES) {
            throw new IllegalArgumentException("identities: at most " + MOST_IDENTITIES + ", not " + identities.size());
        }
        identities = List.copyOf(identities);
        attributes = Attributes.copy(attributes);
    }

    private static void bound(String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw new IllegalArgumentException(field + ": at most " + most + " characters, not " + value.length());
        }
    }

    /** Starts a signal of a kind. */
    public static SignalBuilder of(String kind) {
        return new SignalBuilder(kind);
    }

    /** Starts a signal that is like this one. */
    public SignalBuilder with() {
        return new SignalBuilder(this);
    }
}
