package io.antiphon.http;

import static io.antiphon.http.Route.api;
import static io.antiphon.http.Route.open;

import io.antiphon.spi.Connections;
import io.antiphon.spi.Connections.Connection;
import io.antiphon.spi.Connections.Preview;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.EventStream;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/connections} and {@code /api/connectors}: what Antiphon hears and speaks by; {@code /hooks}: what is pushed at it. */
final class ConnectionResources {

    private final Services services;
    private final Streams streams;

    ConnectionResources(Services services, Streams streams) {
        this.services = services;
        this.streams = streams;
    }

    List<Route> routes() {
        return List.of(
                open("POST", "/hooks/{connection}", this::hook)
                        .tells("Pushes at a connection's webhook or door; its own verification decides who may.")
                        .takes("*/*", "")
                        .gives(200, ""),
                open("GET", "/hooks/{connection}/{path…}", this::hook)
                        .tells("Asks below a connection's door. May answer with server-sent events.")
                        .gives(200, ""),
                open("POST", "/hooks/{connection}/{path…}", this::hook)
                        .tells("Tells something below a connection's door.")
                        .takes("*/*", "")
                        .gives(200, ""),
                open("OPTIONS", "/hooks/{connection}/{path…}", this::hook)
                        .tells("Asks below a connection's door what may be asked from another site.")
                        .gives(204, ""),
                api("GET", "/api/connectors", this::specs)
                        .least(Role.VIEWER)
                        .tells("The connectors there are, with their settings.")
                        .gives(200, "ConnectorPage"),
                api("GET", "/api/connections", this::list)
                        .least(Role.VIEWER)
                        .tells("All connections, for administrators with their settings, and the connectors there are.")
                        .gives(200, "ConnectionPage"),
                api("GET", "/api/connections/{id}", this::get)
                        .least(Role.VIEWER)
                        .tells("A connection; its settings for administrators only, with secrets masked.")
                        .gives(200, "Connection"),
                api("PUT", "/api/connections/{id}", this::put)
                        .tells("Makes or changes a connection. A secret given as the mask keeps its value.")
                        .takes("application/json", "Settings")
                        .gives(200, "Connection")
                        .gives(201, "Connection")
                        .gives(422, "Problem"),
                api("POST", "/api/connections/{id}/preview", this::preview)
                        .tells("What such a change would come to, without changing anything.")
                        .takes("application/json", "Settings")
                        .gives(200, "Preview"),
                api("DELETE", "/api/connections/{id}", this::delete)
                        .tells("Takes a connection away.")
                        .gives(204, ""),
                api("POST", "/api/connections/{id}/pause", this::pause)
                        .tells("Stops hearing and speaking until resumed.")
                        .gives(200, "Connection"),
                api("POST", "/api/connections/{id}/resume", this::resume)
                        .tells("Goes on.")
                        .gives(200, "Connection"),
                api("POST", "/api/connections/{id}/check", this::check)
                        .tells("Tries a connection's settings without changing anything.")
                        .gives(200, "Checked"));
    }

    private Connections connections() {
        return services.need(Connections.class);
    }

    private void hook(Exchange exchange) throws Exception {
        // Read first, also if nobody takes it: a connection with an unread body on it would be closed.
        Request request = hooked(exchange.toRequest(exchange.body()));
        Response response = connections().deliver(exchange.parameter("connection"), request);
        if (response.body() instanceof EventStream.Opening opening) {
            streams.answer(exchange, response, opening);
        } else {
            exchange.respond(response);
        }
    }

    /** The same with the path below the connection's address, and with a HEAD as the GET that it is answered like. */
    private static Request hooked(Request asked) {
        Map<String, String> parameters = new LinkedHashMap<>(asked.parameters());
        parameters.putIfAbsent("path", "");
        String method = asked.method().equals("HEAD") ? "GET" : asked.method();
        return new Request(
                method, asked.path(), parameters, asked.query(), asked.headers(), asked.body(), asked.person());
    }

    private void specs(Exchange exchange) throws IOException {
        List<ConnectorSpec> specs = connections().specs();
        exchange.json(200, json -> Json.page(json, specs, ThingJson::spec, null));
    }

    private void list(Exchange exchange) throws IOException {
        Connections connections = connections();
        List<Connection> list = Sight.of(exchange, services).of(connections.list());
        List<ConnectorSpec> specs = connections.specs();
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Connection connection : list) {
                ThingJson.connection(json, connection);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("specs");
            for (ConnectorSpec spec : specs) {
                ThingJson.spec(json, spec);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void get(Exchange exchange) throws IOException {
        answer(exchange, 200, connections());
    }

    private void answer(Exchange exchange, int status, Connections connections) throws IOException {
        String id = exchange.parameter("id");
        Sight sight = Sight.of(exchange, services);
        Connection connection = connections
                .get(id)
                .filter(sight::sees)
                .map(sight::of)
                .orElseThrow(() -> Refusal.notFound("There is no connection '" + Problems.shown(id) + "'."));
        exchange.json(status, json -> ThingJson.connection(json, connection));
    }

    private void put(Exchange exchange) throws IOException {
        Connections connections = connections();
        String id = exchange.parameter("id");
        Map<String, String> settings = settings(JsonBody.object(exchange));
        boolean isNew = connections.get(id).isEmpty();
        List<Problem> problems = connections.put(id, settings, exchange.user());
        if (!problems.isEmpty()) {
            throw Refusal.faulty(
                    422,
                    "The connection was not stored: "
                            + (problems.size() == 1
                                    ? problems.get(0).what()
                                    : problems.size() + " settings are wrong."),
                    problems.stream()
                            .map(p -> new Refusal.Fault("/" + escaped(p.where()), p.what(), p.remedy()))
                            .toList());
        }
        answer(exchange, isNew ? 201 : 200, connections);
    }

    private void preview(Exchange exchange) throws IOException {
        Connections connections = connections();
        Preview preview = connections.preview(exchange.parameter("id"), settings(JsonBody.object(exchange)));
        exchange.json(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("differences");
            for (Connections.Difference difference : preview.differences()) {
                RecordJson.write(json, difference);
            }
            json.writeEndArray();
            ThingJson.problems(json, preview.problems());
            json.writeEndObject();
        });
    }

    private static Map<String, String> settings(Map<String, Object> body) {
        Map<String, String> settings = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            if (value instanceof Map || value instanceof List) {
                String detail = name + ": a string, a number or a boolean; the entries of a map are settings called "
                        + name + ".NAME";
                throw Refusal.faulty(400, detail + ".", List.of(new Refusal.Fault("/" + escaped(name), detail, "")));
            }
            settings.put(name, value.toString());
        });
        return settings;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void delete(Exchange exchange) {
        connections().delete(exchange.parameter("id"), exchange.user());
        exchange.empty(204);
    }

    private void pause(Exchange exchange) throws IOException {
        Connections connections = connections();
        connections.pause(exchange.parameter("id"), exchange.user());
        answer(exchange, 200, connections);
    }

    private void resume(Exchange exchange) throws IOException {
        Connections connections = connections();
        connections.resume(exchange.parameter("id"), exchange.user());
        answer(exchange, 200, connections);
    }

    private void check(Exchange exchange) throws IOException {
        List<Problem> problems = connections().check(exchange.parameter("id"));
        exchange.json(200, json -> {
            json.writeStartObject();
            ThingJson.problems(json, problems);
            json.writeEndObject();
        });
    }
}
