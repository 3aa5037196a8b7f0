package io.antiphon.http;

import static io.antiphon.http.Route.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/openapi.json}: the description of all routes, made of the routes themselves and a file of schemas. */
final class OpenApi {

    private static final String SCHEMAS = "schemas.json";

    private final FrontDoor door;
    private final String version;

    OpenApi(FrontDoor door, String version) {
        this.door = door;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(api("GET", "/api/openapi.json", this::answer)
                .least(Role.VIEWER)
                .tells("This description, in OpenAPI 3.1.")
                .gives(200, "application/json"));
    }

    private void answer(Exchange exchange) throws IOException {
        Map<String, List<Route>> paths = new LinkedHashMap<>();
        for (Route route : door.router().routes()) {
            paths.computeIfAbsent(path(route), p -> new java.util.ArrayList<>()).add(route);
        }
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("openapi", "3.1.0");
            info(json);
            security(json);
            json.writeObjectFieldStart("paths");
            for (Map.Entry<String, List<Route>> path : paths.entrySet()) {
                json.writeObjectFieldStart(path.getKey());
                for (Route route : path.getValue()) {
                    operation(json, route);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            components(json);
            json.writeEndObject();
        });
    }

    private static String path(Route route) {
        return route.template().replace("…", "");
    }

    private void info(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("info");
        json.writeStringField("title", "Antiphon");
        json.writeStringField("version", version);
        json.writeObjectFieldStart("license");
        json.writeStringField("name", "Apache-2.0");
        json.writeStringField("identifier", "Apache-2.0");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void security(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("security");
        json.writeStartObject();
        json.writeArrayFieldStart("token");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void operation(JsonGenerator json, Route route) throws IOException {
        json.writeObjectFieldStart(route.method().toLowerCase(Locale.ROOT));
        json.writeStringField("operationId", operationId(route));
        Json.field(json, "summary", route.summary());
        if (route.isOpen()) {
            json.writeArrayFieldStart("security");
            json.writeEndArray();
        } else {
            json.writeStringField("x-role", route.least().word());
        }
        parameters(json, route);
        if (!route.takes().isEmpty()) {
            json.writeObjectFieldStart("requestBody");
            json.writeBooleanField("required", true);
            json.writeObjectFieldStart("content");
            for (Map.Entry<String, String> body : route.takes().entrySet()) {
                content(json, body.getKey(), body.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        responses(json, route);
        json.writeEndObject();
    }

    private static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        for (String part : route.template().split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private static void parameters(JsonGenerator json, Route route) throws IOException {
        json.writeArrayFieldStart("parameters");
        for (String segment : path(route).split("/")) {
            if (segment.startsWith("{")) {
                parameter(json, "path", segment.substring(1, segment.length() - 1), "", "string");
            }
        }
        for (Route.Parameter parameter : route.query()) {
            parameter(json, "query", parameter.name(), parameter.description(), parameter.schema());
        }
        json.writeEndArray();
    }

    private static void parameter(JsonGenerator json, String in, String name, String description, String type)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("in", in);
        json.writeStringField("name", name);
        json.writeBooleanField("required", in.equals("path"));
        if (!description.isEmpty()) {
            Json.field(json, "description", description);
        }
        json.writeObjectFieldStart("schema");
        json.writeStringField("type", type);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void responses(JsonGenerator json, Route route) throws IOException {
        json.writeObjectFieldStart("responses");
        for (Map.Entry<Integer, String> given : route.gives().entrySet()) {
            json.writeObjectFieldStart(Integer.toString(given.getKey()));
            json.writeStringField("description", given.getKey() < 300 ? "Done." : "Refused.");
            String what = given.getValue();
            if (!what.isEmpty()) {
                boolean schema = what.indexOf('/') < 0;
                String type = !schema ? what : given.getKey() < 400 ? "application/json" : "application/problem+json";
                json.writeObjectFieldStart("content");
                content(json, type, schema ? what : "");
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        if (!route.isOpen() && !route.gives().containsKey(403)) {
            json.writeObjectFieldStart("403");
            json.writeStringField("$ref", "#/components/responses/Forbidden");
            json.writeEndObject();
        }
        json.writeObjectFieldStart("default");
        json.writeStringField("$ref", "#/components/responses/Problem");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void content(JsonGenerator json, String type, String schema) throws IOException {
        json.writeObjectFieldStart(type);
        if (!schema.isEmpty()) {
            json.writeObjectFieldStart("schema");
            json.writeStringField("$ref", "#/components/schemas/" + schema);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void components(JsonGenerator json) throws IOException {
        json.writeFieldName("components");
        try (InputStream in = OpenApi.class.getResourceAsStream(SCHEMAS)) {
            if (in == null) {
                throw new IOException("The bundle has no " + SCHEMAS);
            }
            json.writeRawValue(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
