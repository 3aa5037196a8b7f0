package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Person;
import io.antiphon.spi.Position;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Owned by one thread. */
final class Exchange implements AutoCloseable {

    /** Writes an answer's JSON. */
    @FunctionalInterface
    interface Writing {
        /** Writes one value. */
        void to(JsonGenerator json) throws IOException;
    }

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Limits limits;
    private final Bodies bodies;
    private final Bodies.Lease lease;
    private Map<String, String> parameters = Map.of();
    private @Nullable Map<String, String> query;
    private Pass pass = Pass.NONE;

    Exchange(HttpServletRequest request, HttpServletResponse response, Limits limits, Bodies bodies) {
        this.request = request;
        this.response = response;
        this.limits = limits;
        this.bodies = bodies;
        this.lease = bodies.lease();
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    Limits limits() {
        return limits;
    }

    /** Decoded, starting with a slash. */
    String path() {
        String info = request.getPathInfo();
        String servlet = request.getServletPath();
        String path = info == null ? servlet : servlet.isEmpty() ? info : servlet + info;
        return path.isEmpty() ? "/" : path;
    }

    void matched(Map<String, String> named) {
        parameters = named;
    }

    void cameBy(Pass itsPass) {
        pass = itsPass;
    }

    /** What who asks came in by. */
    Pass pass() {
        return pass;
    }

    /** Who asks; nobody if everybody may. */
    Person person() {
        return pass.person();
    }

    /** The name of who asks; empty if everybody may. */
    String user() {
        return person().name();
    }

    /** A part of the path named in the template. */
    String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("The template has no {" + name + "}");
        }
        return value;
    }

    Map<String, String> query() {
        Map<String, String> read = query;
        if (read == null) {
            String text = request.getQueryString();
            try {
                read = text == null ? Map.of() : Request.readQuery(text);
            } catch (IllegalArgumentException e) {
                throw Refusal.of(400, "The query is not well encoded.");
            }
            query = read;
        }
        return read;
    }

    /** A query parameter; null if it is absent or empty. */
    @Nullable
    String query(String name) {
        String value = request.getQueryString() == null ? null : query().get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The query parameter {@code limit}. */
    int limit(int otherwise, int most) {
        String value = query("limit");
        if (value == null) {
            return otherwise;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw Refusal.of(400, "limit: a whole number from 1 to " + most + ".");
    }

    /** A query parameter that is a position; null if it is absent. */
    @Nullable
    Position position(String name) {
        String value = query(name);
        try {
            return value == null ? null : Position.parse(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, name + ": a position such as 0-1027.");
        }
    }

    /** The body, whole. */
    byte[] body() throws IOException {
        return bodies.read(request, limits, lease);
    }

    /** The media type of the body without parameters, in lower case; empty if none is stated. */
    String mediaType() {
        String type = request.getContentType();
        if (type == null) {
            return "";
        }
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** The request for who answers it outside of this room. */
    Request toRequest(byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        headers.remove(person().isNobody() ? "" : "authorization");
        return new Request(request.getMethod(), path(), parameters, query(), headers, body, person());
    }

    void json(int status, Writing writing) throws IOException {
        json(status, "application/json", writing);
    }

    void json(int status, String type, Writing writing) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        JsonGenerator json = Json.FACTORY.createGenerator(response.getOutputStream());
        writing.to(json);
        json.close();
    }

    void bytes(int status, String type, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Answers what somebody outside of this room decided. */
    void respond(Response answer) throws IOException {
        answer.headers().forEach(response::setHeader);
        String stated = response.getContentType();
        if (answer.body() instanceof byte[] bytes) {
            bytes(answer.status(), stated == null ? "application/octet-stream" : stated, bytes);
        } else if (answer.body() instanceof String text) {
            bytes(
                    answer.status(),
                    stated == null ? "text/plain;charset=utf-8" : stated,
                    text.getBytes(StandardCharsets.UTF_8));
        } else {
            json(answer.status(), json -> Json.value(json, answer.body()));
        }
    }

    void empty(int status) {
        response.setStatus(status);
    }

    @Override
    public void close() {
        lease.close();
    }
}
