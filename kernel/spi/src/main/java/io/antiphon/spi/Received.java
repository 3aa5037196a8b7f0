package io.antiphon.spi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a source received, before it was read: the bytes and what stood around them. Also how a dead
 * letter is kept.
 *
 * @param body the bytes; not copied, nobody may change them
 * @param headers what stood around them, by lower-case name: HTTP or Camel headers, {@code charset}
 * @param origin where exactly it came from, for a person: {@code survey.csv:17}, {@code
 *     https://…/feed.xml#item-3}; empty if there is nothing to say
 */
public record Received(byte[] body, Map<String, String> headers, String origin) {

    /** Lower-cases header names; copies them. */
    public Received {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        headers = java.util.Collections.unmodifiableMap(lower);
    }

    /** Text without headers. */
    public static Received of(String text, String origin) {
        return new Received(text.getBytes(StandardCharsets.UTF_8), Map.of(), origin);
    }

    /** A header, or empty. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** The body as text in the header {@code charset}, or UTF-8; malformed bytes become U+FFFD. */
    public String text() {
        return new String(body, header("charset").map(Received::charset).orElse(StandardCharsets.UTF_8));
    }

    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
