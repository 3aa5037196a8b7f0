package io.antiphon.http;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Role;
import java.util.List;
import java.util.Map;

/** An endpoint and what it said of itself when it came. */
record Resource(Endpoint endpoint, String method, String template, String summary, Role role) {

    static Resource of(Endpoint endpoint) {
        return new Resource(endpoint, endpoint.method(), endpoint.path(), endpoint.summary(), endpoint.role());
    }

    /** The same for all that answer the same requests: method and template without the names of its parameters. */
    String key() {
        return method + " " + template.replaceAll("\\{[^/]*}", "{}").replaceAll("(?<=.)/$", "");
    }

    /** The parts of a path that its template names. */
    Map<String, String> parameters(String path) {
        Route route = Route.api(method, template, exchange -> {});
        Router.Match match = new Router(List.of(route)).match(method, path);
        return match == null ? Map.of() : match.parameters();
    }
}
