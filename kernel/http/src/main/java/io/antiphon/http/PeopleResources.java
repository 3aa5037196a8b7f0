package io.antiphon.http;

import static io.antiphon.http.Route.api;

import io.antiphon.http.people.ApiToken;
import io.antiphon.http.people.Member;
import io.antiphon.http.people.Secret;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Person;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/people}: who works with Antiphon. What is done here is in the journal before it holds. */
final class PeopleResources {

    private final Services services;
    private final Gate gate;

    PeopleResources(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                api("GET", "/api/people", this::list)
                        .least(Role.AGENT)
                        .tells(
                                "Who works here; administrators also see who is disabled, and tokens without what they are.")
                        .gives(200, "PersonPage"),
                api("POST", "/api/people", this::create)
                        .tells("Lets somebody in.")
                        .takes("application/json", "NewPerson")
                        .gives(201, "Person")
                        .gives(409, "Problem"),
                api("GET", "/api/people/{name}", this::one)
                        .least(Role.AGENT)
                        .tells("Somebody who works here.")
                        .gives(200, "Person"),
                api("PUT", "/api/people/{name}", this::change)
                        .tells("Changes who somebody is and what they may; password and tokens stay.")
                        .takes("application/json", "PersonChange")
                        .gives(200, "Person")
                        .gives(409, "Problem"),
                api("DELETE", "/api/people/{name}", this::remove)
                        .tells("Takes somebody away, with their password, tokens and sessions.")
                        .gives(204, "")
                        .gives(409, "Problem"),
                api("PUT", "/api/people/{name}/password", this::password)
                        .least(Role.VIEWER)
                        .tells("Gives somebody a password: oneself with the old one, administrators anybody else."
                                + " Their other sessions end.")
                        .takes("application/json", "PasswordChange")
                        .gives(204, "")
                        .gives(403, "Problem"),
                api("POST", "/api/people/{name}/tokens", this::makeToken)
                        .tells("Makes a token for programs, which is shown this once.")
                        .takes("application/json", "NewToken")
                        .gives(201, "MadeToken"),
                api("DELETE", "/api/people/{name}/tokens/{id}", this::removeToken)
                        .tells("Takes a token away; it counts no longer.")
                        .gives(204, ""));
    }

    private static boolean isAdministrator(Exchange exchange) {
        return exchange.person().role().includes(Role.ADMINISTRATOR);
    }

    private void list(Exchange exchange) throws IOException {
        boolean full = isAdministrator(exchange);
        List<Member> members = gate.register().members().stream()
                .filter(member -> full || !member.disabled())
                .toList();
        exchange.json(200, json -> Json.page(json, members, full ? PersonJson::member : PersonJson::person, null));
    }

    private void one(Exchange exchange) throws IOException {
        boolean full = isAdministrator(exchange);
        Member member = gate.register()
                .member(exchange.parameter("name"))
                .filter(one -> full || !one.disabled())
                .orElseThrow(() -> notFound(exchange));
        answer(exchange, 200, member);
    }

    private static Refusal notFound(Exchange exchange) {
        return Refusal.notFound("There is nobody called '" + Problems.shown(exchange.parameter("name")) + "'.");
    }

    private static void answer(Exchange exchange, int status, Member member) throws IOException {
        boolean full = isAdministrator(exchange);
        exchange.json(status, json -> {
            if (full) {
                PersonJson.member(json, member);
            } else {
                PersonJson.person(json, member);
            }
        });
    }

    private void create(Exchange exchange) throws IOException {
        Map<String, Object> body =
                Fields.of(exchange, "name", "title", "role", "units", "languages", "skills", "disabled", "password");
        String name = Fields.text(body, "name");
        Person person = person(name, body);
        Member first = checked(() -> new Member(person, "", List.of(), Fields.flag(body, "disabled")));
        String hash = body.containsKey("password")
                ? checked(() -> gate.passwords().hash(Fields.text(body, "password"), name))
                : "";
        Member made = changed(exchange, name, "person-created", facts(first), before -> {
            if (before != null) {
                throw new AntiphonException(Code.CONFLICT, "There is somebody called '" + name + "' already");
            }
            return first.withPassword(hash);
        });
        answer(exchange, 201, made);
    }

    private static Person person(String name, Map<String, Object> body) {
        String title = Fields.text(body, "title", "").strip();
        String role = Fields.text(body, "role");
        return checked(() -> new Person(
                name,
                title.isEmpty() ? name : title,
                role(role),
                Fields.texts(body, "units"),
                Fields.texts(body, "languages"),
                Fields.texts(body, "skills")));
    }

    private static Role role(String word) {
        try {
            return Role.of(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("role: " + e.getMessage(), e);
        }
    }

    private interface Check<T> {
        T made();
    }

    private static <T> T checked(Check<T> check) {
        try {
            return check.made();
        } catch (IllegalArgumentException e) {
            throw Fields.wrong(e);
        }
    }

    /** What the journal says of somebody. */
    private static Map<String, Object> facts(Member member) {
        Person person = member.person();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", person.title());
        facts.put("role", person.role().word());
        facts.put("units", person.units());
        facts.put("languages", person.languages());
        facts.put("skills", person.skills());
        facts.put("disabled", member.disabled());
        return facts;
    }

    private void change(Exchange exchange) throws IOException {
        String name = exchange.parameter("name");
        Map<String, Object> body = Fields.of(exchange, "title", "role", "units", "languages", "skills", "disabled");
        boolean disabled = Fields.flag(body, "disabled");
        Member wanted = checked(() -> new Member(person(name, body), "", List.of(), disabled));
        boolean isLess = disabled || wanted.person().role() != Role.ADMINISTRATOR;
        if (isLess && name.equals(exchange.user())) {
            throw oneself();
        }
        Member now = changed(exchange, name, "person-changed", facts(wanted), before -> {
            if (before == null) {
                throw notFound(exchange);
            }
            return before.as(wanted.person(), disabled);
        });
        answer(exchange, 200, now);
    }

    private static Refusal oneself() {
        return Refusal.of(
                409, "You would lock yourself out. Another administrator may do it, or the token of etc/admin.token.");
    }

    private void remove(Exchange exchange) {
        String name = exchange.parameter("name");
        if (name.equals(exchange.user())) {
            throw oneself();
        }
        gate.register()
                .change(
                        name,
                        before -> {
                            if (before == null) {
                                throw notFound(exchange);
                            }
                            return null;
                        },
                        none -> record(exchange, name, "person-removed", Map.of()));
        gate.sessions().endAll(name);
        exchange.empty(204);
    }

    private void password(Exchange exchange) throws IOException {
        String name = exchange.parameter("name");
        Map<String, Object> body = Fields.of(exchange, "password", "old");
        boolean own = name.equals(exchange.user());
        if (!own && !isAdministrator(exchange)) {
            throw Refusal.of(
                    403,
                    "Another's password is given by the role administrator; you have the role "
                            + exchange.person().role().word() + ".");
        }
        Member member = gate.register().member(name).orElseThrow(() -> notFound(exchange));
        if (own) {
            checkOld(exchange, member, Fields.text(body, "old"));
        }
        String hash = checked(() -> gate.passwords().hash(Fields.text(body, "password"), name));
        Member now = changed(exchange, name, "password-changed", Map.of(), before -> {
            if (before == null || own && !before.password().equals(member.password())) {
                throw new AntiphonException(Code.CONFLICT, "Somebody else changed '" + name + "' just now");
            }
            return before.withPassword(hash);
        });
        gate.sessions().endOthers(now, own ? exchange.pass().hash() : "");
        exchange.empty(204);
    }

    private void checkOld(Exchange exchange, Member member, String old) {
        try {
            gate.check(member.name(), exchange.request().getRemoteAddr(), old, member.password());
        } catch (Refusal e) {
            throw e.status() == 401 ? Refusal.of(403, "The old password is another one.") : e;
        }
    }

    private void makeToken(Exchange exchange) throws IOException {
        String name = exchange.parameter("name");
        String label = Fields.text(Fields.of(exchange, "label"), "label");
        String secret = Secret.token();
        ApiToken token = checked(() -> ApiToken.of(label, secret, Instant.now()));
        changed(exchange, name, "token-made", Map.of("token", token.id(), "label", token.label()), before -> {
            if (before == null) {
                throw notFound(exchange);
            }
            return checked(() -> before.with(token));
        });
        exchange.response().setHeader("Cache-Control", "no-store");
        exchange.json(201, json -> {
            json.writeStartObject();
            PersonJson.token(json, token);
            json.writeStringField("token", secret);
            json.writeEndObject();
        });
    }

    private void removeToken(Exchange exchange) {
        String name = exchange.parameter("name");
        String id = exchange.parameter("id");
        changed(exchange, name, "token-removed", Map.of("token", id), before -> {
            if (before == null) {
                throw notFound(exchange);
            }
            ApiToken token = before.tokens().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() ->
                            Refusal.notFound("'" + name + "' has no token with the id '" + Problems.shown(id) + "'."));
            return before.without(token);
        });
        exchange.empty(204);
    }

    private Member changed(
            Exchange exchange,
            String name,
            String command,
            Map<String, Object> facts,
            Function<@Nullable Member, Member> change) {
        Member now = gate.register().change(name, change::apply, next -> record(exchange, name, command, facts));
        if (now == null) {
            throw new IllegalStateException("A change leaves somebody");
        }
        return now;
    }

    private void record(Exchange exchange, String name, String command, Map<String, Object> facts) {
        services.need(Recorder.class)
                .append(List.of(Entry.Commanded.of(exchange.user(), command, "person " + name, facts)));
    }
}
