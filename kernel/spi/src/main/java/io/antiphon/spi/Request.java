package io.antiphon.spi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, read whole and within the limits.
 *
 * @param method in capitals
 * @param path decoded, starting with a slash
 * @param parameters the parts of the path named in the endpoint's template
 * @param query by name; of a repeated one the last
 * @param headers by lower-case name; of a repeated one the values joined by a comma
 * @param body the bytes; not copied, nobody may change them
 * @param person who asks; {@link Person#NOBODY} if the endpoint is open to all
 */
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Person person) {

    /** Copies the maps. */
    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A request of an administrator of that name, or of nobody if it is empty; for tests. */
    public Request(
            String method,
            String path,
            Map<String, String> parameters,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            String user) {
        this(
                method,
                path,
                parameters,
                query,
                headers,
                body,
                user.isEmpty() ? Person.NOBODY : Person.administrator(user));
    }

    /** The name of who asks; empty if the endpoint is open to all. */
    public String user() {
        return person.name();
    }

    /** A part of the path named in the template. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path template has no {" + name + "}");
        }
        return value;
    }

    /** A query parameter, or empty. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A header by lower-case name, or empty. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The query string read into names and values; for kernels and tests. */
    public static Map<String, String> readQuery(String queryString) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (String pair : queryString.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                values.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
