package io.antiphon.http;

import static io.antiphon.http.Route.api;
import static io.antiphon.http.Route.open;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.http.people.Secret;
import io.antiphon.http.people.Sessions;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/session}: signing in and out, and who one is. */
final class SessionResources {

    private final Gate gate;

    SessionResources(Gate gate) {
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                open("POST", "/api/session", this::begin)
                        .tells("Signs in with a name and a password; answers the token of the session.")
                        .takes("application/json", "SignIn")
                        .gives(201, "SignedIn")
                        .gives(401, "Problem")
                        .gives(429, "Problem"),
                api("GET", "/api/session", this::who)
                        .least(Role.VIEWER)
                        .tells("Who is signed in, and what they may.")
                        .gives(200, "Session"),
                api("DELETE", "/api/session", this::end)
                        .least(Role.VIEWER)
                        .tells("Signs out: the token of the session counts no longer.")
                        .gives(204, "")
                        .gives(409, "Problem"));
    }

    private void begin(Exchange exchange) throws IOException {
        Map<String, Object> body = Fields.of(exchange, "name", "password");
        String name = Fields.text(body, "name").strip().toLowerCase(Locale.ROOT);
        String token = gate.signIn(
                name, Fields.text(body, "password"), exchange.request().getRemoteAddr());
        String hash = Secret.hash(token);
        Pass pass = gate.pass(hash).orElseThrow(() -> Refusal.of(401, "That password was changed just now."));
        exchange.response().setHeader("Cache-Control", "no-store");
        exchange.json(201, json -> {
            json.writeStartObject();
            json.writeStringField("token", token);
            fields(json, pass);
            json.writeEndObject();
        });
    }

    private void who(Exchange exchange) throws IOException {
        exchange.json(200, json -> {
            json.writeStartObject();
            fields(json, exchange.pass());
            json.writeEndObject();
        });
    }

    private void fields(JsonGenerator json, Pass pass) throws IOException {
        PersonJson.fields(json, pass.person());
        json.writeStringField("by", pass.kind().name().toLowerCase(Locale.ROOT));
        if (pass.kind() == Pass.Kind.SESSION) {
            Json.field(
                    json,
                    "endsAt",
                    gate.sessions()
                            .find(pass.hash())
                            .map(Sessions.Session::ends)
                            .orElse(null));
        }
    }

    private void end(Exchange exchange) {
        if (exchange.pass().kind() != Pass.Kind.SESSION) {
            throw Refusal.of(
                    409, "You came in by a token, not by a session. Take the token away where tokens are made.");
        }
        gate.sessions().end(exchange.pass().hash());
        exchange.empty(204);
    }
}
