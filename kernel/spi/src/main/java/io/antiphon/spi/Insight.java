package io.antiphon.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing understood of a signal: its language, a feeling about something, a topic, a link
 * between identities.
 *
 * @param type what was understood, a short lower-case word: {@code language, sentiment, topic, link, …}
 * @param value the finding: {@code ru}, {@code negative}, {@code late-delivery}
 * @param about what it is about within the signal (a brand, an aspect); null if the whole
 * @param span where in the text; null if the whole
 * @param confidence from 0 to 1
 * @param enricher who found it; empty until the kernel fills it in
 * @param version the enricher's version; empty until the kernel fills it in
 * @param attributes details, as {@link Signal#attributes}
 */
public record Insight(
        String type,
        String value,
        @Nullable String about,
        @Nullable Span span,
        double confidence,
        String enricher,
        String version,
        Map<String, Object> attributes) {

    /** Checks that the type is there and the confidence is between 0 and 1; copies. */
    public Insight {
        if (type.isBlank()) {
            throw new IllegalArgumentException("type: an insight needs one, such as language or topic");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence: from 0 to 1, not " + confidence);
        }
        attributes = Attributes.copy(attributes);
    }

    /** A certain insight about the whole signal. */
    public static Insight of(String type, String value) {
        return of(type, value, 1);
    }

    /** An insight about the whole signal. */
    public static Insight of(String type, String value, double confidence) {
        return new Insight(type, value, null, null, confidence, "", "", Map.of());
    }

    /** The same, about something. */
    public Insight about(@Nullable String subject) {
        return new Insight(type, value, subject, span, confidence, enricher, version, attributes);
    }

    /** The same, found at a place in the text. */
    public Insight at(int from, int to) {
        return new Insight(type, value, about, new Span(from, to), confidence, enricher, version, attributes);
    }

    /** The same, with details. */
    public Insight details(Map<String, ?> values) {
        return new Insight(type, value, about, span, confidence, enricher, version, Attributes.copy(values));
    }

    /** The same, found by an enricher in a version; the kernel calls this. */
    public Insight by(String name, String itsVersion) {
        return new Insight(type, value, about, span, confidence, name, itsVersion, attributes);
    }

    /**
     * A part of a text, in UTF-16 code units.
     *
     * @param from the first unit
     * @param to the unit after the last
     */
    public record Span(int from, int to) {
        /** Refuses a span that ends before it starts. */
        public Span {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("span: 0 ≤ from ≤ to, not " + from + ".." + to);
            }
        }
    }
}
