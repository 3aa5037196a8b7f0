package io.antiphon.spi;

import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the HTTP status
 * @param headers further headers
 * @param body a {@code byte[]} or {@link String}, sent as it is with the header {@code content-type}; or an
 *     {@link EventStream.Opening}, as of {@link #events}; or anything else, sent as JSON: records, maps, lists,
 *     strings, numbers, booleans, instants, SPI types
 */
public record Response(int status, Map<String, String> headers, Object body) {

    /** Copies the headers. */
    public Response {
        headers = Map.copyOf(headers);
    }

    /** 200 with JSON. */
    public static Response ok(Object json) {
        return new Response(200, Map.of(), json);
    }

    /** A status with JSON. */
    public static Response of(int status, Object json) {
        return new Response(status, Map.of(), json);
    }

    /** 204. */
    public static Response empty() {
        return new Response(204, Map.of(), "");
    }

    /**
     * 200 with server-sent events, of a {@link Source#door} only. There are only so many streams at once, in all and of one
     * connection; who asks for more is answered with 503 and {@code Retry-After}.
     */
    public static Response events(EventStream.Opening opening) {
        return new Response(200, Map.of(), opening);
    }

    /** The same with a header; replaces one of that name. */
    public Response header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }
}
